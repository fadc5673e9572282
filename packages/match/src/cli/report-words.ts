import type { Language } from '../explain/words.js';

const english = {
  title: 'Who is who in',
  lead: 'Which records are the same customer, how sure that is, and why.',
  records: 'records',
  customers: 'customers',
  duplicates: 'records in clusters',
  largest: 'largest cluster',
  compared: 'pairs compared',
  threshold: 'threshold',
  precision: 'expected precision',
  recall: 'expected recall',
  warnings: 'Warnings',
  fields: 'What the columns hold',
  fieldsLead: 'Guessed from names and values. Where a guess is wrong, say it with --kind column=kind and run again.',
  column: 'Column',
  kind: 'Kind',
  partyName: 'name of a person or a company',
  reason: 'Why',
  sure: 'Sure',
  fromModel: 'As the model says',
  scores: 'How sure the pairs are',
  advice: (threshold: string, precision: string, recall: string): string =>
    `Pairs from ${threshold} on count as the same customer. Of the pairs that the clusters put together ${precision} are expected to be right; of all that belong together, those never compared included, ${recall} are expected to be found. ` +
    'A higher threshold makes fewer mistakes and misses more; set it with --threshold.',
  adviceGiven: (threshold: string): string =>
    `Pairs from ${threshold} on count as the same customer, as it was asked for.`,
  blocking: 'Which pairs were compared',
  rule: 'Rule',
  pairs: 'Pairs',
  fresh: 'New pairs',
  gained: 'Matches gained',
  parameters: 'What the model has learned',
  parametersLead: 'A field tells much where the bars of the same customer and of strangers differ much.',
  examples: 'Pairs, explained',
  examplesLead: 'Open a pair to see its records side by side and what speaks for and against.',
  reasons: {
    threshold: 'near the threshold',
    bridge: 'weakest bridge of a cluster',
    parted: 'accepted as a pair, parted by the clusters',
    household: 'same household',
    strongest: 'sure match',
  },
  clusters: 'Largest clusters',
  noClusters: 'No two records are the same customer.',
  field: 'Field',
  noCharts: 'The charts are missing because the packages vega and vega-lite are not installed.',
};

/** The words of the report in one language. */
export type ReportWords = typeof english;

const chinese: ReportWords = {
  title: '客戶比對報告：',
  lead: '哪些紀錄是同一位客戶、有多確定，以及為什麼。',
  records: '筆紀錄',
  customers: '位客戶',
  duplicates: '筆在群組中的紀錄',
  largest: '最大群組',
  compared: '對已比較',
  threshold: '門檻',
  precision: '預期精確率',
  recall: '預期召回率',
  warnings: '警告',
  fields: '各欄位的內容',
  fieldsLead: '依欄名與內容判斷。若判斷有誤，請用 --kind 欄位=類型 指定後再執行一次。',
  column: '欄位',
  kind: '類型',
  partyName: '個人或公司的名稱',
  reason: '理由',
  sure: '把握',
  fromModel: '依模型',
  scores: '各配對有多確定',
  advice: (threshold, precision, recall) =>
    `機率 ${threshold} 以上的配對視為同一位客戶。預期歸為同一位客戶的配對有 ${precision} 正確；在所有實為同一位客戶的配對中（含從未比較的），預期找到 ${recall}。門檻愈高，錯誤愈少、遺漏愈多；可用 --threshold 設定。`,
  adviceGiven: (threshold) => `依指定，機率 ${threshold} 以上的配對視為同一位客戶。`,
  blocking: '比較了哪些配對',
  rule: '規則',
  pairs: '配對',
  fresh: '新增配對',
  gained: '新增相符',
  parameters: '模型學到了什麼',
  parametersLead: '同一位客戶與不相干者的長條差異愈大，該欄位愈有鑑別力。',
  examples: '配對說明',
  examplesLead: '點開配對，可並列檢視兩筆紀錄，以及支持與反對的理由。',
  reasons: {
    threshold: '接近門檻',
    bridge: '群組中最弱的連結',
    parted: '配對達到門檻，但群組把兩者分開',
    household: '同一戶',
    strongest: '確定相符',
  },
  clusters: '最大的群組',
  noClusters: '沒有任何兩筆紀錄是同一位客戶。',
  field: '欄位',
  noCharts: '未安裝 vega 與 vega-lite 套件，因此沒有圖表。',
};

/** The words of the report. */
export function reportWords(language: Language): ReportWords {
  return language === 'zh' ? chinese : english;
}
