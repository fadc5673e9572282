import { availableParallelism } from 'node:os';

/** Runs the work for every item, as many at a time as there are cores; results keep the order of the items. */
export async function mapParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const runner = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, runner));
  return results;
}
