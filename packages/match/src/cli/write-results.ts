import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Resolution } from '../resolution.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import type { Table } from '../table/table.js';
import { supportOf } from './cluster-support.js';
import { csvRow } from './csv-text.js';

/** Pairs below the threshold are still listed down to this many times smaller odds. */
const DOUBTFUL = 20;
/** A mark by which spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
const ROWS_PER_CHUNK = 2000;

/**
 * Writes the CSV files of a run; answers their names.
 *
 * @param id - column of the ids, when there is one
 */
export async function writeTables(
  folder: string,
  resolution: Resolution,
  table: Table,
  id: string | undefined,
): Promise<readonly string[]> {
  const files = {
    'clusters.csv': listClusters(resolution),
    'duplicates.csv': listDuplicates(resolution, table, id),
    'pairs.csv': listPairs(resolution),
  };
  for (const [name, rows] of Object.entries(files)) {
    await pipeline(Readable.from(inChunks(rows)), createWriteStream(join(folder, name)));
  }
  return Object.keys(files);
}

function* inChunks(rows: Iterable<string>): Generator<string> {
  let chunk = BYTE_ORDER_MARK;
  let count = 0;
  for (const row of rows) {
    chunk += row;
    if (++count % ROWS_PER_CHUNK > 0) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Every record with its cluster, in the order of the input. */
function* listClusters(resolution: Resolution): Generator<string> {
  const { sizes, support } = supportOf(resolution);
  yield csvRow(['record', 'cluster', 'records_in_cluster', 'probability']);
  let at = 0;
  for (const { record, cluster } of resolution.assignments()) {
    const size = sizes[at] as number;
    yield csvRow([record, cluster, size, size > 1 ? formatShare(support[at] as number) : '']);
    at++;
  }
}

/** The rows of all clusters of two records and more as they were read, cluster by cluster. */
function* listDuplicates(resolution: Resolution, table: Table, id: string | undefined): Generator<string> {
  const { support, numberOf } = supportOf(resolution);
  const names = table.columns.map(({ name }) => name);
  const free = (name: string): string => (names.includes(name) ? free(`match_${name}`) : name);
  // The id stands in its own column already when there is one.
  const own = id === undefined ? [free('record')] : [];
  yield csvRow([free('cluster'), free('probability'), ...own, ...names]);
  for (const { id: cluster, records } of resolution.clusters()) {
    for (const record of records) {
      const at = numberOf(record);
      const texts = table.columns.map(({ ids, dictionary }) => dictionary.text(ids[at] as number));
      const share = formatShare(support[at] as number);
      yield csvRow([cluster, share, ...(id === undefined ? [record] : []), ...texts]);
    }
  }
}

/** Pairs that match and pairs that nearly do, the surest first. */
function* listPairs(resolution: Resolution): Generator<string> {
  const { resolved, set, idOf } = Resolution.partsOf(resolution);
  const { pairs, patterns, weights, scorer, clusters } = resolved;
  const threshold = Math.fround(resolution.model.threshold);
  const least = resolution.model.threshold - Math.log(DOUBTFUL);
  yield csvRow(['left', 'right', 'probability', 'weight_bits', 'outcome', 'decision', 'same_cluster']);
  const listed: number[] = [];
  for (let pair = 0; pair < pairs.length; pair++) if ((weights[pair] as number) >= least) listed.push(pair);
  listed.sort((a, b) => (weights[b] as number) - (weights[a] as number) || a - b);
  for (const pair of listed) {
    const [left, right] = [pairs.left[pair] as number, pairs.right[pair] as number];
    const weight = weights[pair] as number;
    scorer.score(patterns.levels, (pairs.patterns[pair] as number) * set.fields.length, left);
    yield csvRow([
      idOf(left),
      idOf(right),
      formatShare(probabilityOf(weight)),
      (weight / Math.LN2).toFixed(2),
      scorer.lastOutcome(),
      weight >= threshold ? 'match' : 'doubtful',
      clusters[left] === clusters[right] ? 'yes' : 'no',
    ]);
  }
}

function formatShare(probability: number): string {
  return probability.toFixed(6);
}
