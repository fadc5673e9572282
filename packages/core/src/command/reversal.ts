import { rowsReferring } from '../access/load-related.js';
import { invalidInput } from '../errors/invalid-input.js';
import type { ModelEntity } from '../model/model.js';
import type { Id, Row } from '../storage/contract.js';
import { addTo } from '../values/group-by.js';
import { type Caller, modelEntity, relatedSource } from './caller.js';
import { negateMeasures } from './negate-measures.js';
import type { RowChange, WriteRights, WrittenPaths } from './row-change.js';

/** Rows by the fact they refer to. */
type RowsByFact = ReadonlyMap<Id, readonly Row[]>;
/** What hangs on facts and goes with them: by name of the part, then by the fact. */
export type FactParts = ReadonlyMap<string, RowsByFact>;

/**
 * Refuses to handle a part by itself, such as an order line: it is recorded and reversed with its whole.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 */
export function refusePart({ runtime }: Caller, name: string, command: string): void {
  const whole = Object.values(runtime.model.entities).find(({ definition }) =>
    Object.values(definition.parts).some(({ entity }) => entity === name),
  );
  if (whole === undefined) return;
  const problem = `it is recorded and reversed with its ${whole.schema.name}`;
  throw invalidInput(command, '', problem);
}

/** Reads the parts of some facts, one read per part and thousand facts. */
export async function partsOfFacts(caller: Caller, entity: ModelEntity, facts: readonly Row[]): Promise<FactParts> {
  const found = new Map<string, RowsByFact>();
  for (const [part, { entity: name, via }] of Object.entries(entity.definition.parts))
    found.set(part, await rowsByFact(caller, name, via, facts));
  return found;
}

/** Reads the reversals of facts that were reversed and stand as they are. */
export function reversalsOf(caller: Caller, entity: ModelEntity, facts: readonly Row[]): Promise<RowsByFact> {
  return rowsByFact(
    caller,
    entity.schema.name,
    'reverses',
    facts.filter((fact) => fact['posting'] === 'reversed'),
  );
}

async function rowsByFact(caller: Caller, name: string, via: string, facts: readonly Row[]): Promise<RowsByFact> {
  const found = new Map<Id, Row[]>();
  const ids = facts.map(({ id }) => id);
  for await (const row of rowsReferring(relatedSource(caller, caller.runtime.clock()), name, via, ids))
    addTo(found, String(row[via]), row);
  return found;
}

/** When and by which right facts are undone. */
export interface Undoing {
  /** UTC milliseconds. */
  readonly now: number;
  /** The action that the principal needs a right to. */
  readonly action: string;
}

/**
 * The changes that undo a posted fact and its parts: each is flipped to `reversed` and gets a reversal row with every
 * measure turned round, so that sums over all rows come to what they were before the fact.
 *
 * @param caller - gives ids
 * @param fact - a posted fact
 * @param parts - of {@link partsOfFacts}
 */
export function reversalOf(
  caller: Caller,
  entity: ModelEntity,
  fact: Row,
  parts: FactParts,
  undoing: Undoing,
): readonly RowChange[] {
  const flip: RowChange = {
    type: 'update',
    entity: entity.schema.name,
    before: fact,
    row: { ...fact, posting: 'reversed' },
    rights: { action: undoing.action },
    paths: [],
  };
  return [flip, ...undo(caller, entity, { fact, parts, old: fact.id }, undoing)];
}

/** A new version of a fact, and what hangs on the old one. */
export interface Replacement {
  readonly fact: Row;
  /** The new version, under the id of the fact. */
  readonly row: Row;
  readonly paths: WrittenPaths;
  readonly parts: FactParts;
  /** Of {@link reversalsOf}. */
  readonly reversals: RowsByFact;
}

/**
 * The changes that put a new version in the place of a fact. The fact keeps its id, because it stands for the document
 * and others refer to it; what it held moves to a row of its own, together with its parts, and is undone there by a
 * reversal, unless it was reversed before.
 *
 * @param caller - gives ids
 */
export function replacementOf(
  caller: Caller,
  entity: ModelEntity,
  { fact, row, paths, parts, reversals }: Replacement,
  undoing: Undoing,
): readonly RowChange[] {
  const { name } = entity.schema;
  const old = { ...fact, id: caller.runtime.ids.next(entity.definition.prefix), rev: '', posting: 'reversed' };
  const changes: RowChange[] = [
    { type: 'update', entity: name, before: fact, row, rights: { action: undoing.action }, paths },
    { type: 'create', entity: name, row: old, rights: 'system' },
  ];
  for (const before of reversals.get(fact.id) ?? [])
    changes.push({ type: 'update', entity: name, before, row: { ...before, reverses: old.id }, rights: 'system' });
  return [...changes, ...undo(caller, entity, { fact, parts, old: old.id }, undoing)];
}

interface Undone {
  readonly fact: Row;
  readonly parts: FactParts;
  /** Under which id the content of the fact stands from now on. */
  readonly old: Id;
}

function undo(caller: Caller, entity: ModelEntity, { fact, parts, old }: Undone, undoing: Undoing): RowChange[] {
  const changes: RowChange[] = [];
  const isPosted = fact['posting'] === 'posted';
  const { now, action } = undoing;
  const reversalId = caller.runtime.ids.next(entity.definition.prefix);
  if (isPosted) changes.push(reverse(entity, fact, { id: reversalId, reverses: old, recordedAt: now }, { action }));
  for (const [part, { entity: name, via }] of Object.entries(entity.definition.parts)) {
    const target = modelEntity(caller.runtime, name);
    for (const before of parts.get(part)?.get(fact.id) ?? []) {
      const row = { ...before, [via]: old, posting: 'reversed' };
      changes.push({ type: 'update', entity: name, before, row, rights: 'system' });
      if (!isPosted) continue;
      const id = caller.runtime.ids.next(target.definition.prefix);
      changes.push(reverse(target, before, { id, [via]: reversalId, reverses: row.id, recordedAt: now }, 'system'));
    }
  }
  return changes;
}

function reverse(
  entity: ModelEntity,
  row: Row,
  own: { readonly id: Id; readonly [field: string]: Id | number },
  rights: WriteRights,
): RowChange {
  const externalVersion = `${String(row['externalVersion'] ?? '')}#reversal`;
  const reversal = { ...negateMeasures(row, entity.schema), ...own, rev: '', posting: 'reversal', externalVersion };
  return { type: 'create', entity: entity.schema.name, row: reversal, rights, paths: [] };
}
