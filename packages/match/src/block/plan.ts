import type { RecordSet } from '../records/record-set.js';
import type { RandomAgreement } from '../score/random-agreement.js';
import { chooseRules } from './choose-rules.js';
import { joinHashes } from './hash-text.js';
import { poolPairs } from './pool-pairs.js';
import { probeRules } from './probe-rules.js';
import type { BlockingRule } from './rule.js';
import type { SampleKeys } from './sample-keys.js';
import { weighPool } from './weigh-pool.js';

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
/** A key that alone costs less than this many pairs per record need not be narrowed by a second one. */
const CHEAP = 0.3;

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
  const chosen = chooseRules(probes, pool, weights, {
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
