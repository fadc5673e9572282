import { invalidInput } from '../errors/invalid-input.js';
import type { Id } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import { checkOptions } from './check-options.js';
import { checkWriteRights, unchanged } from './check-write-rights.js';
import { commitDecided } from './commit-decided.js';
import { readForWrite } from './read-rows.js';
import { partsOfFacts, refusePart, reversalOf } from './reversal.js';
import { checkIds, inKind, itemSet, type OneOrMany } from './sets.js';

/** What became of a fact that was to be undone; a second time changes nothing. */
export interface ReversalResult {
  readonly status: 'reversed' | 'unchanged';
  readonly id: Id;
}

/**
 * Undoes facts with their parts by reversal: one commit for the whole set. Recorded again, in the same version or a
 * newer one, such a fact is posted again under its id.
 *
 * @param caller - who reverses
 * @param name - kind of fact
 * @param input - one id or several
 * @param options - `reason` is kept in the cause of every version; no personal data
 * @throws {@link NotFoundError} `NOT_FOUND` for a fact the caller cannot see
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a row that is itself a reversal, and for parts, which go with their whole
 */
export async function reverseFacts(
  caller: Caller,
  name: string,
  input: OneOrMany<Id>,
  options: { readonly reason: string },
): Promise<ReversalResult | readonly ReversalResult[]> {
  const entity = modelEntity(caller.runtime, name);
  const command = `${name}.reverse`;
  refusePart(caller, name, command);
  checkOptions(command, options, ['reason']);
  const reason: unknown = options?.reason;
  if (typeof reason !== 'string' || reason.trim() === '')
    throw invalidInput(command, 'reason', 'expected text that is not empty');
  const set = itemSet(input);
  const ids = checkIds(set, command, { unique: true });
  return inKind(
    set,
    await commitDecided(caller, command, async (now) => {
      const facts = (await readForWrite(caller, name, ids)).map(({ stored }) => stored);
      for (const [index, fact] of facts.entries()) {
        if (fact['posting'] === 'reversal')
          throw invalidInput(command, set.pathOf(index), 'a reversal cannot be reversed; record a new version');
      }
      await checkWriteRights(
        caller,
        facts.map((fact) => unchanged(name, fact, 'reverse', [])),
        now,
      );
      const posted = facts.filter((fact) => fact['posting'] === 'posted');
      const parts = await partsOfFacts(caller, entity, posted);
      return {
        changes: posted.flatMap((fact) => reversalOf(caller, entity, fact, parts, { now, action: 'reverse' })),
        detail: { reason },
        finish: () =>
          facts.map(
            (fact): ReversalResult => ({
              status: fact['posting'] === 'posted' ? 'reversed' : 'unchanged',
              id: fact.id,
            }),
          ),
      };
    }),
  );
}
