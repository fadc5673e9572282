import type { CompiledMapping } from '../mapping/compile-mapping.js';
import type { SourceRow } from '../mapping/compiled-value.js';
import type { MappedRow } from '../mapping/map-row.js';
import { listReferences, mapRow } from '../mapping/map-row.js';
import { createKeyWriter, formatReferenceHead, parseReferenceKey } from '../mapping/reference-key.js';
import type { RowProblem } from '../mapping/row-problem.js';
import type { SourceBatch, SourceItem } from '../source/source.js';
import type { ImportPort } from './import-port.js';
import type { RowResult } from './import-result.js';
import type { Resolver } from './resolver.js';
import type { ItemWriter, PreparedItem, WriteOutcome } from './write-items.js';

/** Rows of one batch under the mappings of a run, as far as they can be prepared before their turn has come. */
export interface ImportBatch {
  readonly source: SourceBatch;
  /** Per mapping, per item of the batch; null for items that are no rows. */
  readonly mapped: readonly (readonly (MappedRow | null)[])[];
}

/** What writing needs beside the batch. */
export interface WriteContext {
  readonly resolver: Resolver;
  readonly writer: ItemWriter;
  readonly dryRun: boolean;
  /** Whom the mappings of the run refer to; what becomes of other rows need not be remembered. */
  readonly referred: ReadonlySet<string>;
}

/** Maps all rows of a batch with what can be looked up now. */
export async function prepareBatch(
  compiled: readonly CompiledMapping[],
  source: SourceBatch,
  resolver: Resolver,
): Promise<ImportBatch> {
  const keys = new Set<string>();
  for (const mapping of compiled) for (const item of source.items) if (item.ok) listReferences(mapping, item.row, keys);
  await resolver.load(keys);
  const mapped = compiled.map((mapping) =>
    source.items.map((item) => (item.ok ? mapRow(mapping, item.row, resolver.resolve) : null)),
  );
  return { source, mapped };
}

/** Writes a prepared batch, mapping after mapping, and tells what became of each row. */
export async function writeBatch(
  port: ImportPort,
  compiled: readonly CompiledMapping[],
  batch: ImportBatch,
  context: WriteContext,
): Promise<{ readonly results: readonly RowResult[]; readonly commits: number }> {
  const results: RowResult[] = [];
  let commits = 0;
  for (const item of batch.source.items) {
    if (!item.ok)
      results.push({
        mapping: compiled[0]?.name ?? '',
        entity: '',
        at: item.at,
        status: 'quarantined',
        problems: [item.problem],
      });
  }
  for (const [index, mapping] of compiled.entries()) {
    const written = await writeMapping(port, mapping, batch.source.items, batch.mapped[index] ?? [], context);
    commits += written.commits;
    for (const result of written.results) results.push(result);
  }
  return { results, commits };
}

interface OpenRow {
  readonly place: number;
  readonly at: string;
  readonly row: SourceRow;
  readonly mapped: MappedRow;
}

async function writeMapping(
  port: ImportPort,
  compiled: CompiledMapping,
  items: readonly SourceItem[],
  mapped: readonly (MappedRow | null)[],
  context: WriteContext,
): Promise<{ readonly results: readonly RowResult[]; readonly commits: number }> {
  const { mapping, name } = compiled;
  const results: RowResult[] = [];
  let commits = 0;
  const note = (
    { place, at, mapped: { id } }: OpenRow,
    result: Pick<RowResult, 'status' | 'problems'> & { readonly id?: string | null },
  ): void => {
    const { id: record, ...rest } = result;
    results[place] = {
      mapping: name,
      entity: mapping.entity,
      at,
      ...(id === undefined ? {} : { externalId: id }),
      ...(record ? { id: record } : {}),
      ...rest,
    };
  };
  let open: readonly OpenRow[] = items.flatMap((item, place): OpenRow[] => {
    const row = mapped[place];
    return item.ok && row ? [{ place, at: item.at, row: item.row, mapped: row }] : [];
  });
  // A row may refer to one of the batch before it, or of its own batch: each round takes the rows that can be resolved
  // by now, and ends when a round resolves nothing more.
  for (let isFirst = true; open.length > 0; isFirst = false) {
    const again = isFirst ? open : await remap(compiled, open, context.resolver);
    const { ready, waiting, refused } = sortRows(again);
    for (const row of refused) note(row, { status: 'quarantined', problems: problemsOf(row) });
    if (ready.length > 0) commits += await writeReady(port, compiled, ready, context, note);
    open = waiting;
    if (isFirst || ready.length > 0) continue;
    for (const row of waiting) if (!row.mapped.ok) note(row, { status: 'quarantined', problems: problemsOf(row) });
    open = waiting.filter(({ mapped: { ok } }) => ok);
  }
  return { results: results.filter((result) => result !== undefined), commits };
}

/** Rows by what can be done with them now. A row behind one of the same number that waits, waits with it. */
function sortRows(rows: readonly OpenRow[]): {
  readonly [turn in 'ready' | 'waiting' | 'refused']: readonly OpenRow[];
} {
  const sorted = { ready: [] as OpenRow[], waiting: [] as OpenRow[], refused: [] as OpenRow[] };
  const waitingIds = new Set<string>();
  for (const row of rows) {
    const { id } = row.mapped;
    const isBehind = id !== undefined && waitingIds.has(id);
    if (row.mapped.ok && !isBehind) sorted.ready.push(row);
    else if (row.mapped.ok || problemsOf(row).every(({ reason }) => reason === 'unmappedReference')) {
      sorted.waiting.push(row);
      if (id !== undefined) waitingIds.add(id);
    } else sorted.refused.push(row);
  }
  return sorted;
}

function problemsOf({ mapped }: OpenRow): readonly RowProblem[] {
  return mapped.ok ? [] : mapped.problems;
}

async function remap(
  compiled: CompiledMapping,
  open: readonly OpenRow[],
  resolver: Resolver,
): Promise<readonly OpenRow[]> {
  const keys = new Set<string>();
  for (const { row } of open) listReferences(compiled, row, keys);
  await resolver.load(keys);
  return open.map((each) => ({ ...each, mapped: mapRow(compiled, each.row, resolver.resolve) }));
}

async function writeReady(
  port: ImportPort,
  compiled: CompiledMapping,
  ready: readonly OpenRow[],
  { resolver, writer, dryRun, referred }: WriteContext,
  note: (row: OpenRow, outcome: WriteOutcome) => void,
): Promise<number> {
  const { mapping, fact } = compiled;
  const { entity, system, objectType = entity } = mapping;
  const keyOf = createKeyWriter({ kind: fact ? 'fact' : 'entity', entity, system, objectType });
  const isReferred = referred.has(formatReferenceHead({ entity, system, objectType }));
  const learn = (id: string | undefined, record: string): void => {
    if (isReferred && id !== undefined) resolver.learn(keyOf(id), record);
  };
  if (dryRun) {
    const found = await port.find(ready.map(({ mapped }) => parseReferenceKey(keyOf(mapped.id ?? ''))));
    for (const [index, row] of ready.entries()) {
      const id = found[index] ?? null;
      // Later rows may refer to this one; in a dry run its number stands in for the record it would become.
      learn(row.mapped.id, id ?? keyOf(row.mapped.id ?? ''));
      note(row, { status: id === null ? 'new' : 'known', id });
    }
    return 0;
  }
  const items = ready.flatMap(({ mapped }): PreparedItem[] =>
    mapped.ok ? [{ id: mapped.id, item: mapped.item }] : [],
  );
  const { outcomes, commits } = await writer.write(entity, items);
  for (const [index, row] of ready.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) continue;
    if (outcome.id !== null) learn(row.mapped.id, outcome.id);
    note(row, outcome);
  }
  return commits;
}
