import type { ClusterExplanation, ClusterPair } from './explain-cluster.js';
import { layOutGraph } from './lay-out-graph.js';
import { COLOURS, createSpec, type VegaLiteSpec } from './vega-lite-spec.js';
import type { Language } from './words.js';

/** Clusters with more records are drawn by these first ones. */
const MOST_RECORDS = 120;

/**
 * A cluster as a graph: records and the pairs above the threshold, thick where they weigh much; the weakest bridge stands
 * out. A record that no such pair holds is joined by its strongest pair, dashed.
 *
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * clusterChart(explainCluster(found, '0')).$schema.includes('vega-lite'); // true
 */
export function clusterChart(explanation: ClusterExplanation, language: Language = 'en'): VegaLiteSpec {
  const isEnglish = language === 'en';
  const records = explanation.records.slice(0, MOST_RECORDS);
  const place = new Map(records.map((record, at) => [record, at]));
  const shown = drawnPairs(explanation).flatMap((pair) => {
    const [a, b] = [place.get(pair.left), place.get(pair.right)];
    return a === undefined || b === undefined ? [] : [{ pair, a, b, strength: Math.max(0.15, pair.probability) }];
  });
  const points = layOutGraph(records.length, shown);
  const bridge = explanation.weakest?.pair;
  const edges = shown.map(({ pair, a, b }) => ({
    x: points[a]?.x,
    y: points[a]?.y,
    x2: points[b]?.x,
    y2: points[b]?.y,
    pair: `${pair.left} – ${pair.right}`,
    bits: pair.weightBits,
    isAccepted: pair.isAccepted,
    type:
      records.length > 2 && pair.left === bridge?.left && pair.right === bridge.right
        ? 'bridge'
        : pair.isAccepted
          ? 'accepted'
          : 'below',
  }));
  const nodes = records.map((record, at) => ({ record, ...points[at], support: explanation.support[record] ?? 0 }));
  const axis = { axis: null, scale: { domain: [-1.2, 1.2] } };
  return createSpec({
    title: isEnglish ? `Cluster ${explanation.id}` : `群組 ${explanation.id}`,
    width: 420,
    height: 320,
    layer: [
      {
        data: { values: edges },
        mark: { type: 'rule' },
        encoding: {
          x: { field: 'x', type: 'quantitative', ...axis },
          y: { field: 'y', type: 'quantitative', ...axis },
          x2: { field: 'x2' },
          y2: { field: 'y2' },
          strokeWidth: { field: 'bits', type: 'quantitative', legend: null, scale: { range: [1, 6] } },
          strokeDash: {
            field: 'isAccepted',
            type: 'nominal',
            legend: null,
            scale: {
              domain: [true, false],
              range: [
                [1, 0],
                [4, 4],
              ],
            },
          },
          color: {
            field: 'type',
            type: 'nominal',
            title: null,
            scale: { domain: ['accepted', 'bridge', 'below'], range: [COLOURS.for, COLOURS.against, COLOURS.base] },
            legend: {
              labelLimit: 300,
              labelExpr: isEnglish
                ? "{accepted: 'reaches the threshold', bridge: 'weakest bridge', below: 'below the threshold'}[datum.value]"
                : "{accepted: '達到門檻', bridge: '最弱的連結', below: '未達門檻'}[datum.value]",
            },
          },
          tooltip: [
            { field: 'pair', title: isEnglish ? 'Pair' : '配對' },
            { field: 'bits', format: '+.1f', title: isEnglish ? 'Bits' : '位元' },
          ],
        },
      },
      {
        data: { values: nodes },
        mark: { type: 'circle', size: 160, color: COLOURS.mark, opacity: 1 },
        encoding: {
          x: { field: 'x', type: 'quantitative', ...axis },
          y: { field: 'y', type: 'quantitative', ...axis },
          tooltip: [
            { field: 'record', title: isEnglish ? 'Record' : '紀錄' },
            { field: 'support', format: '.2%', title: isEnglish ? 'Strongest pair' : '最強的一對' },
          ],
        },
      },
      {
        data: { values: nodes },
        mark: { type: 'text', dy: -14 },
        encoding: {
          x: { field: 'x', type: 'quantitative', ...axis },
          y: { field: 'y', type: 'quantitative', ...axis },
          text: { field: 'record' },
        },
      },
    ],
  });
}

/** Pairs above the threshold, and for every record that has none its strongest one. */
function drawnPairs({ pairs }: ClusterExplanation): readonly ClusterPair[] {
  const held = new Set<string>();
  for (const { left, right, isAccepted } of pairs) {
    if (!isAccepted) continue;
    held.add(left);
    held.add(right);
  }
  return pairs.filter(({ left, right, isAccepted }) => {
    if (isAccepted) return true;
    const isOpen = !held.has(left) || !held.has(right);
    if (isOpen) {
      held.add(left);
      held.add(right);
    }
    return isOpen;
  });
}
