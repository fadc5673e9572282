import type { Comparer } from '../compare/comparer.js';
import type { Kind } from '../kinds/kind.js';
import { countWithout, listWithout } from '../records/find-repeats.js';
import type { RecordSet } from '../records/record-set.js';
import type { Dictionary } from '../table/dictionary.js';
import { groupAssociated } from './associated-groups.js';
import type { FieldGroup } from './class-model.js';

/** Random pairs that are compared to see how often unrelated records agree. */
const SAMPLE = 40_000;
/** How many pairs the prior of a kind counts for. */
const PRIOR_PAIRS = 2;
/** A level that no random pair showed may have been missed by so many; unless its kind says that it is rarer still. */
const UNSEEN_PAIRS = 0.5;

/** What random pairs of a set show. */
export interface RandomAgreement {
  /** Per field the probability of every level, given that the two records can be compared on it. */
  readonly levels: readonly Float64Array[];
  /** Per field the share of random pairs that can be compared on it. */
  readonly comparable: readonly number[];
  /** Fields that go together among random pairs. */
  readonly groups: readonly FieldGroup[];
  /** How many pairs of the sample fall into each cell of every group. */
  readonly cells: readonly Float64Array[];
}

/**
 * How often two random records of the set show each level of each field. The top level is counted exactly from the
 * frequencies of the texts; the levels between come from a fixed sequence of random pairs.
 *
 * @param repeats - records that are not looked at, as `findRepeats` finds them
 */
export function measureRandomAgreement(set: RecordSet, comparer: Comparer, repeats: Uint32Array): RandomAgreement {
  const { counts, groups, cells } = countRandomPairs(set, comparer, repeats);
  const comparable = counts.map((seen) => {
    let all = 0;
    for (const count of seen) all += count;
    return all === 0 ? 0 : 1 - (seen[0] as number) / all;
  });
  const namesPersons = set.fields.some(({ kind }) => kind.name === 'givenName');
  const measured = countWithout(set.fields, repeats).map(({ kind, column }, field) => {
    const seen = counts[field] as Float64Array;
    const top = kind.levels.length;
    const exact = agreeByChance(column.dictionary, namesPersons ? kind.mostAmongPersons : undefined);
    let total = 0;
    for (let level = 1; level < top; level++) total += seen[level] as number;
    const levels = new Float64Array(top);
    let rest = 0;
    for (let level = 1; level < top; level++) {
      const prior = (kind.levels[level - 1] as { u: number }).u;
      const share = ((seen[level] as number) + PRIOR_PAIRS * prior) / (total + PRIOR_PAIRS);
      levels[level - 1] = Math.max(share, Math.min(prior, UNSEEN_PAIRS / (total + 1)));
      rest += levels[level - 1] as number;
    }
    for (let level = 0; level < top - 1; level++) levels[level] = ((levels[level] as number) / rest) * (1 - exact);
    levels[top - 1] = exact;
    return levels;
  });
  return { levels: measured, comparable, groups, cells };
}

function countRandomPairs(
  { length: records, fields, sources }: RecordSet,
  comparer: Comparer,
  repeats: Uint32Array,
): { readonly counts: readonly Float64Array[] } & Pick<RandomAgreement, 'groups' | 'cells'> {
  const kept = repeats.length === 0 ? undefined : listWithout(records, repeats);
  const length = kept?.length ?? records;
  const counts = fields.map(({ kind }) => new Float64Array(kind.levels.length + 1));
  const pattern = new Uint8Array(fields.length);
  const all = (length * (length - 1)) / 2;
  const sample = fields.map(() => new Uint8Array(Math.min(all, SAMPLE)));
  let pairs = 0;
  const count = (one: number, other: number): void => {
    const left = kept === undefined ? one : (kept[one] as number);
    const right = kept === undefined ? other : (kept[other] as number);
    if (left === right || (sources !== undefined && sources[left] === sources[right])) return;
    comparer.compare(left, right, pattern);
    for (let field = 0; field < pattern.length; field++) {
      const seen = counts[field] as Float64Array;
      seen[pattern[field] as number] = (seen[pattern[field] as number] as number) + 1;
      (sample[field] as Uint8Array)[pairs] = pattern[field] as number;
    }
    pairs++;
  };
  if (all <= SAMPLE) {
    for (let left = 0; left < length; left++) for (let right = left + 1; right < length; right++) count(left, right);
  } else {
    let state = 0x2545f491;
    const next = (): number => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return Math.floor(((state >>> 0) / 0x1_0000_0000) * length);
    };
    for (let pair = 0; pair < SAMPLE; pair++) count(next(), next());
  }
  const taken = sample.map((levels) => levels.subarray(0, pairs));
  // Pairs of one source are passed over, so what was looked at stands for all that may be matches.
  const groups = groupAssociated(fields, taken, (length * Math.min(all, SAMPLE)) / all);
  return { counts, groups, cells: groups.map((group) => countCells(group, taken, pairs)) };
}

function countCells(
  { fields, factors, cells }: FieldGroup,
  sample: readonly Uint8Array[],
  pairs: number,
): Float64Array {
  const counts = new Float64Array(cells);
  const levels = fields.map((field) => sample[field] as Uint8Array);
  for (let pair = 0; pair < pairs; pair++) {
    let cell = 0;
    for (let at = 0; at < levels.length; at++) {
      cell += ((levels[at] as Uint8Array)[pair] as number) * (factors[at] as number);
    }
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/**
 * Probability that two different records with a value bear the same text; never quite 0.
 *
 * @param mostAmongPersons - of the kind, where records name persons: texts that it holds back, such as `info@…`, never reach
 * the top level, so they do not count as agreeing
 */
export function agreeByChance(dictionary: Dictionary, mostAmongPersons?: Kind['mostAmongPersons']): number {
  const { counts, size } = dictionary;
  let present = 0;
  let agreeing = 0;
  for (let text = 1; text < size; text++) {
    const count = counts[text] as number;
    present += count;
    if (count > 1 && mostAmongPersons?.(dictionary.text(text)) === undefined) agreeing += count * (count - 1);
  }
  const pairs = present * (present - 1);
  return pairs === 0 ? 0.5 : Math.min(0.999, Math.max(agreeing, 1) / pairs);
}
