import type { KeyFamily } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import type { Dictionary } from '../table/dictionary.js';
import { hashCodes, hashText } from './hash-text.js';
import { atomId, type KeyAtom } from './rule.js';

/**
 * The hashed keys of one key family over the texts of a dictionary. Each text is asked for its keys once.
 */
export interface AtomKeys {
  /** True when a text may have several keys. */
  readonly isMultiple: boolean;
  /** Key of a text that has at most one; 0 for none. */
  readonly one: (text: number) => number;
  /** Keys of a text, all different. */
  readonly many: (text: number) => readonly number[];
  /** `one` of every text there is now, by text. */
  readonly all: () => Uint32Array;
}

const NONE: readonly number[] = [];
/** Stands for a text that was asked and has no key; 0 for one that was not asked. One array is one look into memory. */
const NO_KEY = 0xffff_ffff;

/** Keys of an atom over the texts of its field. The dictionary may grow. */
function createAtomKeys(field: Field, family: KeyFamily): AtomKeys {
  const { dictionary } = field.column;
  return family.isMultiple === true ? manyKeys(dictionary, family) : oneKey(dictionary, family);
}

function oneKey(dictionary: Dictionary, { id, key }: KeyFamily): AtomKeys {
  // The whole text is hashed where it lies; every other key is a text of its own.
  const hash =
    id === 'exact'
      ? (text: number) =>
          hashCodes(dictionary.codes, dictionary.starts[text] as number, dictionary.starts[text + 1] as number)
      : (text: number) => hashText(key(dictionary.text(text)) as string);
  let known = new Uint32Array(dictionary.size);
  const one = (text: number): number => {
    if (text >= known.length) {
      const before = known;
      known = new Uint32Array(Math.max(text + 1, dictionary.size, before.length * 2));
      known.set(before);
    }
    const found = known[text] as number;
    if (found !== 0) return found === NO_KEY ? 0 : found;
    const key = text === 0 ? 0 : hash(text);
    known[text] = key === 0 || key === NO_KEY ? NO_KEY : key;
    return key === NO_KEY ? 0 : key;
  };
  return {
    isMultiple: false,
    one,
    many: (text) => {
      const key = one(text);
      return key === 0 ? NONE : [key];
    },
    all: () => {
      const keys = new Uint32Array(dictionary.size);
      for (let text = 1; text < keys.length; text++) keys[text] = one(text);
      return keys;
    },
  };
}

function manyKeys(dictionary: Dictionary, { key }: KeyFamily): AtomKeys {
  const known: (readonly number[] | undefined)[] = [NONE];
  return {
    isMultiple: true,
    one: () => 0,
    all: () => new Uint32Array(dictionary.size),
    many: (text) => {
      const found = known[text];
      if (found !== undefined) return found;
      const keys = new Set((key(dictionary.text(text)) as readonly string[]).map(hashText));
      keys.delete(0);
      const list = [...keys];
      known[text] = list;
      return list;
    },
  };
}

/** The keys of every atom that the rules of a plan name; an atom used twice is kept once. */
export function createAtomLookup(fields: readonly Field[]): (atom: KeyAtom) => { field: Field; keys: AtomKeys } {
  const known = new Map<string, { field: Field; keys: AtomKeys }>();
  return (atom) => {
    const id = atomId(atom);
    const found = known.get(id);
    if (found !== undefined) return found;
    const field = fields.find(({ name }) => name === atom.field);
    const family = field?.kind.keys.find((each) => each.id === atom.family);
    if (field === undefined || family === undefined) throw new RangeError(`no key family ${id}`);
    const made = { field, keys: createAtomKeys(field, family) };
    known.set(id, made);
    return made;
  };
}
