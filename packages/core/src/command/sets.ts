import { invalidInput } from '../errors/invalid-input.js';
import { checkId } from './id-source.js';

/** One thing or several: most methods take both and answer in kind. */
export type OneOrMany<T> = T | readonly T[];

/** Paths of the items in errors: `2.name` in a list, `name` alone. */
export interface ItemSet<T> {
  readonly items: readonly T[];
  readonly isList: boolean;
  readonly pathOf: (index: number) => string;
}

/** Takes one or many apart. */
export function itemSet<T>(input: OneOrMany<T>): ItemSet<T> {
  const isList = Array.isArray(input);
  return {
    items: isList ? (input as readonly T[]) : [input as T],
    isList,
    pathOf: (index) => (isList ? String(index) : ''),
  };
}

/** Answers in kind: the list for a list, its one item otherwise. */
export function inKind<T>({ isList }: ItemSet<unknown>, results: readonly T[]): T | readonly T[] {
  return isList ? results : (results[0] as T);
}

/**
 * Checks ids from outside.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a malformed id, or one named twice where that makes no sense
 */
export function checkIds(
  set: ItemSet<string>,
  subject: string,
  options: { readonly unique: boolean },
): readonly string[] {
  const seen = new Set<string>();
  for (const [index, id] of set.items.entries()) {
    checkId(id, subject, set.pathOf(index) || 'id');
    if (options.unique && seen.has(id)) throw invalidInput(subject, set.pathOf(index), 'this id is named twice');
    seen.add(id);
  }
  return set.items;
}
