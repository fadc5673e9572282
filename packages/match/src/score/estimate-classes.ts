import type { PatternTable } from '../compare/pattern-table.js';
import type { Field } from '../records/record-set.js';
import { CellFrame } from './cell-frame.js';
import { type ClassModel, type ClassName, cellOf, type FieldGroup, type PairClass } from './class-model.js';
import {
  boundContradiction,
  coincidentLevels,
  contactLevels,
  householdLevels,
  identityHold,
  isCircumstance,
  isMadeFromName,
  isName,
  namesakeLevels,
  type Parties,
  sameLevels,
} from './class-priors.js';
import { groupFields } from './group-fields.js';
import { heedLabels, type LabelledPatterns } from './labelled-patterns.js';
import { MergedCells } from './merged-cells.js';

/** How many pairs the starting levels of a class count for. */
const PRIOR_PAIRS = 50;
/** How many pairs the independence of the fields of a group counts for. */
const INDEPENDENCE_PAIRS = 30;
/** Of the pairs that agree on a field this share must be candidates, or the candidates do not speak for all. */
const LEAST_COVERED = 0.5;
/** What no pair of a class shows. */
const IMPOSSIBLE = 1e-12;
const MOST_ROUNDS = 100;
const SETTLED = 1e-4;

/** What the estimate starts from. */
export interface EstimateInput {
  readonly fields: readonly Field[];
  /** Patterns of the candidate pairs with their counts. */
  readonly patterns: PatternTable;
  /** How often random pairs show each level, by field. */
  readonly strangers: readonly Float64Array[];
  /** By field the share of all possible pairs that can be compared on it. */
  readonly comparable: readonly number[];
  /** Fields that are modelled together: those of `groupFields`, joined where strangers agree on them together. */
  readonly groups: readonly FieldGroup[];
  /** How many random pairs fall into each cell, by group. */
  readonly strangerCells: readonly Float64Array[];
  /** Number of records. */
  readonly records: number;
  /** Number of all possible pairs, candidates or not. */
  readonly possiblePairs: number;
  /**
   * Share of the possible pairs that the candidates were drawn from, less than 1 for a sample of the records. The classes are
   * that much too rare then beside strangers, and namesakes, whose number is known, are made as rare as the others. Default 1.
   */
  readonly drawn?: number | undefined;
  /** How many matches there may be, before any data was seen; a tenth of the records when absent. */
  readonly expectedMatches?: number | undefined;
  /** What people said of some of the pairs. */
  readonly labelled?: LabelledPatterns | undefined;
}

/**
 * Learns the classes of pairs from their patterns, without labels: expectation and maximisation over four latent
 * classes. Strangers keep the levels that random pairs show; the other classes start from what their kinds of data
 * usually show and follow the pairs.
 *
 * @see Winkler, "Using the EM algorithm for weight computation in the Fellegi-Sunter model of record linkage", 1988
 * @see Goodman, "Exploratory latent structure analysis using both identifiable and unidentifiable models", 1974
 */
export function estimateClasses(input: EstimateInput): ClassModel {
  const { fields, patterns, groups } = input;
  const parts = groupFields(fields);
  const frame = new CellFrame(fields, parts);
  const whole = new CellFrame(fields, groups);
  const merged = new MergedCells(fields, parts, groups);
  const findCells = (group: FieldGroup): Uint32Array => {
    const found = new Uint32Array(patterns.size);
    for (let id = 0; id < patterns.size; id++) found[id] = cellOf(group, patterns.levels, id * fields.length);
    return found;
  };
  const cells = groups.map(findCells);
  const partCells = parts.map(findCells);
  const random = whole.joint(input.strangers, input.strangerCells);
  let classes = startingClasses(input, frame, merged.split(random)).map((each) => ({
    ...each,
    cells: each.name === 'different' ? random : merged.join(each.cells, expectTogether(each.name, random)),
  }));
  const starts = classes;
  classes = doubtCircumstances(classes, input, frame, merged);
  const shares = classes.map(() => new Float64Array(patterns.size));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pairs = expect(classes, cells, shares, input);
    const strangers = withoutMatches(input.strangers, classes, ({ levels }) => levels);
    const strangerCells = withoutMatches(random, classes, ({ cells: own }) => own).map((own, group) =>
      whole.normalise(group, own),
    );
    const strangerParts = merged.split(strangerCells);
    const next = classes.map((each, at) => {
      if (each.name === 'different') return { ...each, levels: strangers, cells: strangerCells };
      const start = starts[at] as PairClass;
      const learned = maximise(
        {
          ...input,
          strangers,
          random: input.strangers,
          same: classes[0] as PairClass,
          strangerCells: strangerParts,
          frame,
          cells: partCells,
          start,
          share: shares[at] as Float64Array,
        },
        pairs[at] as number,
      );
      const seen = (group: number): Float64Array => {
        const counts = new Float64Array((groups[group] as FieldGroup).cells);
        const own = cells[group] as Uint32Array;
        const share = shares[at] as Float64Array;
        for (let id = 0; id < own.length; id++) {
          const cell = own[id] as number;
          counts[cell] = (counts[cell] as number) + (share[id] as number);
        }
        return counts;
      };
      return { ...learned, cells: merged.join(learned.cells, expectTogether(each.name, strangerCells), seen) };
    });
    const moved = next.some((each, at) => {
      const before = (classes[at] as PairClass).rate;
      return Math.abs(each.rate - before) > SETTLED * before;
    });
    classes = next;
    if (!moved) break;
  }
  return { groups, classes };
}

/** What goes together among strangers does so in every class but that of matches, which differ by slips of the pen. */
function expectTogether(name: ClassName, strangers: readonly Float64Array[]): readonly Float64Array[] | undefined {
  return name === 'same' ? undefined : strangers;
}

/** However many matches there are, this part of what random pairs show is left to strangers. */
const LEAST_STRANGE = 0.02;

/**
 * What strangers show: what random pairs show, less what the other classes contribute to it. Among few records, or where
 * every customer has several, most random pairs that agree on a rare text are matches, not chance.
 */
function withoutMatches(
  random: readonly Float64Array[],
  classes: readonly PairClass[],
  shownBy: (each: PairClass) => readonly Float64Array[],
): readonly Float64Array[] {
  const others = classes.filter(({ name }) => name !== 'different' && name !== 'namesake');
  return random.map((values, part) => {
    const left = values.map((value, at) => {
      let rest = value;
      for (const each of others) rest -= each.rate * ((shownBy(each)[part] as Float64Array)[at] as number);
      return Math.max(rest, value * LEAST_STRANGE);
    });
    let sum = 0;
    for (const value of left) sum += value;
    return left.map((value) => value / sum);
  });
}

function partiesOf(fields: readonly Field[]): Parties {
  if (!fields.some(({ kind }) => kind.name === 'organization')) return 'persons';
  return fields.some(({ kind }) => isName(kind)) ? 'employees' : 'organizations';
}

function startingClasses(
  { fields, strangers, records, possiblePairs, drawn = 1, expectedMatches = records / 10 }: EstimateInput,
  frame: CellFrame,
  random: readonly Float64Array[],
): PairClass[] {
  const make = (name: ClassName, rate: number, levels: readonly Float64Array[]): PairClass => {
    const apart = frame.independent(levels);
    const cells = frame.groups.map(({ fields: members }, group) => {
      const isStrange = members.every((field) => levels[field] === strangers[field]);
      return (isStrange ? random[group] : apart[group]) as Float64Array;
    });
    return { name, rate, levels, cells };
  };
  const known = (levels: (field: Field) => Float64Array | undefined): readonly Float64Array[] =>
    fields.map((field, at) => levels(field) ?? (strangers[at] as Float64Array));
  const parties = partiesOf(fields);
  const rate = (pairs: number): number => Math.min(0.2, pairs / possiblePairs);
  const classes = [
    make(
      'same',
      rate(expectedMatches),
      known(({ kind }) => sameLevels(kind)),
    ),
    make(
      'household',
      rate(records / 20),
      known(({ kind }) => householdLevels(kind)),
    ),
    make(
      'contact',
      rate(records / 20),
      known(({ kind }) => contactLevels(kind, parties)),
    ),
  ];
  // Chance namesakes are strangers, except that what is made from a name agrees with it.
  if (fields.some(({ kind }) => isName(kind)) && fields.some(({ kind }) => isMadeFromName(kind))) {
    const chance = fields.reduce(
      (product, { kind }, at) =>
        isName(kind) ? product * ((strangers[at] as Float64Array).at(-1) as number) : product,
      1,
    );
    classes.push(
      make(
        'namesake',
        chance * drawn,
        known(({ kind }) => namesakeLevels(kind)),
      ),
    );
  }
  return [...classes, make('different', 1, strangers)];
}

/**
 * The classes as the first round takes them: of circumstances half is believed of what matches usually show. Columns that
 * are never twice the same, such as the answers of a survey, would otherwise outvote any name, and no match would be found
 * from which to learn what they are worth.
 */
function doubtCircumstances(
  classes: readonly PairClass[],
  { fields, strangers }: EstimateInput,
  frame: CellFrame,
  merged: MergedCells,
): PairClass[] {
  return classes.map((each) => {
    if (each.name !== 'same') return each;
    const levels = each.levels.map((own, at) =>
      isCircumstance((fields[at] as Field).kind)
        ? own.map((value, level) => (value + ((strangers[at] as Float64Array)[level] as number)) / 2)
        : own,
    );
    return { ...each, levels, cells: merged.join(frame.independent(levels), undefined) };
  });
}

/** Shares every pattern out among the classes; answers how many pairs each class has. */
function expect(
  classes: readonly PairClass[],
  cells: readonly Uint32Array[],
  shares: readonly Float64Array[],
  { patterns, labelled }: EstimateInput,
): readonly number[] {
  // One class and one group after the other: each is a walk over flat arrays.
  classes.forEach(({ rate, cells: probabilities }, at) => {
    const values = (shares[at] as Float64Array).fill(rate);
    probabilities.forEach((own, group) => {
      const cellOfPattern = cells[group] as Uint32Array;
      for (let id = 0; id < values.length; id++) {
        values[id] = (values[id] as number) * (own[cellOfPattern[id] as number] as number);
      }
    });
  });
  const pairs = classes.map(() => 0);
  const own = new Float64Array(classes.length);
  for (let id = 0; id < patterns.size; id++) {
    let sum = 0;
    for (let at = 0; at < own.length; at++) {
      own[at] = (shares[at] as Float64Array)[id] as number;
      sum += own[at] as number;
    }
    if (labelled !== undefined) sum = heedLabels(own, sum, labelled, id);
    const scale = (patterns.counts[id] as number) / sum;
    for (let at = 0; at < own.length; at++) {
      const share = (own[at] as number) * scale;
      (shares[at] as Float64Array)[id] = share;
      pairs[at] = (pairs[at] as number) + share;
    }
  }
  return pairs;
}

interface Maximisation extends EstimateInput {
  /** What random pairs show; a class that starts from it agrees on the field no more than strangers do. */
  readonly random: readonly Float64Array[];
  /** The class of matches as it was so far. */
  readonly same: PairClass;
  /** What strangers show in every cell of every part. */
  readonly strangerCells: readonly Float64Array[];
  readonly frame: CellFrame;
  readonly cells: readonly Uint32Array[];
  readonly start: PairClass;
  readonly share: Float64Array;
}

function maximise(input: Maximisation, pairs: number): PairClass {
  const { fields, patterns, strangers, strangerCells, random, start, share, frame, cells, possiblePairs } = input;
  const levels = fields.map(({ kind }, field) => {
    const seen = new Float64Array(kind.levels.length + 1);
    for (let id = 0; id < patterns.size; id++) {
      const level = patterns.levels[id * fields.length + field] as number;
      seen[level] = (seen[level] as number) + (share[id] as number);
    }
    let total = 0;
    for (let level = 1; level < seen.length; level++) total += seen[level] as number;
    const isStrange = (start.levels[field] as Float64Array) === random[field];
    const strange = strangers[field] as Float64Array;
    const own = start.name === 'household' ? coincidentLevels(kind, strange) : strange;
    const begin = isStrange ? own : (start.levels[field] as Float64Array);
    if (start.name === 'namesake') {
      if (isName(kind)) return slipsOf(input.same.levels[field] as Float64Array);
      if (!isMadeFromName(kind)) return begin;
      const apart = countUnseen(input, field, total);
      seen[1] = (seen[1] as number) + apart;
      total += apart;
    }
    const hold = PRIOR_PAIRS + (isStrange ? identityHold(kind) * total : 0);
    const learned = begin.map((value, level) => ((seen[level + 1] as number) + hold * value) / (total + hold));
    return start.name === 'same' ? boundContradiction(kind, learned) : learned;
  });
  const apart = frame.independent(levels);
  const together = frame.groups.map(({ fields: members, cells: count }, group) => {
    const isStrange = members.every((field) => start.levels[field] === random[field]);
    const independent = (isStrange && members.length > 1 ? strangerCells[group] : apart[group]) as Float64Array;
    if (members.length === 1 || start.name === 'namesake') return independent;
    const masks = frame.masks[group] as Uint8Array;
    const seen = new Float64Array(count);
    const present = new Float64Array(1 << members.length);
    const own = cells[group] as Uint32Array;
    for (let id = 0; id < patterns.size; id++) {
      const cell = own[id] as number;
      const mask = masks[cell] as number;
      seen[cell] = (seen[cell] as number) + (share[id] as number);
      present[mask] = (present[mask] as number) + (share[id] as number);
    }
    return independent.map(
      (value, cell) =>
        ((seen[cell] as number) + INDEPENDENCE_PAIRS * value) /
        ((present[masks[cell] as number] as number) + INDEPENDENCE_PAIRS),
    );
  });
  const rate = start.name === 'namesake' ? start.rate : Math.max(pairs, 0.5) / possiblePairs;
  return { name: start.name, rate, levels, cells: together };
}

/**
 * The names of namesakes: written with the same slips as those of one customer, for they are the same names.
 *
 * @param same - how matches agree on the name
 */
function slipsOf(same: Float64Array): Float64Array {
  let sum = 0;
  for (let level = 1; level < same.length; level++) sum += same[level] as number;
  return same.map((value, level) => (level === 0 ? IMPOSSIBLE : Math.max(IMPOSSIBLE, value / sum)));
}

/**
 * How many namesakes are no candidates, and so differ in what is made from their name: their number is known from how
 * common names are, while blocking by that field shows those alone who agree on it. None where candidates do not speak for
 * all pairs that agree on the field.
 */
function countUnseen(
  { patterns, fields, random, comparable, possiblePairs, drawn = 1, start }: Maximisation,
  field: number,
  seen: number,
): number {
  const levels = random[field] as Float64Array;
  const pairs = possiblePairs * (comparable[field] as number);
  let agreeing = 0;
  for (let id = 0; id < patterns.size; id++) {
    if (patterns.levels[id * fields.length + field] === levels.length) agreeing += patterns.counts[id] as number;
  }
  if (agreeing < LEAST_COVERED * (levels.at(-1) as number) * pairs * drawn) return 0;
  return Math.max(0, start.rate * pairs - seen);
}
