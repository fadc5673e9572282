/** Ids of one look-up; a list in an expression holds at most 10,000. */
export const CHUNK = 1_000;

/**
 * Cuts a list into pieces of one look-up each.
 *
 * @param items - any number
 * @returns pieces of at most a thousand, none for an empty list
 * @example
 * for (const some of chunksOf(ids)) await storage.get(context, 'party', some);
 */
export function* chunksOf<T>(items: readonly T[]): Generator<readonly T[], void, undefined> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
