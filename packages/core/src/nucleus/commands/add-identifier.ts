import { z } from 'zod';
import { accept, defineCommand, refuse } from '../../command/define-command.js';
import { ref } from '../../model/fields.js';
import { hasCode } from '../conditions.js';
import { identifierInput } from '../identifier-satellite.js';
import { normaliseIdentifier } from '../normalise-identifier.js';
import type { StoredIdentifier } from '../reconcile-identifiers.js';
import { identifierSlot, newIdentifier, verifyIdentifier } from '../reconcile-identifiers.js';
import { readPartyWith } from './read-party.js';

/** What adding an identifier came to. */
export interface IdentifierAdded {
  readonly status: 'added' | 'verified';
  readonly identifier: string;
}

/**
 * Adds a number by which others know a party, or marks a known one as verified. A verified number that another party
 * holds is refused; two simultaneous calls cannot both pass, because the number is claimed in the commit.
 */
export const addIdentifier = defineCommand({
  name: 'party.addIdentifier',
  input: z.strictObject({ party: ref('party'), ...identifierInput.shape }),
  subject: ({ party }) => party,
  refusals: ['EMPTY', 'ALREADY_KNOWN', 'HELD_BY_OTHER'],
  read: async (reader, { party: id, ...stated }) => {
    const { party, rows } = await readPartyWith(reader, id, 'identifier');
    const { verifiedKey } = normaliseIdentifier(stated);
    const holders =
      verifiedKey === undefined
        ? []
        : await reader.system.list('identifier', { where: hasCode('verifiedKey', verifiedKey), limit: 1 });
    return { party, rows: rows as readonly StoredIdentifier[], held: holders.some((holder) => holder['party'] !== id) };
  },
  decide: ({ party, rows, held }, { party: _, ...stated }, context) => {
    const { normalized } = normaliseIdentifier(stated);
    if (normalized === '') return refuse('EMPTY', { scheme: stated.scheme });
    // Who holds it is not told: the caller may have no right to see that party.
    if (held) return refuse('HELD_BY_OTHER', { scheme: stated.scheme });
    const known = rows.find(
      (row) =>
        row.normalized === normalized && identifierSlot(row) === identifierSlot(stated) && row.validTo === undefined,
    );
    if (known && (known.verified || stated.verified !== true)) return refuse('ALREADY_KNOWN', { identifier: known.id });
    if (known) {
      const after = verifyIdentifier(known, context.now);
      return accept<IdentifierAdded>([{ type: 'update', entity: 'identifier', before: known, after }], {
        status: 'verified',
        identifier: known.id,
      });
    }
    const id = context.newId('identifier');
    const record = newIdentifier(stated, { id, party: party.id, now: context.now });
    return accept<IdentifierAdded>([{ type: 'create', entity: 'identifier', record }], {
      status: 'added',
      identifier: id,
    });
  },
});
