import { hashCodes, joinHashes } from '../block/hash-text.js';
import type { RuleKeys } from '../block/rule-keys.js';
import type { MatchModel } from '../model/match-model.js';
import { growArray } from '../table/grow-array.js';
import { KeyPostings } from './key-postings.js';
import type { PairEngine } from './pair-engine.js';
import { PROBE, type RecordStore } from './record-store.js';

/** Stands for no text in a hash. */
const NOTHING = 1;

/**
 * Finds the candidates of a record: those that share a key of a blocking rule, as a run over all records would pair
 * them. Keys that the model skips are no keys; a key that has become common since is one still. Records without keys are
 * candidates of their copies.
 */
export class CandidateFinder {
  readonly #store: RecordStore;
  readonly #skipped: readonly ReadonlySet<number>[];
  readonly #postings: readonly KeyPostings[];
  readonly #isExhaustive: boolean;
  /** Records without any key, by the hash of all their texts: they are candidates of their copies. */
  readonly #copies = new KeyPostings();
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
    return [...this.#postings, this.#copies].reduce((sum, { bytes }) => sum + bytes, this.#stamps.byteLength);
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
    const hash = this.#hashWithoutKeys(engine, record);
    if (hash !== 0) this.#copies.add(hash, record);
  }

  /** Enters records 1 to `last` at once. */
  enterAll(engine: PairEngine, last: number): void {
    engine.rules.forEach((keys, rule) => {
      const postings = this.#postings[rule] as KeyPostings;
      if (!keys.isMultiple) postings.reserve(last);
      for (let record = 1; record <= last; record++) {
        this.#forEachOf(keys, rule, record, (key) => postings.add(key, record));
      }
    });
    for (let record = 1; record <= last; record++) {
      const hash = this.#hashWithoutKeys(engine, record);
      if (hash !== 0) this.#copies.add(hash, record);
    }
  }

  /** Takes a record out; its texts must still be those it was entered with. */
  leave(engine: PairEngine, record: number): void {
    this.#forEachKey(engine, record, (postings, key) => postings.remove(key, record));
    const hash = this.#hashWithoutKeys(engine, record);
    if (hash !== 0) this.#copies.remove(hash, record);
  }

  /**
   * The records that are the same as this one text by text, for a record none of whose keys counts, so that nothing else
   * brings them together. Among them are records of the same source.
   *
   * @param visit - is called until it answers `false`
   */
  forEachCopy(engine: PairEngine, record: number, visit: (copy: number) => boolean): void {
    const hash = this.#hashWithoutKeys(engine, record);
    if (hash === 0) return;
    const columns = this.#store.fields.map(({ column }) => column.ids);
    for (let at = this.#copies.first(hash); at !== 0; at = this.#copies.after(at)) {
      const copy = this.#copies.recordOf(at);
      if (copy === record || columns.some((ids) => ids[copy] !== ids[record])) continue;
      if (!visit(copy)) return;
    }
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

  /** Hash of the texts of a record without keys; 0 for one with keys, and for one without any text. */
  #hashWithoutKeys({ rules }: PairEngine, record: number): number {
    if (this.#isExhaustive) return 0;
    let keys = 0;
    for (let rule = 0; rule < rules.length && keys === 0; rule++) {
      this.#forEachOf(rules[rule] as RuleKeys, rule, record, () => keys++);
    }
    if (keys > 0) return 0;
    let hash = NOTHING;
    let known = 0;
    for (const { column } of this.#store.fields) {
      const { codes, starts } = column.dictionary;
      const text = column.ids[record] as number;
      known |= text;
      // A text is hashed and not its id, which changes when texts are dropped.
      hash = joinHashes(hash, hashCodes(codes, starts[text] as number, starts[text + 1] as number) || NOTHING);
    }
    return known === 0 ? 0 : hash;
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
