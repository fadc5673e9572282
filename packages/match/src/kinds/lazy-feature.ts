import type { Dictionary } from '../table/dictionary.js';

const UNSET = -0x80000000;

/**
 * A number per text of a dictionary, worked out when first asked for. The dictionary may grow afterwards; a text never
 * changes, so a number once known stays.
 *
 * @param compute - integer in (-2^31, 2^31) of a text id; must depend on the text alone
 */
export function lazyNumbers(dictionary: Dictionary, compute: (id: number) => number): (id: number) => number {
  let values = new Int32Array(Math.max(dictionary.size, 16)).fill(UNSET);
  return (id) => {
    if (id >= values.length) {
      const grown = new Int32Array(Math.max(id + 1, dictionary.size, values.length * 2)).fill(UNSET);
      grown.set(values);
      values = grown;
    }
    const known = values[id] as number; // inside the array: it was grown above
    if (known !== UNSET) return known;
    const value = compute(id);
    values[id] = value;
    return value;
  };
}

/**
 * An object per text of a dictionary, made when first asked for; safe when the dictionary grows.
 *
 * @param compute - must depend on the text alone
 */
export function lazyObjects<T>(dictionary: Dictionary, compute: (text: string) => T): (id: number) => T {
  const values: (T | undefined)[] = [];
  return (id) => {
    while (values.length <= id) values.push(undefined);
    const known = values[id];
    if (known !== undefined) return known;
    const value = compute(dictionary.text(id));
    values[id] = value;
    return value;
  };
}
