import { expect, it } from 'vitest';
import { compareWithTruth } from './compare-with-truth.js';

it('counts pairs of clusters that are right, a customer entered three times as three pairs', () => {
  const duplicates = [
    ['b', 'a'],
    ['c', 'a'],
    ['e', 'd'],
  ] as const;
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(compareWithTruth([['a', 'b', 'c']], duplicates, ids)).toEqual({ real: 4, found: 3, right: 3 });
  expect(
    compareWithTruth(
      [
        ['b', 'c'],
        ['f', 'd'],
      ],
      duplicates,
      ids,
    ),
  ).toEqual({ real: 4, found: 2, right: 1 });
  expect(compareWithTruth([], duplicates, ids)).toEqual({ real: 4, found: 0, right: 0 });
});

it('leaves aside what was not looked at', () => {
  expect(
    compareWithTruth(
      [['b', 'c']],
      [
        ['b', 'a'],
        ['c', 'a'],
      ],
      ['b', 'c'],
    ),
  ).toEqual({ real: 1, found: 1, right: 1 });
});
