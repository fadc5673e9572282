import { describePair } from '../explain/describe-pair.js';
import { explainPair } from '../explain/explain-pair.js';
import { pairChart } from '../explain/pair-chart.js';
import { formatProbability } from '../explain/words.js';
import { type Html, html } from './html.js';
import { pickExamples } from './pick-examples.js';
import { showSideBySide } from './record-table.js';
import type { ReportContext } from './report-context.js';

/** Twenty pairs that show how the run decides, each explained in words and as a waterfall. */
export async function explainExamples(context: ReportContext): Promise<Html> {
  const { resolution, words, language, draw } = context;
  const shown: Html[] = [];
  for (const { left, right, reason } of pickExamples(resolution)) {
    const explanation = explainPair(resolution, left, right);
    shown.push(html`<details><summary>${left} – ${right}: ${formatProbability(explanation.probability)} <span class="tag">${words.reasons[reason]}</span></summary>
${showSideBySide(context, left, right)}
<ul>${describePair(explanation, language).map((sentence) => html`<li>${sentence}</li>`)}</ul>
${await draw(pairChart(explanation, language))}</details>
`);
  }
  if (shown.length === 0) return html``;
  return html`<h2>${words.examples}</h2><p class="lead">${words.examplesLead}</p>${shown}`;
}
