import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByKey, keyRecords, withoutSingles } from './blocks.js';

/** Blocks by a map, keys in ascending order. */
function groupPlainly(keys: readonly number[]): readonly (readonly [number, readonly number[]])[] {
  const groups = new Map<number, number[]>();
  keys.forEach((key, record) => void groups.set(key, [...(groups.get(key) ?? []), record]));
  return [...groups].filter(([, { length }]) => length > 1).sort(([a], [b]) => a - b);
}

describe('records grouped by key', () => {
  // Keys of few values repeat; those over the whole range hardly ever do.
  const anyKey = fc.oneof(
    fc.integer({ min: 1, max: 20 }),
    fc.integer({ min: 1, max: 0xffff_ffff }),
    fc.integer({ min: 0xffff_fff0, max: 0xffff_ffff }),
  );

  it('are those a plain grouping finds, whether keys that occur once are left out before or not', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 300 }), fc.boolean(), (keys, isFiltered) => {
        const keyed = { records: Uint32Array.from(keys.keys()), keys: Uint32Array.from(keys) };
        const { members, starts, keys: found } = groupByKey(isFiltered ? withoutSingles(keyed) : keyed);
        const blocks = Array.from(found, (key, at) => [key, [...members.subarray(starts[at], starts[at + 1])]]);
        expect(blocks).toEqual(groupPlainly(keys));
      }),
    );
  });

  it('has no record in a block twice, though two of its keys have one hash', () => {
    const keys = [[5, 9, 5], [9]];
    const keyed = keyRecords(
      {
        isMultiple: true,
        one: () => 0,
        all: (records) => new Uint32Array(records),
        append: (record, to) => void to.push(...(keys[record] ?? [])),
      },
      keys.length,
    );
    const { members, keys: found } = groupByKey(keyed);
    expect([[...found], [...members]]).toEqual([[9], [0, 1]]);
  });
});
