import type { Kind } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { type ClassModel, type ClassName, cellOf, OUTCOME_OF, type Outcome, type PairClass } from './class-model.js';
import { isMadeFromName, isSharedAtHome } from './class-priors.js';

/** Scores pairs by their pattern and by how common the texts are on which they agree. */
export interface PairScorer {
  /**
   * The weight of a pair: natural logarithm of the odds that both records are the same customer.
   *
   * @param levels - levels of many patterns
   * @param from - where the pattern of the pair starts
   * @param left - a record of the pair, whose texts tell how common an agreement is
   */
  readonly score: (levels: Uint8Array, from: number, left: number) => number;
  /**
   * The same for the pairs of a pattern table, where what a pattern says by itself is worked out once.
   *
   * @param levels - levels of all patterns
   * @param count - how many patterns there are
   * @returns weight of a pair by pattern id and one of its records
   */
  readonly forPatterns: (levels: Uint8Array, count: number) => (pattern: number, left: number) => number;
  /** What the pair scored last most likely is. */
  readonly lastOutcome: () => Outcome;
  /** Probabilities of the outcomes for the pair scored last. */
  readonly lastProbabilities: () => { readonly [outcome in Outcome]: number };
}

/** How common a text of a field is: its share among the records that have a value. */
export type FrequencyOf = (text: number) => number;

const SAME = 0;
/** A class this much less likely than another, in natural logarithms, adds nothing to a sum of doubles. */
const TOO_FAR_BEHIND = -40;

/**
 * Whether pairs of a class agree on common texts of a kind more often than on rare ones: strangers do, and so do others on
 * what they do not share.
 */
export function followsFrequency(name: ClassName, kind: Kind): boolean {
  if (name === 'different') return true;
  if (name === 'namesake') return !isMadeFromName(kind);
  if (name === 'household' && isSharedAtHome(kind)) return false;
  return name !== 'same' && kind.role === 'identity';
}

/**
 * Builds the scorer of a model.
 *
 * @param model - classes of pairs
 * @param fields - the compared fields, in the order of the pattern
 * @param frequencies - per field how common each text is; `undefined` where agreement on any text weighs the same
 * @param rows - text ids of every record side by side, as `layOutRows` makes them; the columns are read when absent
 */
export function createPairScorer(
  model: ClassModel,
  fields: readonly Field[],
  frequencies: readonly (FrequencyOf | undefined)[],
  rows?: Uint32Array,
): PairScorer {
  const { groups, classes } = model;
  const strangers = classes[classes.length - 1] as PairClass;
  const logs = classes.map(({ cells }) => cells.map((cell) => cell.map(Math.log)));
  const rates = classes.map(({ rate }) => Math.log(rate));
  const tops = fields.map(({ kind }) => kind.levels.length);
  const chance = strangers.levels.map((levels) => levels[levels.length - 1] as number);
  const adjusted = classes.map(({ name }) => fields.map(({ kind }) => followsFrequency(name, kind)));
  const weights = new Float64Array(classes.length);
  const probabilities = (): { [outcome in Outcome]: number } => {
    const most = Math.max(...weights);
    const parts = weights.map((weight) => Math.exp(weight - most));
    const sum = parts.reduce((total, part) => total + part, 0);
    const result = { same: 0, household: 0, related: 0, different: 0 };
    classes.forEach(({ name }, at) => {
      result[OUTCOME_OF[name]] += (parts[at] as number) / sum;
    });
    return result;
  };
  const addLevels = (levels: Uint8Array, from: number): void => {
    for (let at = 0; at < weights.length; at++) weights[at] = rates[at] as number;
    for (let group = 0; group < groups.length; group++) {
      const cell = cellOf(groups[group] as (typeof groups)[number], levels, from);
      for (let at = 0; at < weights.length; at++) {
        weights[at] = (weights[at] as number) + ((logs[at] as Float64Array[])[group]?.[cell] as number);
      }
    }
  };
  const addFrequencies = (levels: Uint8Array, from: number, left: number): number => {
    for (let field = 0; field < tops.length; field++) {
      if (levels[from + field] !== tops[field]) continue;
      const frequency = frequencies[field];
      if (frequency === undefined) continue;
      const text = (
        rows === undefined ? (fields[field] as Field).column.ids[left] : rows[left * tops.length + field]
      ) as number;
      const shift = Math.log(frequency(text) / (chance[field] as number));
      for (let at = 1; at < weights.length; at++) {
        if ((adjusted[at] as boolean[])[field]) weights[at] = (weights[at] as number) + shift;
      }
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let at = 1; at < weights.length; at++) most = Math.max(most, weights[at] as number);
    let others = 0;
    for (let at = 1; at < weights.length; at++) {
      const behind = (weights[at] as number) - most;
      if (behind > TOO_FAR_BEHIND) others += Math.exp(behind);
    }
    return (weights[SAME] as number) - most - Math.log(others);
  };
  return {
    score: (levels, from, left) => {
      addLevels(levels, from);
      return addFrequencies(levels, from, left);
    },
    forPatterns: (levels, count) => {
      const width = tops.length;
      const bases = new Float64Array(count * weights.length);
      for (let pattern = 0; pattern < count; pattern++) {
        addLevels(levels, pattern * width);
        bases.set(weights, pattern * weights.length);
      }
      return (pattern, left) => {
        for (let at = 0; at < weights.length; at++) weights[at] = bases[pattern * weights.length + at] as number;
        return addFrequencies(levels, pattern * width, left);
      };
    },
    lastOutcome: () => {
      const shares = Object.entries(probabilities()) as [Outcome, number][];
      return shares.reduce((best, each) => (each[1] > best[1] ? each : best))[0];
    },
    lastProbabilities: probabilities,
  };
}
