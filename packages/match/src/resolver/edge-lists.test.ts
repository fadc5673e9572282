import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EdgeLists } from './edge-lists.js';

it('lists the neighbours of every record as plain pairs do, whatever was added and cleared', () => {
  const record = fc.integer({ min: 1, max: 80 });
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(record, record) },
    { weight: 1, arbitrary: fc.tuple(record, fc.constant(0)) },
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
      const edges = new EdgeLists();
      const plain = new Map<string, number>();
      changes.forEach(([left, right], at) => {
        const pair = [left, right].sort((a, b) => a - b).join(' ');
        if (right === 0) {
          edges.clear(left);
          for (const known of plain.keys()) if (known.split(' ').includes(String(left))) plain.delete(known);
        } else if (left !== right && !plain.has(pair)) {
          edges.add(left, right, at / 2);
          plain.set(pair, at / 2);
        }
      });
      const found = new Map<string, number>();
      let halves = 0;
      for (let each = 1; each <= 80; each++) {
        edges.forEach(each, (neighbour, weight) => {
          halves++;
          found.set([each, neighbour].sort((a, b) => a - b).join(' '), weight);
        });
      }
      expect(found).toEqual(plain);
      expect(halves).toBe(plain.size * 2);
    }),
    { numRuns: 200, seed: 6 },
  );
});
