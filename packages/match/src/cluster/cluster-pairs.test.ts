import { expect, it } from 'vitest';
import { clusterPairs } from './cluster-pairs.js';

it('keeps records apart though a pair is a candidate and known to be the same besides', () => {
  // Three edges among three records, but no triangle: 1 and 2 are a candidate that a verdict knows as well.
  const pairs = { length: 1, left: Uint32Array.of(1), right: Uint32Array.of(2), weights: Float32Array.of(9) };
  const known = new Map([
    ['0 1', 'different'],
    ['0 2', 'same'],
    ['1 2', 'same'],
  ]);
  const is = (verdict: string) => (left: number, right: number) =>
    known.get(`${Math.min(left, right)} ${Math.max(left, right)}`) === verdict;
  const { clusters } = clusterPairs(3, pairs, {
    threshold: 0,
    weigh: () => 0,
    isApart: is('different'),
    isTogether: is('same'),
    together: [
      [0, 2],
      [1, 2],
    ],
    idOf: String,
  });
  expect(clusters[0]).not.toBe(clusters[1]);
});

it('takes a component for one cluster when every pair is an edge, however large it is', () => {
  const size = 1200;
  const length = (size * (size - 1)) / 2;
  const pairs = {
    length,
    left: new Uint32Array(length),
    right: new Uint32Array(length),
    weights: new Float32Array(length).fill(9),
  };
  for (let left = 0, pair = 0; left < size; left++) {
    for (let right = left + 1; right < size; right++, pair++) {
      pairs.left[pair] = left;
      pairs.right[pair] = right;
    }
  }
  const fail = (): never => {
    throw new Error('No pair has to be weighed.');
  };
  const { clusters } = clusterPairs(size, pairs, {
    threshold: 0,
    weigh: fail,
    isApart: () => false,
    isTogether: fail,
    together: [],
    idOf: String,
  });
  expect(new Set(clusters)).toEqual(new Set([0]));
});
