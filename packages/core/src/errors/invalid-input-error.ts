import { CrmError } from './crm-error.js';

/** One thing that is wrong with an input: where it stands and what is expected there. */
export interface InputIssue {
  /** Dotted path inside the input, such as `data.name`; empty for the input itself. */
  readonly path: string;
  /** What is wrong, without the offending value. */
  readonly problem: string;
  /** The rule of an entity that is broken, such as `contactPoint.onePreferred`. */
  readonly rule?: string;
}

/**
 * Input of a command, mapping or query does not have the declared shape; `issues` lists every problem with its path.
 *
 * @example
 * await rep.party.create({ kind: 'person', name: '' }).catch(({ issues }) => issues[0].path); // 'name'
 */
export class InvalidInputError extends CrmError {
  override readonly name = 'InvalidInputError';
  readonly code = 'INVALID_INPUT';
  constructor(
    readonly subject: string,
    readonly issues: readonly InputIssue[],
  ) {
    super(
      `${subject} was given invalid input: ${issues.map((i) => `${i.path || '(input)'}: ${i.problem}`).join('; ')}.`,
    );
  }
}
