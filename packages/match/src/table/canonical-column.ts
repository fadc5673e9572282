// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import type { Column } from './dictionary.js';
import { forEachText } from './for-each-text.js';
import { GrowingDictionary } from './growing-dictionary.js';

/** A column whose dictionary can take in more texts. */
export interface GrowingColumn extends Column {
  readonly dictionary: GrowingDictionary;
}

/**
 * The column of normalised texts: each distinct text is normalised once, and texts that become equal share an id.
 *
 * @param column - texts as they were read
 * @param name - of the new column
 * @param normalise - the canonical text of a raw one; empty when nothing is left, which then counts as no value
 * @param options - `dictionary`: where the texts are interned and counted, so that two columns can share their ids; a
 *   new one when absent
 * @returns the column; ids are given in the order of the raw dictionary
 * @example
 * canonicalColumn(raw, 'surname', (text) => text.toLowerCase()).dictionary.find('smith');
 */
export function canonicalColumn(
  column: Column,
  name: string,
  normalise: (raw: string) => string,
  options: { readonly dictionary?: GrowingDictionary } = {},
): GrowingColumn {
  const dictionary = options.dictionary ?? new GrowingDictionary();
  const canonicalIds = new Uint32Array(column.dictionary.size);
  forEachText(column.dictionary, (id, text) => {
    canonicalIds[id] = dictionary.intern(normalise(text));
  });
  const ids = mapIds(column.ids, canonicalIds, dictionary);
  if (options.dictionary === undefined) dictionary.compact();
  return { name, ids, dictionary };
}

/** Replaces each id by what stands for it and counts it. */
function mapIds(ids: Uint32Array, meaning: Uint32Array, dictionary: GrowingDictionary): Uint32Array {
  const mapped = new Uint32Array(ids.length);
  const { counts } = dictionary;
  for (let row = 0; row < ids.length; row++) {
    const id = meaning[ids[row] as number] as number;
    mapped[row] = id;
    counts[id] = (counts[id] as number) + 1;
  }
  return mapped;
}
