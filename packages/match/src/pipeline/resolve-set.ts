import { InvalidInputError } from '@crmkit/core';
import { type CandidateIndex, createKeyTable, exhaustiveIndex } from '../block/candidate-index.js';
import { cutTasks } from '../block/candidate-pairs.js';
import { listSingleRules } from '../block/candidate-rules.js';
import { groupCopies, markCovered } from '../block/group-copies.js';
import {
  type BlockingPlan,
  exhaustivePlan,
  givenPlan,
  MOST_IN_BLOCK,
  type PlanSample,
  planBlocking,
  sampleRecords,
} from '../block/plan.js';
import type { BlockingRule } from '../block/rule.js';
import { isMultipleRule } from '../block/rule-keys.js';
import type { SampleKeys } from '../block/sample-keys.js';
import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import { RunJournal } from '../checkpoint/run-journal.js';
import { clusterPairs } from '../cluster/cluster-pairs.js';
import { linkageWeight } from '../cluster/linkage-weight.js';
import { createComparer } from '../compare/comparer.js';
import type { Learned } from '../kinds/kind.js';
import { classesFromJson, classesToJson } from '../model/class-model-json.js';
import type { MatchModel } from '../model/match-model.js';
import type { FieldSpec } from '../records/field-spec.js';
import { countWithout, findRepeats } from '../records/find-repeats.js';
import { layOutRows } from '../records/lay-out-rows.js';
import type { Field, RecordSet } from '../records/record-set.js';
import { countPossiblePairs, learnClasses } from '../score/learn-classes.js';
import { createPairScorer, type PairScorer } from '../score/pair-scorer.js';
import type { RandomAgreement } from '../score/random-agreement.js';
import { recommendThreshold } from '../score/recommend-threshold.js';
import { frequencyLookup, learnFrequencies } from '../score/text-frequencies.js';
import type { Crew } from '../workers/crew.js';
import { isOnSharedMemory, shareField } from '../workers/shared-fields.js';
import type { IndexRuleTask, MeasureRandomTask, SampleRuleTask } from '../workers/work.js';
import { type ComparedPairs, compareCandidates } from './compare-candidates.js';
import { addCopies, weighCopies } from './copy-pairs.js';
import { type ExpectedQuality, expectQuality } from './expect-quality.js';
import { breathe, type RunOptions, type Warn } from './run-options.js';
import type { VerdictLookup } from './verdict.js';
import { warnOfBlocks } from './warn-of-blocks.js';

/** What a run of the engine is told. */
export interface ResolveOptions extends RunOptions {
  readonly crew: Crew;
  readonly warn: Warn;
  readonly checkpoint?: CheckpointStore | undefined;
  /** Texts bear Chinese characters. */
  readonly hasHan: boolean;
  readonly specs: readonly FieldSpec[];
  /** Blocking rules in place of planned ones. */
  readonly rules?: readonly BlockingRule[] | undefined;
  /** Decide by this model; a new one is learned when absent. */
  readonly model?: MatchModel | undefined;
  readonly cleanSources: boolean;
  readonly verdicts: VerdictLookup;
  /** Natural logarithm of odds; the recommended one when absent. */
  readonly threshold?: number | undefined;
  /** Id of a record, which puts the records of a component in order. */
  readonly idOf: (record: number) => string;
}

/** What a run of the engine found. */
export interface ResolvedSet extends ComparedPairs {
  readonly model: MatchModel;
  /** Absent when the model was given. */
  readonly plan?: BlockingPlan | undefined;
  readonly index: CandidateIndex;
  /** Natural logarithm of odds, by pair. */
  readonly weights: Float32Array;
  /** By record, the lowest record number of its cluster. */
  readonly clusters: Uint32Array;
  readonly scorer: PairScorer;
  /** How right the clusters are expected to be; worked out when it is asked for. */
  readonly expected: () => ExpectedQuality;
}

/** Possible pairs below which all are compared. */
const EXHAUSTIVE_PAIRS = 1_000_000;
/** Candidate pairs that are kept at most, whatever the number of records, and for every record. */
const MOST_KEPT_PAIRS = 2e7;
const MOST_KEPT_PER_RECORD = 50;
/** What two records must say at least beyond nothing at all; natural logarithm of odds. */
const LEAST_EVIDENCE = 1e-4;
/**
 * A rule must bring a match for so many pairs, divided by the number of records: a thousand records can afford every
 * doubtful rule, a million must be choosy.
 */
const PAIRS_TO_SPEND = 3e8;
/** Records the planner looks at. */
const PLANNED_ON = 40_000;

/**
 * Decides which records of a set are the same: plans the blocking and learns a model unless one is given, compares the
 * candidates, scores and clusters them.
 */
export async function resolveSet(set: RecordSet, options: ResolveOptions): Promise<ResolvedSet> {
  const { fields, length, sources } = set;
  // Left out of what is learned, unless all pairs are compared and tell of the repeats themselves.
  const isLearned = options.model === undefined && !isExhaustive(set);
  const repeats = isLearned ? findRepeats(set, MOST_IN_BLOCK) : new Uint32Array(0);
  const possiblePairs = countPossiblePairs(set, repeats);
  const learned = options.model?.learned ?? learnAll(fields);
  const rows = layOutRows(set);
  const comparer = createComparer(fields, learned, rows);
  const { crew } = options;
  crew.here.useFields(fields, comparer);
  if (!crew.isAlone) {
    await crew.tell({ type: 'useSet', fields: fields.map(shareField), learned, rows, hasHan: options.hasHan });
  }
  await breathe(options, { stage: 'plan', done: 0, total: 1 });
  const { checkpoint } = options;
  const journal = checkpoint && (await RunJournal.open(checkpoint, { set, ...options }, options.warn));
  // Looked at only to learn: there is a sample or a model.
  const sample = options.model === undefined ? await lookAtSample(set, repeats, options) : undefined;
  const plan =
    sample === undefined
      ? undefined
      : options.rules !== undefined
        ? givenPlan(options.rules, MOST_IN_BLOCK)
        : isExhaustive(set)
          ? exhaustivePlan(possiblePairs, MOST_IN_BLOCK)
          : (journal?.plan ??
            planBlocking(set, sample, possiblePairs, {
              cleanSources: options.cleanSources,
              budgetPairs: Math.max(1_500_000, 2 * length),
              maxBlockSize: MOST_IN_BLOCK,
              leastYield: length / PAIRS_TO_SPEND,
            }));
  await breathe(options, { stage: 'block', done: 0, total: 1 });
  const index = await indexSet(set, plan, options);
  if (options.model !== undefined) checkAffordable(index, length);
  await crew.here.work({ type: 'useIndex', index });
  await crew.tell({ type: 'useIndex', index });
  const rules = plan?.rules.map(({ rule }) => rule) ?? options.model?.blocking.rules ?? [];
  const isCovered = markCovered(index);
  warnOfBlocks(set, index, { rules, mostInBlock: MOST_IN_BLOCK, isCovered }, options.warn);
  const tasks = cutTasks(index);
  await journal?.begin(plan, tasks.length);
  const groups = index.isExhaustive ? [] : groupCopies(set, isCovered);
  const { pairs, patterns, copyPairs } = addCopies(
    await compareCandidates(crew, tasks, fields.length, { ...options, journal }),
    groups,
    comparer,
    sources,
  );
  await breathe(options, { stage: 'learn', done: 0, total: 1 });
  const { cleanSources } = options;
  const classes =
    sample === undefined
      ? classesFromJson(options.model as MatchModel, fields)
      : learnClasses({ set, pairs, patterns, random: sample.random, possiblePairs, cleanSources });
  const frequencies =
    options.model?.frequencies ??
    Object.fromEntries(
      countWithout(fields, repeats).map((field, at) => [
        field.name,
        learnFrequencies(field, classes.classes.at(-1)?.levels[at]?.at(-1) ?? 1),
      ]),
    );
  const scorer = createPairScorer(
    classes,
    fields,
    fields.map(({ name, column }) => {
      const own = frequencies[name];
      return own === undefined ? undefined : frequencyLookup(own, column.dictionary);
    }),
    rows,
  );
  await breathe(options, { stage: 'score', done: 0, total: pairs.length });
  const weights = new Float32Array(pairs.length);
  const weightOf = scorer.forPatterns(patterns.levels, patterns.size);
  for (let pair = 0; pair < pairs.length; pair++) {
    weights[pair] = weightOf(pairs.patterns[pair] as number, pairs.left[pair] as number);
  }
  const threshold = Math.max(
    // What blocking missed is out of reach of any threshold, and clusters bring part of it back.
    options.threshold ??
      options.model?.threshold ??
      recommendThreshold(weights.subarray(0, weights.length - copyPairs), 0).threshold,
    // Records of which nothing can be compared are not the same, however few there are.
    options.model === undefined
      ? scorer.score(new Uint8Array(fields.length), 0, 0) + LEAST_EVIDENCE
      : Number.NEGATIVE_INFINITY,
  );
  await breathe(options, { stage: 'cluster', done: 0, total: 1 });
  const prior = Math.log(classes.classes[0]?.rate ?? 0.5);
  const pattern = new Uint8Array(fields.length);
  const isClean = options.cleanSources && sources !== undefined;
  const { clusters, plausibleSize } = clusterPairs(
    length,
    { length: pairs.length - copyPairs, left: pairs.left, right: pairs.right, weights },
    {
      threshold,
      copies: weighCopies(groups, weights.subarray(weights.length - copyPairs), threshold),
      isFree: (record) => !isClean && !options.verdicts.isBound(record),
      sourceOf: isClean ? (record) => sources[record] as number : undefined,
      plausibleSize: options.model?.plausibleSize,
      weigh: (left, right) => {
        comparer.compare(left, right, pattern);
        return linkageWeight(scorer.score(pattern, 0, left), prior);
      },
      isApart: (left, right) => (isClean && sources[left] === sources[right]) || options.verdicts.isApart(left, right),
      isTogether: options.verdicts.isTogether,
      together: options.verdicts.together,
      idOf: options.idOf,
    },
  );
  let quality: ExpectedQuality | undefined;
  const expected = (): ExpectedQuality => {
    quality ??= expectQuality({
      set,
      // No rule was to find copies, so they say nothing of what rules miss.
      pairs: { ...pairs, length: pairs.length - copyPairs },
      weights,
      threshold,
      clusters,
      isClean,
      verdicts: options.verdicts,
      isExhaustive: index.isExhaustive,
      rules,
      groups: classes.groups.map((group) => group.fields.map((field) => (fields[field] as Field).name)),
    });
    return quality;
  };
  const model: MatchModel = modelUsed(options) ?? {
    format: 'crmkit-match',
    version: 1,
    fields: options.specs,
    blocking: {
      isExhaustive: index.isExhaustive,
      rules: plan?.rules.map(({ rule }) => rule) ?? [],
      skippedKeys: index.rules.map(({ skipped }) => [...skipped.keys()].sort((a, b) => a - b)),
    },
    ...classesToJson(classes, fields),
    frequencies,
    learned,
    threshold,
    plausibleSize,
    cleanSources: options.cleanSources,
    trainedOn: {
      records: length,
      pairs: pairs.length,
      expectedPrecision: expected().precision,
      expectedRecall: expected().recall,
    },
  };
  await journal?.clear();
  return { model, plan, index, pairs, patterns, copyPairs, weights, clusters, scorer, expected };
}

/** The given model, with the threshold that was used in place of its own. */
function modelUsed({ model, threshold }: ResolveOptions): MatchModel | undefined {
  return model === undefined || threshold === undefined ? model : { ...model, threshold };
}

/**
 * Refuses what no memory holds. Under a model no block is left out for its size, so that records added one by one meet the
 * candidates they would have met at once; a key that has become very common since makes more pairs than can be kept.
 *
 * @throws InvalidInputError `INVALID_INPUT` naming the rule and the size of its largest block
 */
function checkAffordable(index: CandidateIndex, records: number): void {
  const most = Math.max(MOST_KEPT_PAIRS, MOST_KEPT_PER_RECORD * records);
  let pairs = index.isExhaustive ? (records * (records - 1)) / 2 : 0;
  let largest = { rule: 0, size: 0 };
  index.rules.forEach(({ blocks }, rule) => {
    for (let block = 0; block + 1 < blocks.starts.length; block++) {
      const size = (blocks.starts[block + 1] as number) - (blocks.starts[block] as number);
      pairs += (size * (size - 1)) / 2;
      if (size > largest.size) largest = { rule, size };
    }
  });
  if (pairs <= most) return;
  throw new InvalidInputError('dedupe', [
    {
      path: index.isExhaustive ? 'model.blocking' : `model.blocking.rules.${largest.rule}`,
      problem:
        `this model makes ${Math.round(pairs)} candidate pairs of ${records} records, ${Math.round(most)} can be kept` +
        `${index.isExhaustive ? '' : `; the largest block has ${largest.size} records`}. Learn a new model from these records`,
    },
  ]);
}

/** Tells whether a set is small enough to compare all of its pairs. */
function isExhaustive(set: RecordSet): boolean {
  return countPossiblePairs(set) <= EXHAUSTIVE_PAIRS;
}

/** Compares random pairs and reads the keys of a sample, on all threads. */
async function lookAtSample(
  set: RecordSet,
  repeats: Uint32Array,
  { crew, ...options }: ResolveOptions,
): Promise<PlanSample> {
  const records = sampleRecords(set, PLANNED_ON, repeats);
  const rules = isExhaustive(set) ? [] : listSingleRules(set.fields);
  const random: MeasureRandomTask = { type: 'measureRandom', length: set.length, repeats, sources: set.sources };
  const tasks = [random, ...rules.map((rule): SampleRuleTask => ({ type: 'sampleRule', rule, records }))];
  const [measured, ...keys] = await crew.share<MeasureRandomTask | SampleRuleTask>(tasks, (done) =>
    breathe(options, { stage: 'plan', done, total: tasks.length }),
  );
  return {
    random: measured as RandomAgreement,
    records,
    chosenFrom: set.length - repeats.length,
    keys: keys as readonly SampleKeys[],
  };
}

function learnAll(fields: readonly Field[]): { readonly [field: string]: Learned } {
  return Object.fromEntries(
    fields.flatMap(({ name, kind, column }) =>
      kind.learn === undefined ? [] : [[name, kind.learn(column.dictionary)]],
    ),
  );
}

async function indexSet(
  { fields, length, sources }: RecordSet,
  plan: BlockingPlan | undefined,
  { crew, model, ...options }: ResolveOptions,
): Promise<CandidateIndex> {
  if (plan?.isExhaustive ?? model?.blocking.isExhaustive ?? true) return exhaustiveIndex(length, sources);
  const rules: readonly BlockingRule[] = plan?.rules.map(({ rule }) => rule) ?? model?.blocking.rules ?? [];
  const single = rules.map((rule) => !isMultipleRule(rule, fields));
  const width = single.filter(Boolean).length;
  const keys = createKeyTable(length, width);
  const tasks = rules.map(
    (rule, at): IndexRuleTask => ({
      type: 'indexRule',
      rule,
      records: length,
      skippedKeys: model?.blocking.skippedKeys[at],
      mostInBlock: MOST_IN_BLOCK,
      place: { keys, width, column: single.slice(0, at).filter(Boolean).length },
    }),
  );
  const onDone = (done: number): Promise<void> => breathe(options, { stage: 'block', done, total: tasks.length });
  // All rules write their keys into one table: where memory is not shared, other threads would fill copies of it.
  const indexed = await (isOnSharedMemory(keys) ? crew.share(tasks, onDone) : crew.doHere(tasks, onDone));
  return { records: length, sources, isExhaustive: false, rules: indexed, keys, width };
}
