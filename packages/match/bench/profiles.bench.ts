// Sets nobody asked for, with nothing declared at all: how right the answers are on schemas, errors and duplicates of
// many sorts. The best F1 that any threshold gives on the same weights tells whether threshold or weights are at fault.
import { reportFigure } from '@crmkit/devkit';
import { dedupe } from '../src/dedupe.js';
import { estimateMissed } from '../src/explain/estimate-missed.js';
import { link } from '../src/link.js';
import { Resolution } from '../src/resolution.js';
import { evaluate } from './evaluate.js';
import { makeProfile, PROFILES } from './profiles.js';
import { clusterQuality, countTruePairs, type Quality, quality } from './quality.js';

const [only = '', seed = '1'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

for (const profile of PROFILES) {
  if (!profile.name.includes(only)) continue;
  const [first, second] = makeProfile(profile, Number(seed));
  const rows = first.map(({ row }) => row);
  const start = performance.now();
  const found =
    second === undefined
      ? await dedupe(rows)
      : await link(
          rows,
          second.map(({ row }) => row),
          { oneToOne: profile.hasDuplicates !== true },
        );
  const ms = Math.round(performance.now() - start);
  const truth = [...first, ...(second ?? [])].map(({ owner }) => String(owner));
  const wanted = second === undefined ? countTruePairs(truth) : countLinks(first, second);
  const it = evaluate(found, truth, wanted);
  const clusters = second === undefined ? it.clusters : linkQuality(found, truth, first.length, wanted);
  const show = (value: number): string => value.toFixed(4);
  console.error(
    [
      `# ${profile.name}: ${truth.length} records, ${wanted} true pairs, ${ms} ms`,
      `#   clusters F1 ${show(clusters.f1)} (${show(clusters.precision)} ${show(clusters.recall)}), largest ${clusters.largest}`,
      `#   pairs    F1 ${show(it.pairs.f1)} (${show(it.pairs.precision)} ${show(it.pairs.recall)}), threshold ${show(it.threshold)}, ${bestThreshold(found, truth, wanted)}`,
      `#   expected precision ${show(it.expectedPrecision)} recall ${show(it.expectedRecall)}; ${it.compared} compared, blocking recall ${show(it.blockingRecall)}, estimated ${estimateMissed(found).blockingRecall?.toFixed(4)}`,
      `#   ${found.fields.map(({ name, kind }) => `${name}:${kind}`).join(' ')}`,
    ].join('\n'),
  );
  reportFigure({
    name: `${profile.name}: cluster F1`,
    value: clusters.f1,
    unit: 'F1',
    bar: { op: '>=', value: profile.floor, of: 'value' },
  });
}

/** The best F1 of pairs over all thresholds. */
function bestThreshold(found: Resolution, truth: readonly string[], wanted: number): string {
  const { pairs, weights } = Resolution.partsOf(found).resolved;
  const order = Array.from(weights.keys()).sort((a, b) => (weights[b] as number) - (weights[a] as number));
  let [right, best, at] = [0, 0, 0];
  order.forEach((pair, taken) => {
    if (truth[pairs.left[pair] as number] === truth[pairs.right[pair] as number]) right++;
    const f1 = (2 * right) / (taken + 1 + wanted);
    if (f1 > best) [best, at] = [f1, weights[pair] as number];
  });
  return `best F1 ${best.toFixed(4)} at ${(1 / (1 + Math.exp(-at))).toFixed(4)}`;
}

/** Quality of the pairs across two sources that the clusters imply. */
function linkQuality(found: Resolution, truth: readonly string[], first: number, wanted: number): Quality {
  const { clusters } = Resolution.partsOf(found).resolved;
  const countAcross = (labelOf: (record: number) => string): number => {
    const counts = new Map<string, number>();
    let pairs = 0;
    for (let record = 0; record < truth.length; record++) {
      const label = labelOf(record);
      if (record < first) counts.set(label, (counts.get(label) ?? 0) + 1);
      else pairs += counts.get(label) ?? 0;
    }
    return pairs;
  };
  const right = countAcross((record) => `${clusters[record]} ${truth[record]}`);
  const { largest } = clusterQuality(clusters, truth);
  return quality(
    right,
    countAcross((record) => String(clusters[record])),
    wanted,
    largest,
  );
}

function countLinks(a: readonly { readonly owner: number }[], b: readonly { readonly owner: number }[]): number {
  const counts = new Map<number, number>();
  for (const { owner } of a) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return b.reduce((sum, { owner }) => sum + (counts.get(owner) ?? 0), 0);
}
