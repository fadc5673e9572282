import type { Dictionary } from '../table/dictionary.js';

/** What the values of a field mean; it decides how they are normalised, blocked and compared. */
export type KindName =
  | 'givenName'
  | 'surname'
  | 'organization'
  | 'email'
  | 'phone'
  | 'website'
  | 'date'
  | 'identifier'
  | 'street'
  | 'city'
  | 'region'
  | 'postcode'
  | 'country'
  | 'address'
  | 'text'
  | 'people'
  | 'number'
  | 'category';

/** One step of agreement between two values. */
export interface Level {
  /** Short English id such as `same`, `typo`, `swapped`, `different`. */
  readonly id: string;
  /** How often true matches show this level before any data was seen; the levels of a kind add up to 1. */
  readonly m: number;
  /** How often two random records show it, before any data was seen; the levels of a kind add up to 1. */
  readonly u: number;
}

/**
 * What a comparator answers where two values cannot be compared, such as names in two scripts: no evidence, as if one of
 * them were missing.
 */
export const INCOMPARABLE = -1;

/** A family of blocking keys: records that share a key of the family are candidates. */
export interface KeyFamily {
  /** `exact`, `phonetic`, `prefix4`, `year`, `rareTokens` … */
  readonly id: string;
  /** Key of one canonical text, empty when it has none; a list of keys when the family `isMultiple`: any shared one counts. */
  readonly key: (text: string) => string | readonly string[];
  /** True when `key` answers a list. */
  readonly isMultiple?: boolean;
}

/** What a kind learns from all texts of a field: plain JSON, kept in the model. */
export type Learned = { readonly [key: string]: unknown };

/**
 * A semantic kind: normalise, block and compare for one meaning of text.
 *
 * A new kind is a value of this shape; nothing registers itself.
 */
export interface Kind {
  readonly name: KindName;
  /**
   * `identity` tells one customer from another (forename, birth date, tax number), `shared` is often common to several
   * (surname, address, phone), `context` says little alone (city, gender, category).
   */
  readonly role: 'identity' | 'shared' | 'context';
  /** Loads the tables that the comparator and the keys look into; absent when there are none. Loads once. */
  readonly load?: () => Promise<void>;
  /** Canonical text of a raw value: deterministic and idempotent; empty when nothing meaningful is left. */
  readonly normalise: (raw: string) => string;
  /** From `different` (index 0) to the strongest agreement (last: the same canonical text). */
  readonly levels: readonly Level[];
  /**
   * A comparator over the texts of a dictionary, which may grow afterwards. It is called with two different ids, both
   * with a value, and answers the index of a level, or {@link INCOMPARABLE}. It is symmetric, and its answers do not change when the dictionary
   * grows.
   *
   * @param learned - what `learn` answered when the model was made; learned from the dictionary as it is now when not given
   */
  readonly comparator: (dictionary: Dictionary, learned?: Learned) => (a: number, b: number) => number;
  /**
   * The highest level between two persons for a text that many of them share, such as `info@…`; absent, or `undefined` for
   * a text, when the agreement counts in full. Must depend on the text alone.
   */
  readonly mostAmongPersons?: (text: string) => number | undefined;
  /** What comparing needs to know of all texts together, such as how rare words are; absent when it needs nothing. */
  readonly learn?: (dictionary: Dictionary) => Learned;
  readonly keys: readonly KeyFamily[];
}
