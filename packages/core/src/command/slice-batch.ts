/**
 * Cuts the items of a call that reports per item into batches that each fit one commit. No key comes twice in a
 * batch, so a second delivery of the same external record decides on what the first one left.
 *
 * @param items - in order
 * @param options - `keyOf` names the external record, `costOf` counts the writes and claims of an item at most,
 *   `budget` is how many of them a batch may hold
 */
export function sliceBatch<T>(
  items: readonly T[],
  options: {
    readonly keyOf: (item: T, index: number) => string;
    readonly costOf: (item: T) => number;
    readonly budget: number;
  },
): readonly { readonly start: number; readonly items: readonly T[] }[] {
  const batches: { start: number; items: T[] }[] = [];
  let keys = new Set<string>();
  let cost = 0;
  for (const [index, item] of items.entries()) {
    const key = options.keyOf(item, index);
    const itemCost = options.costOf(item);
    let batch = batches.at(-1);
    if (batch === undefined || keys.has(key) || cost + itemCost > options.budget) {
      batch = { start: index, items: [] };
      batches.push(batch);
      keys = new Set();
      cost = 0;
    }
    batch.items.push(item);
    keys.add(key);
    cost += itemCost;
  }
  return batches;
}
