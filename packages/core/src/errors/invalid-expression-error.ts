import { CrmError } from './crm-error.js';

/**
 * An expression names an unknown field or operator, mixes types, or exceeds a limit; `path` points into the tree.
 *
 * @example
 * const misspelt = { op: 'isNull', arg: { op: 'field', path: ['nmae'] } } as const;
 * await rep.party.list({ where: misspelt }).catch(({ code }) => code); // 'INVALID_EXPRESSION'
 */
export class InvalidExpressionError extends CrmError {
  override readonly name = 'InvalidExpressionError';
  readonly code = 'INVALID_EXPRESSION';
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`The expression is not valid at ${path}: ${problem}.`);
  }
}
