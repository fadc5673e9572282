import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import type { Id } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import { commitDecided, type Decided } from './commit-decided.js';
import { inKind, itemSet, type OneOrMany } from './sets.js';
import { sliceBatch } from './slice-batch.js';
import { draftBatch } from './upsert-draft.js';
import { findDuplicates } from './upsert-duplicates.js';
import { readUpsertItems, type UpsertItem } from './upsert-items.js';
import type { UpsertResult, UpsertRound, Verdicts } from './upsert-result.js';
import { readState } from './upsert-state.js';

/**
 * Brings records to what their sources say: creates what is new, changes what the source gives and leaves the rest,
 * writes nothing for what is known already. Answers per item, in order. A call that fits the storage's `maxBatch` is
 * one commit; a larger one is cut into batches that are atomic each, and so is one that names an external record twice.
 *
 * @param caller - who writes
 * @param name - entity
 * @param input - one item or several
 * @throws {@link InvalidInputError} `INVALID_INPUT` with the path of everything that is wrong; nothing of the batch is written
 */
export async function upsertRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<PublicRecord>,
): Promise<UpsertResult | readonly UpsertResult[]> {
  const entity = modelEntity(caller.runtime, name);
  const command = `${name}.upsert`;
  const set = itemSet(input);
  const items = readUpsertItems(entity, set, command);
  const batches = sliceBatch(items, {
    keyOf: ({ sourceId }) => sourceId,
    costOf: (item) => costOf(entity, item),
    budget: caller.runtime.storage.capabilities.maxBatch,
  });
  const results: UpsertResult[] = [];
  for (const batch of batches) {
    results.push(
      ...(await commitDecided(caller, command, (now) => decideUpsert(caller, entity, batch.items, { command, now }))),
    );
  }
  return inKind(set, results);
}

/** Writes and claims an item may need: record, source, unique values given up and taken, satellites closed and made. */
function costOf({ definition }: ModelEntity, { satellites }: UpsertItem): number {
  const traveling = Object.values(satellites).reduce((sum, incoming) => sum + incoming.length, 0);
  return 2 + 2 * definition.unique.length + 6 * traveling;
}

async function decideUpsert(
  caller: Caller,
  entity: ModelEntity,
  items: readonly UpsertItem[],
  at: Pick<UpsertRound, 'command' | 'now'>,
): Promise<Decided<readonly UpsertResult[]>> {
  const round: UpsertRound = { ...at, idOf: createIds(caller, entity) };
  const verdicts: Verdicts = new Map();
  let state = await readState(caller, entity, items, []);
  for (;;) {
    const draft = draftBatch(caller, entity, items, state, verdicts, round);
    if (!(await findDuplicates(caller, entity, draft, verdicts))) return draft.decided;
    const linked = [...verdicts.values()].filter(({ link }) => link).map(({ duplicate }) => duplicate.holder);
    if (linked.length > 0) state = await readState(caller, entity, items, linked);
  }
}

function createIds({ runtime }: Caller, { definition }: ModelEntity): UpsertRound['idOf'] {
  const ids = new Map<UpsertItem, Id>();
  return (item) => {
    const id = ids.get(item) ?? runtime.ids.next(definition.prefix);
    ids.set(item, id);
    return id;
  };
}
