import type { RuleKeys } from '../block/rule-keys.js';
import type { MatchModel } from '../model/match-model.js';
import { growArray } from '../table/grow-array.js';
import { KeyPostings } from './key-postings.js';
import type { PairEngine } from './pair-engine.js';
import { PROBE, type RecordStore } from './record-store.js';

/**
 * Finds the candidates of a record: those that share a key of a blocking rule, as a run over all records would pair
 * them. Keys that the model skips are no keys; a key that has become common since is one still.
 */
export class CandidateFinder {
  readonly #store: RecordStore;
  readonly #skipped: readonly ReadonlySet<number>[];
  readonly #postings: readonly KeyPostings[];
  readonly #isExhaustive: boolean;
  #stamps = new Uint32Array(64);
  #stamp = 0;
  readonly #several: number[] = [];

  constructor(
    { blocking }: MatchModel,
    store: RecordStore,
    /** True when records of one source are no candidates of each other. */
    readonly hasSources: boolean,
  ) {
    this.#store = store;
    this.#isExhaustive = blocking.isExhaustive;
    const rules = blocking.isExhaustive ? [] : blocking.rules;
    this.#postings = rules.map(() => new KeyPostings());
    this.#skipped = rules.map((_, rule) => new Set(blocking.skippedKeys[rule]));
  }

  /** Entries of all rules, by rule. */
  get postings(): readonly KeyPostings[] {
    return this.#postings;
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    return this.#postings.reduce((sum, { bytes }) => sum + bytes, this.#stamps.byteLength);
  }

  /** The keys of a record, by rule, without skipped ones. */
  keysOf({ rules }: PairEngine, record: number): readonly (readonly number[])[] {
    return rules.map((keys, rule) => {
      const own: number[] = [];
      this.#forEachOf(keys, rule, record, (key) => own.push(key));
      return own.sort((a, b) => a - b);
    });
  }

  /** Enters a record. */
  enter(engine: PairEngine, record: number): void {
    this.#forEachKey(engine, record, (postings, key) => postings.add(key, record));
  }

  /** Enters records 1 to `last` at once. */
  enterAll({ rules }: PairEngine, last: number): void {
    rules.forEach((keys, rule) => {
      const postings = this.#postings[rule] as KeyPostings;
      if (!keys.isMultiple) postings.reserve(last);
      for (let record = 1; record <= last; record++) {
        this.#forEachOf(keys, rule, record, (key) => postings.add(key, record));
      }
    });
  }

  /** Takes a record out; its texts must still be those it was entered with. */
  leave(engine: PairEngine, record: number): void {
    this.#forEachKey(engine, record, (postings, key) => postings.remove(key, record));
  }

  /**
   * Calls `visit` once with every candidate of a record.
   *
   * @param except - left out beside the record itself; 0 for none
   */
  forEach(engine: PairEngine, record: number, except: number, visit: (candidate: number) => void): void {
    const { sources, end } = this.#store;
    const source = sources[record];
    const accept = (candidate: number): void => {
      if (this.hasSources && sources[candidate] === source) return;
      if (candidate !== record && candidate !== except) visit(candidate);
    };
    if (this.#isExhaustive) {
      for (let candidate = PROBE + 1; candidate < end; candidate++) if (this.#store.has(candidate)) accept(candidate);
      return;
    }
    this.#stamps = growArray(this.#stamps, end);
    if (this.#stamp === 0xffffffff) this.#stamps.fill(0);
    this.#stamp = (this.#stamp + 1) >>> 0 || 1;
    const stamp = this.#stamp;
    const stamps = this.#stamps;
    this.#forEachKey(engine, record, (postings, key) => {
      for (let at = postings.first(key); at !== 0; at = postings.after(at)) {
        const candidate = postings.recordOf(at);
        if (stamps[candidate] === stamp) continue;
        stamps[candidate] = stamp;
        accept(candidate);
      }
    });
  }

  #forEachKey({ rules }: PairEngine, record: number, visit: (postings: KeyPostings, key: number) => void): void {
    for (let rule = 0; rule < rules.length; rule++) {
      const postings = this.#postings[rule] as KeyPostings;
      this.#forEachOf(rules[rule] as RuleKeys, rule, record, (key) => visit(postings, key));
    }
  }

  #forEachOf(keys: RuleKeys, rule: number, record: number, visit: (key: number) => void): void {
    const skipped = this.#skipped[rule] as ReadonlySet<number>;
    if (!keys.isMultiple) {
      const key = keys.one(record);
      if (key !== 0 && !skipped.has(key)) visit(key);
      return;
    }
    const several = this.#several;
    several.length = 0;
    keys.append(record, several);
    for (const key of several) if (key !== 0 && !skipped.has(key)) visit(key);
  }
}
