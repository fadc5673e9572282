import { DuplicateError, InvalidInputError } from '@crmkit/core';
import { hireCrew, resolveTable, threadsOf } from '../dedupe.js';
import type { DedupeOptions } from '../dedupe-options.js';
import { breathe, type RunOptions } from '../pipeline/run-options.js';
import { readField } from '../records/read-field.js';
import type { SourceNumbers } from '../records/record-set.js';
import { Resolution } from '../resolution.js';
import { type RecordSource, readSource } from '../source.js';
import { findColumn, type Table } from '../table/table.js';
import { invalidInput } from './invalid-input.js';
import type { PairEngine } from './pair-engine.js';
import type { StoredRecord } from './record-store.js';
import type { ResolverState } from './resolver-state.js';

/** What loading needs of the resolver itself. */
export interface LoadHooks {
  readonly engine: () => PairEngine;
  /** Adds one record. */
  readonly enter: (record: StoredRecord) => void;
  /** Takes one record out again. */
  readonly leave: (id: string) => void;
  /** Builds the engine anew, after the columns were replaced. */
  readonly renew: () => void;
}

/** Columns of ids and sources. */
export interface LoadOptions extends RunOptions {
  readonly id: string;
  readonly source: string | undefined;
  readonly workers?: DedupeOptions['workers'] | undefined;
  readonly kindParts: DedupeOptions['kindParts'] | undefined;
}

/** Records between two pauses when they are added one by one. */
const BETWEEN_PAUSES = 1000;

/** Adds all records of a source: by a run of the engine when there is none yet, otherwise one by one. */
export async function loadSet(
  state: ResolverState,
  source: RecordSource,
  options: LoadOptions,
  hooks: LoadHooks,
): Promise<void> {
  const table = await readSource(source, {
    id: options.id,
    signal: options.signal,
    onBytes: (done) => options.onProgress?.({ stage: 'read', done, total: 0 }),
  });
  const ids = readIds(table, options.id, state);
  const sources = options.source === undefined ? undefined : readTexts(table, options.source);
  if (state.records.size > 0) {
    const fields = state.model.fields.map((spec, at) => readField(table, spec, state.records.fields[at]?.kind));
    const records = ids.map(
      (id, row): StoredRecord => ({
        id,
        texts: fields.map(({ column }) => column.dictionary.text(column.ids[row] as number)),
        source: sources?.[row] ?? '',
      }),
    );
    await addEach(records, options, hooks);
    return;
  }
  const { model, records, candidates, edges, clusters, verdicts } = state;
  const crew = hireCrew(table.length, threadsOf(options));
  const resolution = await resolveTable(
    table,
    {
      model,
      id: options.id,
      verdicts: [...verdicts.all()],
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      ...(options.kindParts === undefined ? {} : { kindParts: options.kindParts }),
      onProgress: options.onProgress,
      signal: options.signal,
    },
    sources === undefined ? undefined : numberSources(sources),
    crew,
  ).finally(() => crew.close());
  const { set, resolved } = Resolution.partsOf(resolution);
  const { pairs, copyPairs, weights, clusters: found } = resolved;
  // From here on nothing waits and nothing fails, so the records are there as a whole or not at all.
  records.adopt(set.fields, ids, sources);
  hooks.renew();
  candidates.enterAll(hooks.engine(), ids.length);
  // Copies are found by their texts each time, so they have no edges.
  for (let pair = 0; pair < pairs.length - copyPairs; pair++) {
    const weight = weights[pair] as number;
    if (weight >= model.threshold)
      edges.add((pairs.left[pair] as number) + 1, (pairs.right[pair] as number) + 1, weight);
  }
  const members = new Map<number, number[]>();
  for (let row = 0; row < ids.length; row++) {
    const lead = found[row] as number;
    const known = members.get(lead);
    if (known === undefined) members.set(lead, [row + 1]);
    else known.push(row + 1);
  }
  for (const own of members.values()) clusters.assign(clusters.issue(), own);
  state.changes++;
}

async function addEach(records: readonly StoredRecord[], options: LoadOptions, hooks: LoadHooks): Promise<void> {
  let done = 0;
  try {
    for (const record of records) {
      if (done % BETWEEN_PAUSES === 0) await breathe(options, { stage: 'cluster', done, total: records.length });
      hooks.enter(record);
      done++;
    }
  } catch (error) {
    for (const { id } of records.slice(0, done)) hooks.leave(id);
    throw error;
  }
}

function readIds(table: Table, name: string, state: ResolverState): readonly string[] {
  if (table.length > 0 && findColumn(table, name) === undefined) {
    throw invalidInput('addAll', name, 'the source has no such column for the ids of records');
  }
  const ids = readTexts(table, name);
  const known = new Set<string>();
  ids.forEach((id, row) => {
    const path = `${row}.${name}`;
    if (id === '') throw new InvalidInputError('addAll', [{ path, problem: 'a record needs an id' }]);
    if (known.has(id)) throw new InvalidInputError('addAll', [{ path, problem: `the id ${id} is given twice` }]);
    if (state.records.numberOf(id) !== 0) throw new DuplicateError({ entity: 'record', key: 'id', holder: id });
    known.add(id);
  });
  return ids;
}

function readTexts(table: Table, name: string): readonly string[] {
  const column = findColumn(table, name);
  return Array.from({ length: table.length }, (_, row) => column?.dictionary.text(column.ids[row] as number) ?? '');
}

function numberSources(sources: readonly string[]): SourceNumbers {
  const numbers = new Map<string, number>();
  return Uint32Array.from(sources, (source) => {
    const known = numbers.get(source);
    if (known !== undefined) return known;
    numbers.set(source, numbers.size);
    return numbers.size - 1;
  });
}
