import { describe, expect, it } from 'vitest';
import { reorderDataSet, resolveDataSet, textsOf } from '../bench/data-set.js';
import {
  loadDblpAcm,
  loadFake1000,
  loadFebrl3,
  loadFodorsZagats,
  loadSenzing,
  loadTaiwan,
} from '../bench/data-sets.js';
import { evaluate, evaluatePart } from '../bench/evaluate.js';
import { hasSharedData } from '../bench/shared-data.js';
import { dedupe } from '../src/dedupe.js';
import { Resolution } from '../src/resolution.js';

const isThere = hasSharedData();
if (!isThere) console.warn('The data sets are not at ../shared/data beside this repository: their tests are skipped.');

const timeout = 60_000;

// Floors stand a little under what the engine reaches; the bars themselves are enforced by the bench.
describe.skipIf(!isThere)('data sets with known clusters, nothing declared but the id', () => {
  it.each([
    ['fake_1000', loadFake1000, 0.93],
    ['Febrl 3', loadFebrl3, 0.996],
    ['Fodors–Zagats', loadFodorsZagats, 0.975],
    ['DBLP–ACM', loadDblpAcm, 0.975],
    ['Senzing customers', loadSenzing, 0.8],
  ])('finds the clusters of %s', { timeout }, async (_, load, floor) => {
    const set = await load();
    const { clusters } = evaluate(await resolveDataSet(set), set.truth);
    expect(clusters.f1).toBeGreaterThanOrEqual(floor);
  });

  it('finds companies under full, short and English names', { timeout }, async () => {
    const set = await loadTaiwan();
    const found = await resolveDataSet(set);
    const parts = textsOf(set.tables[0], 'source');
    const chinese = evaluatePart(found, set.truth, (record) => parts[record] !== 'english');
    expect(chinese.f1).toBeGreaterThanOrEqual(0.9);
    expect(evaluate(found, set.truth).clusters.f1).toBeGreaterThanOrEqual(0.78);
  });
});

describe.skipIf(!isThere)('the same records', () => {
  it('give the same clusters twice, and under one model in any order of rows and columns', { timeout }, async () => {
    const set = await loadFake1000();
    const found = await resolveDataSet(set);
    const given = listClusters(found);
    expect(listClusters(await resolveDataSet(set))).toEqual(given);
    const reordered = reorderDataSet(set, shuffle(set.truth.length));
    const { model } = found;
    expect(listClusters(await dedupe(reordered.tables[0], { id: set.id, model }))).toEqual(given);
  });
});

/** The clusters as lists of ids, in an order that does not depend on that of the records. */
function listClusters(found: Resolution): readonly string[] {
  const { idOf, resolved } = Resolution.partsOf(found);
  const members = new Map<number, string[]>();
  resolved.clusters.forEach((cluster, record) => {
    const known = members.get(cluster);
    if (known === undefined) members.set(cluster, [idOf(record)]);
    else known.push(idOf(record));
  });
  return [...members.values()].map((ids) => ids.sort().join(' ')).sort();
}

/** The numbers below `length` in an order of a fixed seed. */
function shuffle(length: number): readonly number[] {
  const order = Array.from({ length }, (_, at) => at);
  let state = 20_261_121;
  for (let last = length - 1; last > 0; last--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 0x1_0000_0000) * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
  return order;
}
