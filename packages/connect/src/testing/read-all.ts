import type { ReadOptions, Source, SourceItem } from '../source/source.js';

/** Reads a source to its end. */
export async function readAll(source: Source, options: ReadOptions = { batch: 1000 }): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const batch of source.read(options)) items.push(...batch.items);
  return items;
}

/** Reads a source again from each position it gave, and tells how many items followed each. */
export async function readFromEachPosition(
  source: Source,
  batch: number,
): Promise<{ readonly before: SourceItem[]; readonly after: SourceItem[] }[]> {
  const result: { before: SourceItem[]; after: SourceItem[] }[] = [];
  const before: SourceItem[] = [];
  for await (const { items, position } of source.read({ batch })) {
    before.push(...items);
    const kept = JSON.parse(JSON.stringify(position)) as typeof position;
    result.push({ before: [...before], after: await readAll(source, { batch, after: kept }) });
  }
  return result;
}
