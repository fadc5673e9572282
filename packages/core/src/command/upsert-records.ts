import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import type { Id } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import { checkWriteRights, requireAction, unchanged } from './check-write-rights.js';
import { commitDecided, type Decided } from './commit-decided.js';
import { givenPaths } from './given-paths.js';
import { inKind, itemSet, type OneOrMany } from './sets.js';
import { sliceBatch } from './slice-batch.js';
import { draftBatch } from './upsert-draft.js';
import { findDuplicates } from './upsert-duplicates.js';
import { readUpsertItems, type UpsertItem } from './upsert-items.js';
import type { UpsertResult, UpsertRound, Verdicts } from './upsert-result.js';
import { type BatchState, judgeSource, mayUpdateAll, readState } from './upsert-state.js';

/**
 * Brings records to what their sources say: creates what is new, changes what the source gives and leaves the rest,
 * writes nothing for what is known already. Answers per item, in order. A call that fits the storage's `maxBatch` is
 * one commit; a larger one is cut into batches that are atomic each, and so is one that names an external record twice.
 *
 * @param caller - who writes
 * @param name - entity
 * @param input - one item or several
 * @throws {@link InvalidInputError} `INVALID_INPUT` with the path of everything that is wrong; nothing of the batch is written
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` unless the caller may update each known record and create each new
 *   one with the fields given, whether or not anything changes
 */
export async function upsertRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<PublicRecord>,
): Promise<UpsertResult | readonly UpsertResult[]> {
  const entity = modelEntity(caller.runtime, name);
  const command = `${name}.upsert`;
  requireAction(caller, name, 'update', 'create');
  const set = itemSet(input);
  const items = readUpsertItems(entity, set, command);
  for (const [satellite, { entity: owned }] of Object.entries(entity.definition.satellites))
    if (items.some(({ satellites }) => satellites[satellite] !== undefined))
      requireAction(caller, owned, 'create', 'update');
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
    await checkNamed(caller, entity, items, { state, verdicts, now: at.now });
    const draft = draftBatch(caller, entity, items, state, verdicts, round);
    if (!(await findDuplicates(caller, entity, draft, verdicts))) {
      await checkWriteRights(caller, draft.refused, at.now);
      return draft.decided;
    }
    const linked = [...verdicts.values()].flatMap(({ link, duplicate: { holder } }) =>
      link && holder ? [holder] : [],
    );
    if (linked.length > 0) state = await readState(caller, entity, items, linked);
  }
}

/** Every record a batch names has to be one its caller may update, whatever the batch changes in the end. */
async function checkNamed(
  caller: Caller,
  { schema: { name } }: ModelEntity,
  items: readonly UpsertItem[],
  at: { readonly state: BatchState; readonly verdicts: Verdicts; readonly now: number },
): Promise<void> {
  if (mayUpdateAll(caller, name)) return;
  const named = items.flatMap((item, index) => {
    const source = at.state.sources[index] ?? null;
    const verdict = at.verdicts.get(item);
    const id = source === null ? verdict?.link && verdict.duplicate.holder : String(source['record']);
    if (!id) return [];
    const row = at.state.records.get(id);
    const paths = givenPaths(item.data);
    if (row !== undefined) return [unchanged(name, row, 'update', paths)];
    // It was deleted: news would create it, and without news there is no image that a condition could hold on.
    return source === null || judgeSource(item, source) === null
      ? []
      : [unchanged(name, { id, rev: '' }, 'create', paths)];
  });
  await checkWriteRights(caller, named, at.now);
}

function createIds({ runtime }: Caller, { definition }: ModelEntity): UpsertRound['idOf'] {
  const ids = new Map<UpsertItem, Id>();
  return (item) => {
    const id = ids.get(item) ?? runtime.ids.next(definition.prefix);
    ids.set(item, id);
    return id;
  };
}
