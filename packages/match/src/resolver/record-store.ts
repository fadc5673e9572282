// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import { type KindParts, kindWith } from '../kinds/kind-parts.js';
import type { FieldSpec } from '../records/field-spec.js';
import type { Field } from '../records/record-set.js';
import { growArray } from '../table/grow-array.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { growable, StoreColumn } from './store-column.js';

const FIRST_RECORDS = 64;

/** The place of a record that is asked for and not kept. */
export const PROBE = 0;

/** A record as it is kept: its id, the canonical text of every field and the name of its source. */
export interface StoredRecord {
  readonly id: string;
  readonly texts: readonly string[];
  /** Empty when there is none. */
  readonly source: string;
}

/** Texts nobody bears that are tolerated, whatever the number of those in use. */
const TOLERATED = 50_000;

function isMuch(unused: number, all: number): boolean {
  return unused > TOLERATED && unused * 3 > all;
}

/**
 * The records of a resolver as columns of text ids. Records have numbers from 1, which are used anew after a removal;
 * number 0 is the place of a record that is asked for.
 */
export class RecordStore {
  readonly fields: readonly Field[];
  /** Source of every record, when they have one. */
  sources: Uint32Array = new Uint32Array(FIRST_RECORDS);
  readonly #columns: readonly StoreColumn[];
  readonly #sourceNames = new GrowingDictionary();
  #ids = new GrowingDictionary();
  /** By record its id in the dictionary of record ids, and the other way round. */
  #names = new Uint32Array(FIRST_RECORDS);
  #records = new Uint32Array(FIRST_RECORDS);
  #ages = new Uint32Array(FIRST_RECORDS);
  readonly #free: number[] = [];
  #end = 1;
  #size = 0;
  #nextAge = 1;
  /** Record ids that no record bears. */
  #unusedIds = 0;

  constructor(specs: readonly FieldSpec[], kindParts?: KindParts) {
    this.#columns = specs.map(({ name }) => new StoreColumn(name));
    this.fields = specs.map(({ name, kind, party, either }, at) => ({
      name,
      party,
      either,
      kind: kindWith(kind, kindParts),
      column: this.#columns[at] as StoreColumn,
    }));
  }

  /** How many records there are. */
  get size(): number {
    return this.#size;
  }

  /** One more than the highest record number so far. */
  get end(): number {
    return this.#end;
  }

  /** Bytes of the arrays, without those that comparing keeps. */
  get bytes(): number {
    const texts = [this.#ids, ...this.#columns.map(({ dictionary }) => dictionary)];
    const held = texts.reduce(
      // Eight bytes per slot of the table of hashes, of which a power of two at least twice the texts exist.
      (sum, { codes, starts, counts, size }) =>
        sum + codes.byteLength + starts.byteLength + counts.byteLength + 8 * 2 ** Math.ceil(Math.log2(size * 2)),
      0,
    );
    const perRecord = this.#columns.reduce((sum, { ids }) => sum + ids.byteLength, 0);
    return (
      held +
      perRecord +
      this.sources.byteLength +
      this.#names.byteLength +
      this.#records.byteLength +
      this.#ages.byteLength
    );
  }

  /** The number of a record; 0 when it is not there. */
  numberOf(id: string): number {
    return this.#records[this.#ids.find(id)] ?? 0;
  }

  /** The id of a record. */
  idOf(record: number): string {
    return this.#ids.text(this.#names[record] as number);
  }

  /** Tells whether a number is that of a record. */
  has(record: number): boolean {
    return (this.#names[record] ?? 0) !== 0;
  }

  /** Rises with the order in which records were added. */
  ageOf(record: number): number {
    return this.#ages[record] as number;
  }

  /** The record as it was stored. */
  read(record: number): StoredRecord {
    return {
      id: this.idOf(record),
      texts: this.#columns.map(({ ids, dictionary }) => dictionary.text(ids[record] as number)),
      source: this.#sourceNames.text(this.sources[record] as number),
    };
  }

  /** Adds a record; its id must be new. */
  add(record: StoredRecord): number {
    const number = this.#free.pop() ?? this.#end++;
    this.#reserve(this.#end);
    const known = this.#ids.size;
    const name = this.#ids.intern(record.id);
    if (this.#ids.size === known) this.#unusedIds--;
    this.#records = growArray(this.#records, name + 1);
    this.#records[name] = number;
    this.#names[number] = name;
    this.#ages[number] = this.#nextAge++;
    this.#size++;
    this.write(number, record);
    return number;
  }

  /** Replaces the texts of a record, or of the place of one that is asked for. */
  write(record: number, { texts, source }: Omit<StoredRecord, 'id'>): void {
    for (const [at, column] of this.#columns.entries()) column.put(record, texts[at] ?? '', record !== PROBE);
    this.sources[record] = this.#sourceNames.intern(source);
  }

  /** Removes a record; its number is free afterwards. */
  remove(record: number): void {
    for (const column of this.#columns) column.put(record, '', true);
    this.#records[this.#names[record] as number] = 0;
    this.#names[record] = 0;
    this.#unusedIds++;
    this.sources[record] = 0;
    this.#free.push(record);
    this.#size--;
  }

  /** Takes over whole columns in the order of the fields; there must be no record yet. */
  adopt(fields: readonly Field[], ids: readonly string[], sources: readonly string[] | undefined): void {
    const count = ids.length;
    this.#reserve(count + 1);
    fields.forEach(({ column: { ids: texts, dictionary } }, at) => {
      const column = this.#columns[at] as StoreColumn;
      column.dictionary = growable(dictionary);
      column.ids.set(texts, 1);
      column.unused = 0;
    });
    for (let at = 0; at < count; at++) {
      const record = at + 1;
      const name = this.#ids.intern(ids[at] as string);
      this.#records = growArray(this.#records, name + 1);
      this.#records[name] = record;
      this.#names[record] = name;
      this.#ages[record] = this.#nextAge++;
      if (sources !== undefined) this.sources[record] = this.#sourceNames.intern(sources[at] as string);
    }
    this.#end = count + 1;
    this.#size = count;
  }

  /** True when so many texts are borne by no record that dropping them pays. */
  get isWasteful(): boolean {
    return (
      isMuch(this.#unusedIds, this.#ids.size) ||
      this.#columns.some(({ unused, dictionary }) => isMuch(unused, dictionary.size))
    );
  }

  /** Drops texts that no record bears; ids of texts change by it, numbers of records do not. */
  compact(): void {
    this.write(PROBE, { texts: [], source: '' });
    for (const column of this.#columns) column.compact();
    const ids = new GrowingDictionary();
    const numbers = new Uint32Array(this.#size + 1);
    for (let record = 1; record < this.#end; record++) {
      if (!this.has(record)) continue;
      const name = ids.intern(this.idOf(record));
      numbers[name] = record;
      this.#names[record] = name;
    }
    this.#ids = ids;
    this.#records = numbers;
    this.#unusedIds = 0;
  }

  #reserve(end: number): void {
    if (end <= this.#names.length) return;
    this.#names = growArray(this.#names, end);
    this.#ages = growArray(this.#ages, end);
    this.sources = growArray(this.sources, end);
    for (const column of this.#columns) column.ids = growArray(column.ids, end);
  }
}
