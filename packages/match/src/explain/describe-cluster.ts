import type { ClusterExplanation } from './explain-cluster.js';
import { formatBits, formatProbability, type Language } from './words.js';

/** Ids that one sentence lists at most. */
const MOST_LISTED = 12;

/**
 * Tells in sentences why records are one cluster and where it is weakest.
 *
 * @param language - `en`, or `zh` for Chinese in traditional characters
 * @example
 * const found = await dedupe([
 *   { name: 'Robert Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 *   { name: 'Bob Miller', email: 'rob.miller@example.org', city: 'Leeds' },
 * ]);
 * describeCluster(explainCluster(found, '0'), 'en')[0]; // 'Cluster 0 has 2 records: 0, 1.'
 */
export function describeCluster(explanation: ClusterExplanation, language: Language = 'en'): readonly string[] {
  const { id, records, pairs, thresholdBits, weakest } = explanation;
  const isEnglish = language === 'en';
  const list = (ids: readonly string[]): string => {
    const shown = ids.slice(0, MOST_LISTED).join(isEnglish ? ', ' : '、');
    return ids.length > MOST_LISTED ? `${shown} …` : shown;
  };
  if (weakest === undefined) {
    return [
      isEnglish
        ? `Record ${id} is alone; no other is the same customer.`
        : `紀錄 ${id} 獨自一群，沒有其他紀錄是同一位客戶。`,
    ];
  }
  const accepted = pairs.filter(({ isAccepted }) => isAccepted).length;
  const { pair, halves, linkageBits } = weakest;
  const chance = formatProbability(pair.probability);
  const isWeak = linkageBits < thresholdBits + 3;
  if (isEnglish) {
    return [
      `Cluster ${id} has ${records.length} records: ${list(records)}.`,
      `${accepted} of its ${pairs.length} pairs reach the threshold of ${formatBits(thresholdBits)} bits by themselves.`,
      records.length === 2
        ? `Its one pair weighs ${formatBits(pair.weightBits)} bits (${chance}).`
        : `It holds together least between ${list(halves[0])} and ${list(halves[1])}: ${formatBits(linkageBits)} bits on ` +
          `average. The strongest pair between them is ${pair.left} and ${pair.right} with ` +
          `${formatBits(pair.weightBits)} bits (${chance}).`,
      ...(isWeak ? ['That is close to the threshold; look at it before you rely on it.'] : []),
    ];
  }
  return [
    `群組 ${id} 有 ${records.length} 筆紀錄：${list(records)}。`,
    `${pairs.length} 對之中有 ${accepted} 對本身就達到 ${formatBits(thresholdBits)} 位元的門檻。`,
    records.length === 2
      ? `唯一的一對為 ${formatBits(pair.weightBits)} 位元（${chance}）。`
      : `最弱的連結在 ${list(halves[0])} 與 ${list(halves[1])} 之間，平均 ${formatBits(linkageBits)} 位元；` +
        `其中最強的一對是 ${pair.left} 與 ${pair.right}，${formatBits(pair.weightBits)} 位元（${chance}）。`,
    ...(isWeak ? ['這很接近門檻，採用之前請先看過。'] : []),
  ];
}
