import { spellSyllable } from './romanisation-systems.js';
import { southernSurnames } from './romanised-surnames.js';
import { SYLLABLES, spellPinyin } from './syllables.js';

/** Surnames of more than half of all Chinese, on either side of the strait. */
const COMMONEST = new Set(
  (
    'wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie tang cai ' +
    'zeng hong qiu ye su lv lyu'
  ).split(' '),
);
/** Further usual ones of one syllable. */
const USUAL = new Set(
  (
    'han feng yu dong xiao cheng cao yuan deng fu shen peng lu jiang jia ding wei xue yan pan du dai xia zhong tian ' +
    'ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qin gu hou shao meng long wan duan lei qian ' +
    'yin yi chang qiao lai gong wen pang lan tao zhai an ni niu ji tong geng ke zhuang ruan jian zhan tu you chu shu'
  ).split(' '),
);
const COMPOUND = 'ouyang auyeung sima zhuge situ szeto shangguan huangfu xiahou zhangjian'.split(' ');
/** Spellings of rarer systems and by loose habit cost more; they are too many and too like other words. */
const HIGHEST_COST = 0.1;

let ranks: ReadonlyMap<string, 1 | 2> | undefined;

function buildRanks(): ReadonlyMap<string, 1 | 2> {
  const built = new Map<string, 1 | 2>();
  const add = (spelling: string, rank: 1 | 2): void => {
    if (built.get(spelling) !== 2) built.set(spelling, rank);
  };
  for (const syllable of SYLLABLES) {
    const pinyin = spellPinyin(syllable);
    const rank = COMMONEST.has(pinyin) ? 2 : USUAL.has(pinyin) ? 1 : undefined;
    if (rank === undefined) continue;
    for (const { text, cost } of spellSyllable(syllable)) if (cost <= HIGHEST_COST && text.length > 1) add(text, rank);
  }
  for (const [spelling, pinyin] of southernSurnames()) add(spelling, COMMONEST.has(pinyin) ? 2 : 1);
  for (const spelling of COMPOUND) add(spelling, 1);
  return built;
}

/**
 * How usual a word in Latin letters is as a Chinese surname: 2 for the commonest, 1 for others, 0 when it is none.
 *
 * @param word - small letters, in any system of romanisation
 * @example
 * rankSurname('cheung'); // 2, as zhang
 */
export function rankSurname(word: string): 0 | 1 | 2 {
  ranks ??= buildRanks();
  return ranks.get(word) ?? 0;
}
