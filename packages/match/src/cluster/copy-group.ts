/** Records that are the same text by text and that no block brings together. */
export interface CopyGroup {
  readonly members: readonly number[];
  /** What any two of them weigh, at least the threshold; natural logarithm of odds. */
  readonly weight: number;
}

/** What splitting copies needs of the rules of clusters, with their meaning there. */
interface CopyRules {
  readonly threshold: number;
  readonly plausibleSize: number;
  readonly isApart: (left: number, right: number) => boolean;
  readonly isFree?: ((record: number) => boolean) | undefined;
  readonly sourceOf?: ((record: number) => number) | undefined;
  readonly idOf: (record: number) => string;
}

/**
 * The clusters that copies make by themselves: one, unless some of them must be kept apart. A group of implausible size
 * has to reach the threshold by more, as any cluster has.
 *
 * @param doubt - by how much
 * @returns clusters with their records in the order of their ids
 */
export function splitCopies(
  { members, weight }: CopyGroup,
  { idOf, isApart, isFree, sourceOf, plausibleSize, threshold }: CopyRules,
  doubt: number,
): readonly (readonly number[])[] {
  const ids = new Map(members.map((record) => [record, idOf(record)]));
  const order = members.toSorted((a, b) => {
    const [idA, idB] = [ids.get(a) as string, ids.get(b) as string];
    return idA === idB ? a - b : idA < idB ? -1 : 1;
  });
  if (order.length > plausibleSize && weight < threshold + doubt) return order.map((record) => [record]);
  const parts: number[][] = [[]];
  /** By part, those of its records that others may have to be kept apart from. */
  const bound: number[][] = [[]];
  // By source, how many of the first parts have a record of it; thousands of copies would be looked through for each.
  const taken = new Map<number, number>();
  for (const record of order) {
    if (isFree?.(record) === true) {
      (parts[0] as number[]).push(record);
      continue;
    }
    const source = sourceOf?.(record);
    const from = source === undefined ? 0 : (taken.get(source) ?? 0);
    let place = from;
    while (place < bound.length && bound[place]?.some((other) => isApart(other, record))) place++;
    if (place === bound.length) {
      parts.push([]);
      bound.push([]);
    }
    if (source !== undefined && place === from) taken.set(source, place + 1);
    (parts[place] as number[]).push(record);
    (bound[place] as number[]).push(record);
  }
  return parts.filter(({ length }) => length > 0);
}
