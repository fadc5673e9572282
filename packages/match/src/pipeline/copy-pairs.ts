import { visitCopies } from '../block/group-copies.js';
import type { CopyGroup } from '../cluster/copy-group.js';
import type { Comparer } from '../compare/comparer.js';
import type { SourceNumbers } from '../records/record-set.js';
import type { ComparedPairs } from './compare-candidates.js';
import { PairList } from './pair-list.js';

/**
 * Adds the pairs that stand for groups of copies, as many as the groups have records less one each. They are scored like
 * any other pair, but nothing is learned from them: the patterns do not count them, for a thousand copies of one record
 * would teach that customers never make slips.
 */
export function addCopies(
  compared: ComparedPairs,
  groups: readonly (readonly number[])[],
  comparer: Comparer,
  sources: SourceNumbers | undefined,
): ComparedPairs {
  if (groups.length === 0) return compared;
  const { pairs, patterns } = compared;
  const pattern = new Uint8Array(comparer.fields);
  const added = new PairList();
  for (const group of groups) {
    visitCopies(group, sources, (left, right) => {
      comparer.compare(left, right, pattern);
      added.push(left, right, patterns.add(pattern, 0));
    });
  }
  const join = (before: Uint32Array, after: Uint32Array): Uint32Array => {
    const joined = new Uint32Array(pairs.length + added.length);
    joined.set(before);
    joined.set(after.subarray(0, added.length), pairs.length);
    return joined;
  };
  return {
    pairs: {
      length: pairs.length + added.length,
      left: join(pairs.left, added.left),
      right: join(pairs.right, added.right),
      patterns: join(pairs.patterns, added.patterns),
    },
    patterns,
    copyPairs: added.length,
  };
}

/**
 * The groups of copies that are the same customer by their weight: equal records that say little, such as a city alone, are
 * not.
 *
 * @param weights - of the pairs that `addCopies` added, in their order
 */
export function weighCopies(
  groups: readonly (readonly number[])[],
  weights: Float32Array,
  threshold: number,
): readonly CopyGroup[] {
  let at = 0;
  return groups.flatMap((members) => {
    const weight = weights[at] as number;
    at += members.length - 1;
    return weight >= threshold ? [{ members, weight }] : [];
  });
}
