import { referenceIn, rowsWhere } from '../access/load-related.js';
import type { Expression } from '../expression/node.js';
import type { ModelEntity } from '../model/model.js';
import type { Id, Row } from '../storage/contract.js';
import { type Caller, modelEntity, relatedSource } from './caller.js';
import { negateMeasures } from './negate-measures.js';
import type { RowChange, WriteRights } from './row-change.js';

/** Posted parts of facts: by name of the part, then by the fact they belong to. */
export type FactParts = ReadonlyMap<string, ReadonlyMap<Id, readonly Row[]>>;

const CHUNK = 1_000;

const posted: Expression = {
  op: 'eq',
  left: { op: 'field', path: ['posting'] },
  right: { op: 'lit', type: 'keyword', value: 'posted' },
};

/** Reads the posted parts of some facts, one read per part and thousand facts. */
export async function partsOfFacts(caller: Caller, entity: ModelEntity, facts: readonly Row[]): Promise<FactParts> {
  const found = new Map<string, Map<Id, Row[]>>();
  const source = relatedSource(caller, caller.runtime.clock());
  for (const [part, { entity: name, via }] of Object.entries(entity.definition.parts)) {
    const byFact = new Map<Id, Row[]>();
    found.set(part, byFact);
    for (let start = 0; start < facts.length; start += CHUNK) {
      const ids = facts.slice(start, start + CHUNK).map(({ id }) => id);
      for await (const row of rowsWhere(source, name, { op: 'and', args: [referenceIn(via, ids), posted] })) {
        const whole = String(row[via]);
        const rows = byFact.get(whole);
        if (rows === undefined) byFact.set(whole, [row]);
        else rows.push(row);
      }
    }
  }
  return found;
}

/**
 * The changes that undo a posted fact and its parts: each is flipped to `reversed` and gets a reversal row with every
 * measure turned round, so that sums over all rows come to what they were before the fact.
 *
 * @param caller - gives ids
 * @param fact - a posted fact
 * @param parts - of {@link partsOfFacts}
 * @param options - instant in UTC milliseconds, and the action that the principal needs a right to
 */
export function reversalOf(
  caller: Caller,
  entity: ModelEntity,
  fact: Row,
  parts: FactParts,
  { now, action }: { readonly now: number; readonly action: string },
): readonly RowChange[] {
  const rights: WriteRights = { action };
  const reversalId = caller.runtime.ids.next(entity.definition.prefix);
  const changes = reverseRow(entity, fact, { id: reversalId, now, rights });
  for (const [part, { entity: name, via }] of Object.entries(entity.definition.parts)) {
    const target = modelEntity(caller.runtime, name);
    for (const row of parts.get(part)?.get(fact.id) ?? []) {
      const id = caller.runtime.ids.next(target.definition.prefix);
      changes.push(...reverseRow(target, row, { id, now, rights: 'system', link: { [via]: reversalId } }));
    }
  }
  return changes;
}

interface ReversalRow {
  readonly id: Id;
  readonly now: number;
  readonly rights: WriteRights;
  /** References of the reversal that differ from the original's. */
  readonly link?: { readonly [field: string]: Id };
}

function reverseRow(entity: ModelEntity, row: Row, { id, now, rights, link }: ReversalRow): RowChange[] {
  const reversal = {
    ...negateMeasures(row, entity.schema),
    ...link,
    id,
    rev: '',
    posting: 'reversal',
    reverses: row.id,
    externalVersion: `${String(row['externalVersion'] ?? '')}#reversal`,
    recordedAt: now,
  };
  const { name } = entity.schema;
  return [
    { type: 'update', entity: name, before: row, row: { ...row, posting: 'reversed' }, rights },
    { type: 'create', entity: name, row: reversal, rights },
  ];
}
