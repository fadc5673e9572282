// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import type { Column, Dictionary } from '../table/dictionary.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';

const FIRST_RECORDS = 64;

/** A column that records are added to. */
export class StoreColumn implements Column {
  ids = new Uint32Array(FIRST_RECORDS);
  /** Texts that no record bears. */
  unused = 0;

  constructor(
    readonly name: string,
    public dictionary = new GrowingDictionary(),
  ) {}

  /** Writes the text of a record in place of the one before; it is borne by nobody when it is not kept. */
  put(record: number, text: string, isKept: boolean): void {
    const { dictionary } = this;
    const before = dictionary.size;
    const id = dictionary.intern(text);
    if (dictionary.size > before) this.unused++;
    const { counts } = dictionary;
    const old = this.ids[record] as number;
    if (old === id) return;
    if (isKept) {
      if (id !== 0) {
        if (counts[id] === 0) this.unused--;
        counts[id] = (counts[id] as number) + 1;
      }
      if (old !== 0) {
        counts[old] = (counts[old] as number) - 1;
        if (counts[old] === 0) this.unused++;
      }
    }
    this.ids[record] = id;
  }

  /** Drops the texts that no record bears. */
  compact(): void {
    const old = this.dictionary;
    const dictionary = new GrowingDictionary();
    const meaning = new Uint32Array(old.size);
    for (let id = 1; id < old.size; id++) {
      if ((old.counts[id] as number) === 0) continue;
      const next = dictionary.intern(old.text(id));
      meaning[id] = next;
      dictionary.counts[next] = old.counts[id] as number;
    }
    for (let record = 0; record < this.ids.length; record++)
      this.ids[record] = meaning[this.ids[record] as number] as number;
    this.dictionary = dictionary;
    this.unused = 0;
  }
}

/** A dictionary of the same texts with the same ids that can take in more. */
export function growable(dictionary: Dictionary): GrowingDictionary {
  if (dictionary instanceof GrowingDictionary) return dictionary;
  const { codes, starts, counts, size } = dictionary;
  const grown = new GrowingDictionary();
  for (let id = 1; id < size; id++) grown.internCodes(codes, starts[id] as number, starts[id + 1] as number);
  grown.counts.set(counts.subarray(0, size));
  return grown;
}
