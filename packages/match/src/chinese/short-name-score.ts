import { type HanRarity, weighToken } from './han-rarity.js';

/** A name as the score sees it: its tokens and their weights. */
export interface WeighedName {
  readonly tokens: readonly string[];
  readonly weights: Float64Array;
  /** Sum of the weights. */
  readonly total: number;
  /** Tokens of a country's name at the beginning (台灣櫻花): a short name may leave them out. */
  readonly opening: number;
}

const COUNTRY_WORDS = new Set(['台湾', '中国', '中华', '国际']);

/** Tokens of a name with their weights in the data. */
export function weighName(tokens: readonly string[], rarity: HanRarity): WeighedName {
  const weights = Float64Array.from(tokens, (token) => weighToken(rarity, token));
  const opening = tokens.length > 3 && COUNTRY_WORDS.has(`${tokens[0]}${tokens[1]}`) ? 2 : 0;
  return { tokens, weights, total: weights.reduce((sum, weight) => sum + weight, 0), opening };
}

// Shares of the score. Coverage of the short name decides; good places and few skipped characters part names that cover it
// equally. What follows the last character taken is mostly trade and costs a part of what is skipped before it.
const PLACE_SHARE = 0.3;
const SKIP_SHARE = 0.3;
const TRAILING_COST = 0.5;

/**
 * How likely one name is the short form of the other, from 0 to 1: the short name's characters are looked for in the
 * longer one in order, each weighs as much as it is rare in the data; those that continue a run, begin the name or
 * begin a two-character word of it count more, and rare characters passed over count against it. Symmetric; equal names score 1.
 *
 * @example
 * shortNameScore(weighName([...'台泥'], rarity), weighName([...'台湾水泥'], rarity)); // about 0.8
 */
export function shortNameScore(a: WeighedName, b: WeighedName): number {
  return alignShortName(a, b).score;
}

/** A score and the share of the short name's weight that was found in the longer one: 1 when every character was. */
export interface ShortNameAlignment {
  readonly score: number;
  readonly coverage: number;
}

/** {@link shortNameScore} together with how much of the short name was found. */
export function alignShortName(a: WeighedName, b: WeighedName): ShortNameAlignment {
  const [short, full] = isShorter(a, b) ? [a, b] : [b, a];
  if (short.total === 0 || !short.tokens.some((token) => full.tokens.includes(token))) return NOTHING_SHARED;
  const { matched, quality, skipped } = alignInOrder(short, full);
  const coverage = Math.min(1, matched / short.total);
  const places = PLACE_SHARE * (1 - quality / matched) + (SKIP_SHARE * skipped) / (matched + skipped);
  return { score: coverage * (1 - places), coverage };
}

const NOTHING_SHARED: ShortNameAlignment = { score: 0, coverage: 0 };

/** Fewer tokens, or the lighter of two as long, so that the score does not depend on the order of arguments. */
function isShorter(a: WeighedName, b: WeighedName): boolean {
  if (a.tokens.length !== b.tokens.length) return a.tokens.length < b.tokens.length;
  if (a.total !== b.total) return a.total < b.total;
  return a.tokens.join(' ') <= b.tokens.join(' ');
}

/** One way to take tokens of the full name in order. */
interface Path {
  /** Weight of the tokens taken. */
  readonly matched: number;
  /** The same, each reduced by how bad its place is. */
  readonly quality: number;
  /** Weight of the tokens passed over. */
  readonly skipped: number;
  readonly row: number;
  readonly column: number;
}

/** The heaviest ordered subsequence; among equals the one in the best places. */
function alignInOrder(short: WeighedName, full: WeighedName): Path {
  const passed = sumBefore(full);
  const paths: Path[] = [];
  let best: Path = { matched: 0, quality: 0, skipped: 0, row: -1, column: -1 };
  let bestMerit = -Infinity;
  const end = full.tokens.length;
  for (let row = 0; row < short.tokens.length; row++) {
    const weight = short.weights[row] as number;
    const before = paths.length;
    for (let column = 0; column < end; column++) {
      if (short.tokens[row] !== full.tokens[column]) continue;
      const start = weight * placeOfFirst(column, full.opening);
      let path: Path = { matched: weight, quality: start, skipped: passed[column] as number, row, column };
      for (let index = 0; index < before; index++) {
        const earlier = paths[index] as Path;
        if (earlier.column >= column) continue;
        const next = earlier.column === column - 1 && earlier.row === row - 1 ? 1 : placeOfLater(column);
        const extended: Path = {
          matched: earlier.matched + weight,
          quality: earlier.quality + weight * next,
          skipped: earlier.skipped + (passed[column] as number) - (passed[earlier.column + 1] as number),
          row,
          column,
        };
        if (meritOf(extended) > meritOf(path)) path = extended;
      }
      paths.push(path);
      const trailing = TRAILING_COST * ((passed[end] as number) - (passed[column + 1] as number));
      const finished = { ...path, skipped: path.skipped + trailing };
      if (meritOf(finished) > bestMerit) [best, bestMerit] = [finished, meritOf(finished)];
    }
  }
  return best;
}

/** Weight taken outranks everything; then places and skipped weight in the proportion of the score. */
function meritOf({ matched, quality, skipped }: Path): number {
  return 3 * matched + PLACE_SHARE * quality - SKIP_SHARE * 0.5 * skipped;
}

/** Weight of the tokens before each place; those of a country's name at the beginning are free. */
function sumBefore(full: WeighedName): Float64Array {
  const sums = new Float64Array(full.tokens.length + 1);
  for (let index = 0; index < full.tokens.length; index++) {
    sums[index + 1] = (sums[index] as number) + (index < full.opening ? 0 : (full.weights[index] as number));
  }
  return sums;
}

/** How good a place is for the first character of a short name: the name's first, or the first of its second word. */
function placeOfFirst(column: number, opening: number): number {
  return column === 0 || column === opening ? 1 : column === 2 ? 0.6 : 0.1;
}

/** How good a place is for a later character that does not continue a run: words mostly have two characters. */
function placeOfLater(column: number): number {
  return column % 2 === 0 ? 0.8 : 0.5;
}
