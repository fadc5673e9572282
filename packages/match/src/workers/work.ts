import { type CandidateIndex, type IndexedRule, indexRule, type KeyColumn } from '../block/candidate-index.js';
import { type CandidateTask, visitCandidates } from '../block/candidate-pairs.js';
import { createAtomLookup } from '../block/key-atoms.js';
import type { BlockingRule } from '../block/rule.js';
import { createRuleKeys } from '../block/rule-keys.js';
import { readSampleKeys, type SampleKeys } from '../block/sample-keys.js';
import { loadHan } from '../chinese/han-tools.js';
import { type Comparer, createComparer } from '../compare/comparer.js';
import { PatternTable } from '../compare/pattern-table.js';
import { loadKinds } from '../kinds/index-of-kinds.js';
import { PairList } from '../pipeline/pair-list.js';
import type { FieldSpec } from '../records/field-spec.js';
import { readField } from '../records/read-field.js';
import type { Field, RecordSet } from '../records/record-set.js';
import { measureRandomAgreement, type RandomAgreement } from '../score/random-agreement.js';
import {
  receiveColumn,
  receiveField,
  type SharedColumn,
  type SharedField,
  type SharedSet,
  shareField,
} from './shared-fields.js';

/** Reads one field of a table. */
export interface ReadFieldTask {
  readonly type: 'readField';
  readonly spec: FieldSpec;
  readonly columns: readonly SharedColumn[];
  readonly length: number;
  /** Texts bear Chinese characters. */
  readonly hasHan: boolean;
}

/** Takes in the fields that later tasks work on. */
interface UseSetTask extends SharedSet {
  readonly type: 'useSet';
  readonly hasHan: boolean;
}

/** Compares random pairs. */
export interface MeasureRandomTask {
  readonly type: 'measureRandom';
  readonly length: number;
  /** Records that are not looked at. */
  readonly repeats: Uint32Array;
  readonly sources: RecordSet['sources'];
}

/** Reads the keys of a rule for a sample of the records. */
export interface SampleRuleTask {
  readonly type: 'sampleRule';
  readonly rule: BlockingRule;
  readonly records: Uint32Array;
}

/** Builds the blocks of one rule. */
export interface IndexRuleTask {
  readonly type: 'indexRule';
  readonly rule: BlockingRule;
  readonly records: number;
  /** Keys to leave out; blocks of more than `mostInBlock` records are left out when absent. */
  readonly skippedKeys: readonly number[] | undefined;
  readonly mostInBlock: number;
  readonly place: KeyColumn;
}

/** Takes in the blocks that later tasks visit. */
interface UseIndexTask {
  readonly type: 'useIndex';
  readonly index: CandidateIndex;
}

/** Compares the candidates of one piece of the work. */
interface CompareTask {
  readonly type: 'compare';
  readonly task: CandidateTask;
}

/** What a thread can be asked to do. */
export type Task =
  | ReadFieldTask
  | UseSetTask
  | MeasureRandomTask
  | SampleRuleTask
  | IndexRuleTask
  | UseIndexTask
  | CompareTask;

/** Candidate pairs of one piece of the work with their patterns, numbered within the piece. */
export interface ComparedPiece {
  readonly left: Uint32Array;
  readonly right: Uint32Array;
  readonly patterns: Uint32Array;
  /** Levels of the patterns, one after the other. */
  readonly levels: Uint8Array;
  readonly counts: Float64Array;
}

/** What a task answers. */
export interface TaskResults {
  readonly readField: SharedField;
  readonly useSet: null;
  readonly measureRandom: RandomAgreement;
  readonly sampleRule: SampleKeys;
  readonly indexRule: IndexedRule;
  readonly useIndex: null;
  readonly compare: ComparedPiece;
}

/** A thread of the engine: does tasks on what it was told to use. */
export class WorkPlace {
  #fields: readonly Field[] = [];
  #lookup: ReturnType<typeof createAtomLookup> = createAtomLookup([]);
  #comparer: Comparer | undefined;
  #index: CandidateIndex | undefined;

  /** Does one task. */
  async work<T extends Task>(task: T): Promise<TaskResults[T['type']]> {
    return (await this.#work(task)) as TaskResults[T['type']];
  }

  /** Takes in a set without copies, where it is at hand. */
  useFields(fields: readonly Field[], comparer: Comparer): void {
    this.#fields = fields;
    this.#lookup = createAtomLookup(fields);
    this.#comparer = comparer;
  }

  async #work(task: Task): Promise<TaskResults[Task['type']]> {
    switch (task.type) {
      case 'readField': {
        if (task.hasHan) await loadHan();
        const table = { length: task.length, columns: task.columns.map(receiveColumn), warnings: [] };
        return shareField(readField(table, task.spec));
      }
      case 'useSet': {
        if (task.hasHan) await loadHan();
        const fields = task.fields.map(receiveField);
        await loadKinds(fields.map(({ kind }) => kind.name));
        this.useFields(fields, createComparer(fields, task.learned, task.rows));
        return null;
      }
      case 'measureRandom':
        if (this.#comparer === undefined) throw new Error('measureRandom before useSet');
        return measureRandomAgreement({ ...task, fields: this.#fields }, this.#comparer, task.repeats);
      case 'sampleRule':
        return readSampleKeys(createRuleKeys(task.rule, this.#lookup), task.records);
      case 'indexRule': {
        const { rule, records, skippedKeys, mostInBlock, place } = task;
        const skipped = skippedKeys === undefined ? undefined : new Set(skippedKeys);
        // Under a model the same keys are left out whatever their blocks have become, so that records added one by one
        // meet the candidates they would have met at once.
        const isSkipped = (key: number, size: number): boolean =>
          skipped === undefined ? size > mostInBlock : skipped.has(key);
        return indexRule(createRuleKeys(rule, this.#lookup), records, isSkipped, place);
      }
      case 'useIndex':
        this.#index = task.index;
        return null;
      case 'compare':
        return this.#compare(task.task);
    }
  }

  #compare(task: CandidateTask): ComparedPiece {
    const [index, comparer] = [this.#index, this.#comparer];
    if (index === undefined || comparer === undefined) throw new Error('compare before useSet and useIndex');
    const patterns = new PatternTable(comparer.fields);
    const pattern = new Uint8Array(comparer.fields);
    const pairs = new PairList();
    visitCandidates(index, task, (left, right) => {
      comparer.compare(left, right, pattern);
      pairs.push(left, right, patterns.add(pattern));
    });
    return {
      left: pairs.left.slice(0, pairs.length),
      right: pairs.right.slice(0, pairs.length),
      patterns: pairs.patterns.slice(0, pairs.length),
      levels: patterns.levels.slice(0, patterns.size * patterns.fields),
      counts: patterns.counts.slice(0, patterns.size),
    };
  }
}
