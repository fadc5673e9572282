/**
 * Groups items by a key, in the order the keys and the items come in.
 *
 * @param items - any number
 * @param keyOf - the key of an item
 * @returns the items of each key
 * @example
 * groupBy(rows, ({ rev }) => rev).get('1');
 */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
}

/**
 * Adds an item to the group of a key, which begins with it when there is none yet.
 *
 * @param groups - changed in place
 * @param key - of the group
 * @param item - comes last in it
 * @example
 * addTo(groups, 'party', 'pty_1');
 */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
