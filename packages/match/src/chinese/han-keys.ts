import { isHanCode } from './has-han.js';
import { tokenizeName } from './name-tokens.js';
import { organizationCore } from './organization-core.js';
import { TRADE_WORDS } from './organization-forms.js';

/** A short name takes its characters from the beginning of the full one; pairs are made of so many tokens. */
const LONGEST_OPENING = 7;

/**
 * Blocking keys of an organization with a Chinese name: ordered pairs of characters among the first of its core, so that a
 * short name of two or more characters shares one with the full name. Pairs that are a trade word (科技, 電子) are left
 * out behind the first two characters. A core of one character is a key itself;
 * a name without Chinese characters has none.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * hanKeys('台泥'); // ['台泥'], which is also among the keys of 臺灣水泥股份有限公司
 */
export function hanKeys(text: string): readonly string[] {
  const tokens = tokenizeName(organizationCore(text)).slice(0, LONGEST_OPENING);
  if (!tokens.some((token) => isHanCode(token.charCodeAt(0)))) return [];
  if (tokens.length < 2) return tokens;
  const pairs = new Set<string>();
  for (let first = 0; first < tokens.length; first++) {
    for (let second = first + 1; second < tokens.length; second++) {
      const pair = `${tokens[first]}${tokens[second]}`;
      // 中華 and 全國 can be a whole short name, so the first two characters always count.
      if (second === 1 || !TRADE_WORDS.has(pair)) pairs.add(pair);
    }
  }
  return [...pairs];
}
