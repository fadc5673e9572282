import { grantsOf } from '../access/grant.js';
import { rowsReferring } from '../access/load-related.js';
import type { ModelEntity } from '../model/model.js';
import type { Id, Row } from '../storage/contract.js';
import { rowsById } from '../storage/rows-by-id.js';
import { type Caller, relatedSource } from './caller.js';
import { compareVersions } from './compare-versions.js';
import type { UpsertItem } from './upsert-items.js';

/** Entity that keeps what a source last said; part of the nucleus. */
export const SOURCE = 'sourceRecord';

/** What a batch reads, once per round. */
export interface BatchState {
  readonly sources: readonly (Row | null)[];
  readonly records: ReadonlyMap<Id, Row>;
  /** Stored satellites of all owners, by satellite name. */
  readonly satellites: ReadonlyMap<string, readonly Row[]>;
}

/**
 * Reads source records, the records they stand for, and the satellites of those that have news: one read per entity.
 */
export async function readState(
  caller: Caller,
  entity: ModelEntity,
  items: readonly UpsertItem[],
  linked: readonly Id[],
): Promise<BatchState> {
  const { runtime, context } = caller;
  const { name } = entity.schema;
  const sources = await runtime.storage.get(
    context,
    SOURCE,
    items.map(({ sourceId }) => sourceId),
  );
  const known = sources.flatMap((source) => (source === null ? [] : [String(source['record'])]));
  const news = items.flatMap((item, index) => {
    const source = sources[index] ?? null;
    return source === null || judgeSource(item, source) !== null ? [] : [String(source['record'])];
  });
  const ids = [...new Set([...known, ...linked])];
  const rows = ids.length === 0 ? [] : await runtime.storage.get(context, name, ids);
  const records = rowsById(rows);
  const owners = [...new Set([...news, ...linked])].filter((id) => records.has(id));
  return { sources, records, satellites: await readSatellites(caller, entity, items, owners) };
}

async function readSatellites(
  caller: Caller,
  entity: ModelEntity,
  items: readonly UpsertItem[],
  owners: readonly Id[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const found = new Map<string, readonly Row[]>();
  const source = relatedSource(caller, caller.runtime.clock());
  for (const [satellite, { entity: name, via }] of Object.entries(entity.definition.satellites)) {
    if (!items.some(({ satellites }) => satellites[satellite] !== undefined)) continue;
    const rows: Row[] = [];
    for await (const row of rowsReferring(source, name, via, owners)) rows.push(row);
    found.set(satellite, rows);
  }
  return found;
}

/** Whether the caller may update every record in every field. */
export function mayUpdateAll(caller: Caller, entity: string): boolean {
  return grantsOf(caller.grants(entity), 'update').some(({ condition, write }) => condition === null && write === null);
}

/** What the source record alone tells: null when the item is news. */
export function judgeSource(item: UpsertItem, source: Row): 'unchanged' | 'stale' | null {
  const { version } = item.ref;
  const known = source['externalVersion'] as string | undefined;
  if (source['digest'] === item.digest || (version !== undefined && version === known)) return 'unchanged';
  return version !== undefined && known !== undefined && compareVersions(version, known) === -1 ? 'stale' : null;
}

/**
 * Tells whether known content came under a newer version. That version has to be remembered: an older one that arrives
 * late would pass for news otherwise, and the order of delivery would decide what the record says.
 */
export function isNewerVersion({ ref: { version } }: UpsertItem, source: Row): boolean {
  const known = source['externalVersion'] as string | undefined;
  return version !== undefined && (known === undefined || compareVersions(version, known) === 1);
}
