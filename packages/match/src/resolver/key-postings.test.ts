import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyPostings } from './key-postings.js';

const listed = (postings: KeyPostings, key: number): readonly number[] => {
  const records: number[] = [];
  for (let at = postings.first(key); at !== 0; at = postings.after(at)) records.push(postings.recordOf(at));
  return records;
};

it('lists the records of a key as a map of sets does, whatever was added and removed', () => {
  const change = fc.record({
    isAdded: fc.integer({ min: 0, max: 2 }).map((value) => value > 0),
    // Keys that fall into one bucket and keys that do not.
    key: fc.oneof(
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 5 }).map((value) => value * 4096),
    ),
    record: fc.integer({ min: 1, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      const postings = new KeyPostings();
      const plain = new Map<number, Set<number>>();
      for (const { isAdded, key, record } of changes) {
        const own = plain.get(key) ?? new Set();
        plain.set(key, own);
        if (isAdded && !own.has(record)) {
          postings.add(key, record);
          own.add(record);
        } else if (!isAdded) {
          postings.remove(key, record);
          own.delete(record);
        }
      }
      let size = 0;
      for (const [key, own] of plain) {
        expect([...listed(postings, key)].sort()).toEqual([...own].sort());
        size += own.size;
      }
      expect(postings.size).toBe(size);
      expect(postings.commonKeys(3)).toEqual(
        [...plain]
          .filter(([, own]) => own.size > 3)
          .map(([key, own]) => ({ key, records: own.size }))
          .sort((a, b) => b.records - a.records || a.key - b.key),
      );
    }),
    { numRuns: 200, seed: 5 },
  );
});

it('keeps its entries when it makes room', () => {
  const postings = new KeyPostings();
  postings.add(7_000_000, 1);
  postings.reserve(100_000);
  for (let record = 2; record < 5000; record++) postings.add(record % 2 === 0 ? 7_000_000 : record, record);
  expect(listed(postings, 7_000_000).length).toBe(2500);
  expect(listed(postings, 4999)).toEqual([4999]);
});
