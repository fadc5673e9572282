import { blockingChart } from '../explain/blocking-chart.js';
import { parameterChart } from '../explain/parameter-chart.js';
import { precisionRecallChart } from '../explain/precision-recall-chart.js';
import { measureRules } from '../explain/rule-yield.js';
import { scoreChart } from '../explain/score-chart.js';
import type { VegaLiteSpec } from '../explain/vega-lite-spec.js';
import { formatProbability, KIND_WORDS, startSentence } from '../explain/words.js';
import { type Html, html, trustHtml } from './html.js';
import { listClusters } from './report-clusters.js';
import type { ReportContext, ReportInput } from './report-context.js';
import { explainExamples } from './report-pairs.js';
import { REPORT_STYLE } from './report-style.js';
import { reportWords } from './report-words.js';

/** Writes the report of a run: one HTML page that needs nothing else. */
export async function writeReport(input: ReportInput): Promise<string> {
  const { render, language, name } = input;
  const words = reportWords(language);
  const draw = async (spec: VegaLiteSpec): Promise<Html> =>
    render === undefined ? html`` : trustHtml(await render(spec));
  const context: ReportContext = { ...input, words, draw };
  const page = html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hant' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title} ${name}</title>
<style>${trustHtml(REPORT_STYLE)}</style>
</head>
<body>
<h1>${words.title} ${name}</h1>
<p class="lead">${words.lead}</p>
${showFigures(context)}
${showWarnings(context)}
${showFields(context)}
${await showScores(context)}
${await explainExamples(context)}
${await listClusters(context)}
${await showBlocking(context)}
${await showParameters(context)}
</body>
</html>
`;
  return page.html;
}

function showFigures({ resolution, words }: ReportContext): Html {
  const { records, clusters, clustered, largest, compared, threshold, expectedPrecision, expectedRecall } =
    resolution.summary;
  const count = (value: number): string => value.toLocaleString('en');
  const tiles: readonly (readonly [string, string])[] = [
    [count(records), words.records],
    [count(clusters), words.customers],
    [count(clustered), words.duplicates],
    [count(largest), words.largest],
    [count(compared), words.compared],
    [formatProbability(threshold), words.threshold],
    [formatProbability(expectedPrecision), words.precision],
    [formatProbability(expectedRecall), words.recall],
  ];
  return html`<div class="tiles">${tiles.map(([value, label]) => html`<div class="tile"><b>${value}</b>${label}</div>`)}</div>`;
}

function showWarnings({ warnings, words, render }: ReportContext): Html {
  const all = [...warnings.map(({ message }) => message), ...(render === undefined ? [words.noCharts] : [])];
  if (all.length === 0) return html``;
  return html`<h2>${words.warnings}</h2>${all.map((message) => html`<p class="warning">${message}</p>`)}`;
}

function showFields({ guesses, resolution, words, language }: ReportContext): Html {
  const rows =
    guesses?.map(({ columns, kind, reason, confidence }) => ({
      columns,
      kind,
      reason: startSentence(reason),
      sure: `${Math.round(confidence * 100)} %`,
    })) ?? resolution.fields.map(({ columns, kind }) => ({ columns, kind, reason: words.fromModel, sure: '' }));
  const nameKind = (kind: string): string => {
    const word = kind === 'partyName' ? words.partyName : KIND_WORDS[kind as keyof typeof KIND_WORDS]?.[language];
    return word === undefined ? kind : `${kind} (${word})`;
  };
  return html`<h2>${words.fields}</h2><p class="lead">${words.fieldsLead}</p>
<div class="scroll"><table><tr><th>${words.column}</th><th>${words.kind}</th><th>${words.reason}</th><th>${words.sure}</th></tr>
${rows.map(({ columns, kind, reason, sure }) => html`<tr><td>${columns.join(' + ')}</td><td>${nameKind(kind)}</td><td>${reason}</td><td>${sure}</td></tr>`)}
</table></div>`;
}

async function showScores({ resolution, words, language, isThresholdGiven, draw }: ReportContext): Promise<Html> {
  const { threshold, expectedPrecision, expectedRecall } = resolution.summary;
  const shown = formatProbability(threshold);
  const text = isThresholdGiven
    ? words.adviceGiven(shown)
    : words.advice(shown, formatProbability(expectedPrecision), formatProbability(expectedRecall));
  return html`<h2>${words.scores}</h2><p>${text}</p>
${await draw(scoreChart(resolution, language))}
${await draw(precisionRecallChart(resolution, [], language))}`;
}

async function showBlocking({ resolution, words, language, draw }: ReportContext): Promise<Html> {
  const rules = measureRules(resolution);
  const count = (value: number): Html => html`<td class="number">${value.toLocaleString('en')}</td>`;
  const table =
    rules.length === 0
      ? html``
      : html`<div class="scroll"><table><tr><th>${words.rule}</th><th class="number">${words.pairs}</th><th class="number">${words.fresh}</th><th class="number">${words.gained}</th></tr>
${rules.map(({ rule, pairs, newPairs, newMatches }) => html`<tr><td>${rule}</td>${count(pairs)}${count(newPairs)}${count(newMatches)}</tr>`)}</table></div>`;
  return html`<h2>${words.blocking}</h2>${await draw(blockingChart(resolution, language))}${table}`;
}

async function showParameters({ resolution, words, language, draw }: ReportContext): Promise<Html> {
  return html`<h2>${words.parameters}</h2><p class="lead">${words.parametersLead}</p>
${await draw(parameterChart(resolution.model, language))}`;
}
