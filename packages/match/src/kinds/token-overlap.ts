import { areWithinOneEdit } from './one-edit.js';
import type { TokenIndex } from './token-index.js';

/** What two lists of words have in common, in weights of rarity. */
export interface TokenOverlap {
  /** Cosine of the two weight vectors, in [0, 1]; words one edit apart count nine tenths. */
  readonly cosine: number;
  /** Share of the lighter list that the other one has too, in [0, 1]. */
  readonly containment: number;
  /** Weight of the rarest word in common; 0 when there is none. */
  readonly rarest: number;
}

const FUZZY_SHARE = 0.9;
/** Shorter words are too often one edit apart by chance. */
const FUZZY_LENGTH = 5;
/** Pairs of words that are compared letter by letter at most. */
const MOST_FUZZY = 900;

function isFuzzyPair(a: string, b: string): boolean {
  return a.length >= FUZZY_LENGTH && b.length >= FUZZY_LENGTH && areWithinOneEdit(a, b);
}

/** Words of long texts are looked up in a set. */
function memberTest(words: readonly number[]): (token: number) => boolean {
  if (words.length <= 16) return (token) => words.includes(token);
  const known = new Set(words);
  return (token) => known.has(token);
}

/** Adds up, symmetrically, what two texts of a word index have in common; each word counts once. */
export function overlapTokens(index: TokenIndex, a: number, b: number): TokenOverlap {
  const wordsA = index.wordsOf(a);
  const wordsB = index.wordsOf(b);
  let normA = 0;
  let normB = 0;
  let sumA = 0;
  let sumB = 0;
  let dot = 0;
  let common = 0;
  let rarest = 0;
  const openA: number[] = [];
  const openB: number[] = [];
  const isInA = memberTest(wordsA);
  const isInB = memberTest(wordsB);
  for (const token of wordsA) {
    const weight = index.weight(token);
    normA += weight * weight;
    sumA += weight;
    if (isInB(token)) {
      dot += weight * weight;
      common += weight;
      if (weight > rarest) rarest = weight;
    } else openA.push(token);
  }
  for (const token of wordsB) {
    const weight = index.weight(token);
    normB += weight * weight;
    sumB += weight;
    if (!isInA(token)) openB.push(token);
  }
  // In long texts a slip in one word says little, and all words against all would take their time.
  if (openA.length > 0 && openB.length > 0 && openA.length * openB.length <= MOST_FUZZY) {
    // Each open word is paired once; sorted by word so that the order of the two texts plays no part.
    const pairs: { readonly a: number; readonly b: number; readonly weight: number; readonly key: string }[] = [];
    for (const one of openA) {
      for (const other of openB) {
        const wordOne = index.word(one);
        const wordOther = index.word(other);
        if (!isFuzzyPair(wordOne, wordOther)) continue;
        const weight = Math.min(index.weight(one), index.weight(other));
        const key = wordOne < wordOther ? `${wordOne} ${wordOther}` : `${wordOther} ${wordOne}`;
        pairs.push({ a: one, b: other, weight, key });
      }
    }
    if (pairs.length > 1) pairs.sort((one, other) => other.weight - one.weight || (one.key < other.key ? -1 : 1));
    const used = new Set<string>();
    for (const pair of pairs) {
      if (used.has(`a${pair.a}`) || used.has(`b${pair.b}`)) continue;
      used.add(`a${pair.a}`).add(`b${pair.b}`);
      dot += FUZZY_SHARE * index.weight(pair.a) * index.weight(pair.b);
      common += FUZZY_SHARE * pair.weight;
      rarest = Math.max(rarest, FUZZY_SHARE * pair.weight);
    }
  }
  if (normA === 0 || normB === 0) return { cosine: 0, containment: 0, rarest: 0 };
  return {
    cosine: Math.min(1, dot / Math.sqrt(normA * normB)),
    containment: Math.min(1, common / Math.min(sumA, sumB)),
    rarest,
  };
}
