import { createComparer } from '../compare/comparer.js';
import { PatternTable } from '../compare/pattern-table.js';
import type { Field, RecordSet } from '../records/record-set.js';
import { groupFields } from '../score/group-fields.js';
import { type LearnInput, learnClasses } from '../score/learn-classes.js';
import { createPairScorer } from '../score/pair-scorer.js';
import type { RandomAgreement } from '../score/random-agreement.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import type { Pool } from './pool-pairs.js';

/** Fields by which the planner tells matches; with hundreds no two pairs look alike, and learning takes a minute. */
const MOST_WEIGHED = 32;

/**
 * The fields that tell most of a pair, in their order: those that many records have and on which strangers seldom agree.
 * For choosing rules a few dozen are plenty; the model itself is learned from all.
 */
function chooseWeighed({ levels, comparable }: RandomAgreement): readonly number[] {
  const tells = levels.map((own, field) => -(comparable[field] as number) * Math.log(own.at(-1) as number));
  return [...tells.keys()]
    .sort((a, b) => (tells[b] as number) - (tells[a] as number) || a - b)
    .slice(0, MOST_WEIGHED)
    .sort((a, b) => a - b);
}

/** Probability that each pair of the pool is a match, times the pairs it stands for. */
export function weighPool(
  set: RecordSet,
  records: Uint32Array,
  pool: Pool,
  known: Pick<LearnInput, 'random' | 'possiblePairs' | 'drawn' | 'cleanSources'>,
): Float64Array {
  const weighed = chooseWeighed(known.random);
  const fields = weighed.map((field) => set.fields[field] as Field);
  // What was counted together is of all fields; of fewer ones nothing is known to go together.
  const isWhole = fields.length === set.fields.length;
  const groups = isWhole ? known.random.groups : groupFields(fields);
  const random: RandomAgreement = {
    levels: weighed.map((field) => known.random.levels[field] as Float64Array),
    comparable: weighed.map((field) => known.random.comparable[field] as number),
    groups,
    cells: isWhole ? known.random.cells : groups.map(({ cells }) => new Float64Array(cells)),
  };
  const comparer = createComparer(fields);
  const patterns = new PatternTable(fields.length);
  const pattern = new Uint8Array(fields.length);
  const left = Uint32Array.from(pool.left, (at) => records[at] as number);
  const right = Uint32Array.from(pool.right, (at) => records[at] as number);
  const ids = left.map((record, at) => {
    comparer.compare(record, right[at] as number, pattern);
    return patterns.add(pattern, pool.weights[at]);
  });
  const pairs = { length: ids.length, left, right, patterns: ids };
  const model = learnClasses({ ...known, set: { ...set, fields }, pairs, patterns, random });
  const weightOf = createPairScorer(model, fields, []).forPatterns(patterns.levels, patterns.size);
  return Float64Array.from(
    ids,
    (id, at) => (pool.weights[at] as number) * probabilityOf(weightOf(id, left[at] as number)),
  );
}
