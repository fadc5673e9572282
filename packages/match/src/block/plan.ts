import { createComparer } from '../compare/comparer.js';
import { PatternTable } from '../compare/pattern-table.js';
import type { Field, RecordSet } from '../records/record-set.js';
import { type LearnInput, learnClasses } from '../score/learn-classes.js';
import { createPairScorer } from '../score/pair-scorer.js';
import type { RandomAgreement } from '../score/random-agreement.js';
import { probabilityOf } from '../score/recommend-threshold.js';
import { groupByKey, withoutSingles } from './blocks.js';
import { combineRules, listSingleRules } from './candidate-rules.js';
import { joinHashes } from './hash-text.js';
import type { BlockingRule } from './rule.js';
import { createCostCounter, joinSampleKeys, listSampleKeys, type SampleKeys, sharesKey } from './sample-keys.js';

/** One chosen rule with what it is expected to bring. */
interface PlannedRule {
  readonly rule: BlockingRule;
  /** Estimated pairs the rule yields, before those of earlier rules are dropped. */
  readonly pairs: number;
  /** Estimated share of all matches that no earlier rule yields. */
  readonly gain: number;
}

/** How candidates are found. */
export interface BlockingPlan {
  /** Every pair is a candidate: the set is small enough. */
  readonly isExhaustive: boolean;
  readonly rules: readonly PlannedRule[];
  /** Blocks with more records than this are left out. */
  readonly maxBlockSize: number;
  /** Estimated pairs of the whole plan. */
  readonly pairs: number;
}

/** Settings of the planner. */
export interface PlanOptions {
  /** Sources have no duplicates of their own. */
  readonly cleanSources: boolean;
  /** Pairs the plan may spend. */
  readonly budgetPairs: number;
  readonly maxBlockSize: number;
  /** Fewest matches a rule must bring per pair it costs. */
  readonly leastYield: number;
}

/** What the planner looks at. */
export interface PlanSample {
  readonly random: RandomAgreement;
  /** Some of the records. */
  readonly records: Uint32Array;
  /** How many records they stand for. */
  readonly chosenFrom: number;
  /** Their keys under each of `listSingleRules`. */
  readonly keys: readonly SampleKeys[];
}

/** Blocks with more records are left out while a model is learned. */
export const MOST_IN_BLOCK = 200;

/** The plan that a host gives; what its rules bring is not estimated. */
export function givenPlan(rules: readonly BlockingRule[], maxBlockSize: number): BlockingPlan {
  return { isExhaustive: false, rules: rules.map((rule) => ({ rule, pairs: 0, gain: 0 })), maxBlockSize, pairs: 0 };
}

/** The plan of a set that is small enough to compare all pairs. */
export function exhaustivePlan(possiblePairs: number, maxBlockSize: number): BlockingPlan {
  return { isExhaustive: true, rules: [], maxBlockSize, pairs: possiblePairs };
}

/** Pairs of each rule that the planner compares. */
const PAIRS_PER_RULE = 2_000;
/** The same between clean sources, where the best candidate of a record is only known when all are. */
const PAIRS_PER_CLEAN_RULE = 20_000;
/** Values the planner compares, about: a table of hundreds of columns has as many rules, and fewer pairs of each do. */
const MOST_COMPARED = 20_000_000;
const LEAST_PER_RULE = 100;
const MOST_RULES = 14;
/** A rule costs time by itself, as much as this share of a pair per record. */
const RULE_COST = 0.03;
/** A key that is not the text itself has to be worked out for every text, which costs as much as this share of a pair. */
const KEY_COST = 0.5;
/** A key that alone costs less than this many pairs per record need not be narrowed by a second one. */
const CHEAP = 0.3;

/** What the planner knows of one rule. */
interface Probe {
  readonly rule: BlockingRule;
  readonly keys: SampleKeys;
  /** Pairs on the sample. */
  readonly pairs: number;
  /** The same with the blocks that are too large. */
  readonly allPairs: number;
  /** What the rule costs by itself, in pairs on the whole set. */
  readonly overhead: number;
}

/**
 * Chooses blocking rules from the data: counts on a sample of the records what each rule costs, compares some pairs of
 * every rule that is affordable, and takes greedily what brings the most matches for its pairs.
 */
export function planBlocking(
  set: RecordSet,
  { random, records, chosenFrom, keys }: PlanSample,
  possiblePairs: number,
  options: PlanOptions,
): BlockingPlan {
  const { maxBlockSize, budgetPairs } = options;
  const share = records.length / chosenFrom;
  const scale = 1 / (share * share);
  const mostInBlock = Math.max(2, maxBlockSize * share);
  const probes = probeRules(set, keys, {
    most: budgetPairs / scale,
    cheap: (CHEAP * set.length) / scale,
    mostInBlock,
    sampledPairs: (records.length * (records.length - 1)) / 2,
  });
  const most = MOST_COMPARED / Math.max(1, probes.length * set.fields.length);
  const pairsPerRule = Math.min(
    options.cleanSources ? PAIRS_PER_CLEAN_RULE : PAIRS_PER_RULE,
    Math.max(LEAST_PER_RULE, most),
  );
  const pool = poolPairs(set, records, probes, pairsPerRule);
  const weights = weighPool(set, records, pool, {
    random,
    possiblePairs,
    drawn: share * share,
    cleanSources: options.cleanSources,
  });
  const chosen = chooseGreedily(probes, pool, weights, {
    leastYield: options.leastYield,
    budget: budgetPairs / scale,
    scale,
  });
  return {
    isExhaustive: false,
    maxBlockSize,
    rules: chosen.map(({ probe, gain }) => ({ rule: probe.rule, pairs: Math.round(probe.pairs * scale), gain })),
    pairs: Math.round(chosen.reduce((sum, { probe }) => sum + probe.pairs * scale, 0)),
  };
}

/**
 * Some records of a set, each in or out by the hash of its number; all when there are few. Every n-th record would
 * not do: where copies stand next to each other, none of them would be looked at together.
 *
 * @param most - about how many
 * @param repeats - records that are never chosen
 */
export function sampleRecords({ length }: RecordSet, most: number, repeats: Uint32Array): Uint32Array {
  const limit = (most / (length - repeats.length)) * 0x1_0000_0000;
  const chosen: number[] = [];
  let next = 0;
  for (let record = 0; record < length; record++) {
    if (repeats[next] === record) next++;
    else if (joinHashes(1, record + 1) < limit) chosen.push(record);
  }
  return Uint32Array.from(chosen);
}

interface ProbeLimits {
  /** Pairs on the sample beyond which a rule is too dear. */
  readonly most: number;
  /** Pairs on the sample below which a single key needs no second one. */
  readonly cheap: number;
  readonly mostInBlock: number;
  /** All pairs of the sample. */
  readonly sampledPairs: number;
}

/** Atoms that are combined with each other; a table of many columns would have thousands of combinations. */
const MOST_COMBINED = 28;

/** Counts what the rules cost, single keys first; the affordable ones, cheapest first. */
function probeRules(
  { fields, length }: RecordSet,
  keys: readonly SampleKeys[],
  { most, cheap, mostInBlock, sampledPairs }: ProbeLimits,
): readonly Probe[] {
  const costOf = createCostCounter(mostInBlock);
  const probe = (rule: BlockingRule, keys: SampleKeys): Probe => ({
    rule,
    ...costOf(keys),
    overhead: RULE_COST * length + KEY_COST * countKeys(rule, fields),
  });
  const rules = listSingleRules(fields);
  const read = new Map(rules.map((rule, at) => [rule, keys[at] as SampleKeys]));
  const single = rules.map((rule) => probe(rule, read.get(rule) as SampleKeys));
  const combined = single
    .filter(({ pairs }) => pairs > cheap || pairs === 0)
    .sort((a, b) => a.pairs - b.pairs)
    .slice(0, MOST_COMBINED)
    .map(({ rule }) => rule);
  const chance = new Map(single.map(({ rule, allPairs }) => [rule, allPairs / sampledPairs]));
  const double = combined.flatMap((first, at) =>
    combined.slice(at + 1).flatMap((second) => {
      const rule = combineRules(first, second);
      // Two keys go together at least as often as chance has it; what is too dear by that need not be counted.
      const least = (chance.get(first) as number) * (chance.get(second) as number) * sampledPairs;
      if (rule === null || least > most) return [];
      return [probe(rule, joinSampleKeys(read.get(first) as SampleKeys, read.get(second) as SampleKeys))];
    }),
  );
  return [...single, ...double]
    .filter(({ pairs }) => pairs > 0 && pairs <= most)
    .sort((a, b) => a.pairs - b.pairs || (a.rule.id < b.rule.id ? -1 : 1));
}

/** How many texts have to be asked for a key that is not the text itself. */
function countKeys({ atoms }: BlockingRule, fields: readonly Field[]): number {
  return atoms.reduce((sum, { field, family }) => {
    if (family === 'exact') return sum;
    return sum + (fields.find(({ name }) => name === field)?.column.dictionary.size ?? 0);
  }, 0);
}

/** Pairs the planner compares, as positions in the sample: a part of the pairs of every rule. */
interface Pool {
  readonly left: number[];
  readonly right: number[];
  /** How many pairs each stands for. */
  readonly weights: number[];
}

/**
 * Samples the pairs of every rule at the rate that gives each rule its share. A pair is in or out by its own hash, so
 * one that several rules yield is drawn at the highest of their rates, whichever comes first.
 */
function poolPairs({ sources }: RecordSet, records: Uint32Array, probes: readonly Probe[], pairsPerRule: number): Pool {
  const pool: Pool = { left: [], right: [], weights: [] };
  const known = new Map<number, number>();
  for (const { keys, pairs } of probes) {
    const rate = Math.min(1, pairsPerRule / pairs);
    const limit = rate * 0x1_0000_0000;
    const { members, starts } = groupByKey(withoutSingles(listSampleKeys(keys)));
    for (let block = 0; block + 1 < starts.length; block++) {
      const end = starts[block + 1] as number;
      for (let a = starts[block] as number; a < end; a++) {
        const left = members[a] as number;
        for (let b = a + 1; b < end; b++) {
          const right = members[b] as number;
          if (joinHashes(left + 1, right + 1) > limit || left === right) continue;
          if (sources !== undefined && sources[records[left] as number] === sources[records[right] as number]) continue;
          const id = left * records.length + right;
          const at = known.get(id);
          if (at !== undefined) {
            pool.weights[at] = Math.min(pool.weights[at] as number, 1 / rate);
            continue;
          }
          known.set(id, pool.left.length);
          pool.left.push(left);
          pool.right.push(right);
          pool.weights.push(1 / rate);
        }
      }
    }
  }
  return pool;
}

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
function weighPool(
  set: RecordSet,
  records: Uint32Array,
  pool: Pool,
  known: Pick<LearnInput, 'random' | 'possiblePairs' | 'drawn' | 'cleanSources'>,
): Float64Array {
  const weighed = chooseWeighed(known.random);
  const fields = weighed.map((field) => set.fields[field] as Field);
  const random: RandomAgreement = {
    levels: weighed.map((field) => known.random.levels[field] as Float64Array),
    comparable: weighed.map((field) => known.random.comparable[field] as number),
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

interface Chosen {
  readonly probe: Probe;
  /** Share of the matches that no rule chosen before yields. */
  readonly gain: number;
}

interface ChoiceLimits {
  readonly leastYield: number;
  /** Pairs on the sample that may be spent. */
  readonly budget: number;
  /** Pairs on the whole set for each pair on the sample. */
  readonly scale: number;
}

/** A pair less likely than this to be a match does not speak for a rule. */
const LIKELY = 0.2;

function chooseGreedily(
  probes: readonly Probe[],
  pool: Pool,
  weights: Float64Array,
  { leastYield, budget, scale }: ChoiceLimits,
): readonly Chosen[] {
  const likely = Uint32Array.from(
    Array.from(weights.keys()).filter((at) => (weights[at] as number) > LIKELY * (pool.weights[at] as number)),
  );
  let total = 0;
  for (const pair of likely) total += weights[pair] as number;
  const covers = probes.map(({ keys }) =>
    likely.filter((pair) => sharesKey(keys, pool.left[pair] as number, pool.right[pair] as number)),
  );
  const covered = new Uint8Array(weights.length);
  const chosen: Chosen[] = [];
  let spent = 0;
  while (chosen.length < MOST_RULES) {
    let best = -1;
    let bestYield = leastYield;
    let bestGain = 0;
    for (let at = 0; at < probes.length; at++) {
      const { pairs, overhead } = probes[at] as Probe;
      if (spent + pairs > budget) continue;
      let gain = 0;
      for (const pair of covers[at] as Uint32Array) if (covered[pair] === 0) gain += weights[pair] as number;
      const yielded = gain / (pairs + overhead / scale);
      if (yielded <= bestYield) continue;
      [best, bestYield, bestGain] = [at, yielded, gain];
    }
    if (best < 0) break;
    for (const pair of covers[best] as Uint32Array) covered[pair] = 1;
    const probe = probes[best] as Probe;
    spent += probe.pairs;
    chosen.push({ probe, gain: total === 0 ? 0 : bestGain / total });
  }
  return chosen;
}
