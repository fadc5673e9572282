import type { Dictionary } from '../table/dictionary.js';
import { hasHan } from './has-han.js';
import { tokenizeName } from './name-tokens.js';
import { organizationCore } from './organization-core.js';

/** How much a character tells in the names of one data set; plain data, so it can be saved with a model. */
export interface HanRarity {
  /** Distinct names that were counted. */
  readonly names: number;
  /** In how many of them a character (or a Latin word) occurs. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Counts in how many names of a dictionary each character occurs. Trade words (電子, 科技) come out as common by
 * themselves, so that no list of them is needed to weigh a match.
 */
export function countHanRarity(dictionary: Pick<Dictionary, 'size' | 'text'>): HanRarity {
  const counts: Record<string, number> = {};
  let names = 0;
  for (let id = 1; id < dictionary.size; id++) {
    const text = dictionary.text(id);
    if (!hasHan(text)) continue;
    names++;
    for (const token of new Set(tokenizeName(organizationCore(text)))) counts[token] = (counts[token] ?? 0) + 1;
  }
  return { names, counts };
}

/** Weight of a character in nats: the logarithm of how rare it is, at least a small share so that nothing is free. */
export function weighToken(rarity: HanRarity, token: string): number {
  const count = Object.hasOwn(rarity.counts, token) ? (rarity.counts[token] as number) : 0;
  return Math.max(0.2, Math.log((rarity.names + 2) / (count + 1)));
}
