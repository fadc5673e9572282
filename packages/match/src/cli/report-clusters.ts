import { clusterChart } from '../explain/cluster-chart.js';
import { describeCluster } from '../explain/describe-cluster.js';
import { explainCluster } from '../explain/explain-cluster.js';
import type { Cluster } from '../resolution.js';
import { type Html, html } from './html.js';
import { showRecords } from './record-table.js';
import type { ReportContext } from './report-context.js';

const MOST_CLUSTERS = 6;
const MOST_RECORDS = 40;

/** The largest clusters with their records, their weakest bridge and a graph. */
export async function listClusters(context: ReportContext): Promise<Html> {
  const { resolution, words, language, draw } = context;
  const shown: Html[] = [];
  for (const { id, records } of findLargest(resolution.clusters())) {
    const explanation = explainCluster(resolution, id);
    shown.push(html`<h3>${id} (${records.length})</h3>
<p>${describeCluster(explanation, language).join(language === 'zh' ? '' : ' ')}</p>
${showRecords(context, records.slice(0, MOST_RECORDS))}
${records.length > 2 ? await draw(clusterChart(explanation, language)) : html``}`);
  }
  return html`<h2>${words.clusters}</h2>${shown.length === 0 ? html`<p>${words.noClusters}</p>` : shown}`;
}

/** The largest clusters, the first in the input before others of the same size. */
function findLargest(clusters: Iterable<Cluster>): readonly Cluster[] {
  let best: Cluster[] = [];
  for (const cluster of clusters) {
    const last = best.at(-1);
    if (best.length === MOST_CLUSTERS && last !== undefined && cluster.records.length <= last.records.length) continue;
    best = [...best, cluster].sort((a, b) => b.records.length - a.records.length).slice(0, MOST_CLUSTERS);
  }
  return best;
}
