import type { Field, RecordSet } from '../records/record-set.js';
import { combineRules, listSingleRules } from './candidate-rules.js';
import type { BlockingRule } from './rule.js';
import { createCostCounter, joinSampleKeys, type SampleKeys } from './sample-keys.js';

/** A rule costs time by itself, as much as this share of a pair per record. */
const RULE_COST = 0.03;
/** A key that is not the text itself has to be worked out for every text, which costs as much as this share of a pair. */
const KEY_COST = 0.5;

/** What the planner knows of one rule. */
export interface Probe {
  readonly rule: BlockingRule;
  readonly keys: SampleKeys;
  /** Pairs on the sample. */
  readonly pairs: number;
  /** The same with the blocks that are too large. */
  readonly allPairs: number;
  /** What the rule costs by itself, in pairs on the whole set. */
  readonly overhead: number;
}

/** What makes a rule too dear, or cheap enough. */
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
export function probeRules(
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
