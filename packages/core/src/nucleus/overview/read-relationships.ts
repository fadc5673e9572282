import type { CommandReader } from '../../command/define-command.js';
import type { Expression } from '../../expression/node.js';
import { refersTo } from '../conditions.js';
import type { partyRelationship } from '../party-relationship.js';
import type { NucleusRecord } from '../record-of.js';

/** A tie as seen from one of its parties. */
export interface RelationshipView {
  readonly relationship: NucleusRecord<typeof partyRelationship>;
  /** `from`: the party stands at the beginning (it is employed by …); `to`: at the end (it employs …). */
  readonly direction: 'from' | 'to';
  /** The party at the other end; null when the caller may not see it. */
  readonly other: { readonly id: string; readonly name: unknown; readonly kind: unknown } | null;
}

/** Ties from or to a party. */
export function tiesOf(party: string): Expression {
  return { op: 'or', args: [refersTo('from', party), refersTo('to', party)] };
}

/** Reads the ties of a party with who stands at their other end. */
export async function readRelationships(
  reader: Pick<CommandReader, 'list' | 'find'>,
  party: string,
  limit: number,
): Promise<readonly RelationshipView[]> {
  const rows = (await reader.list('partyRelationship', {
    where: tiesOf(party),
    limit,
  })) as unknown as readonly NucleusRecord<typeof partyRelationship>[];
  const others = await reader.find(
    'party',
    rows.map((row) => (row.from === party ? row.to : row.from)),
  );
  return rows.map((relationship, index) => {
    const other = others[index];
    return {
      relationship,
      direction: relationship.from === party ? 'from' : 'to',
      other: other ? { id: other.id, name: other['name'], kind: other['kind'] } : null,
    };
  });
}
