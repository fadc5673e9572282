import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitCopies } from './copy-group.js';

/** Each record joins the first part that has none it must be kept apart from. */
function splitPlainly(members: readonly number[], isApart: (a: number, b: number) => boolean): number[][] {
  const parts: number[][] = [];
  for (const record of members) {
    const part = parts.find((others) => !others.some((other) => isApart(other, record)));
    if (part === undefined) parts.push([record]);
    else part.push(record);
  }
  return parts;
}

const rules = {
  threshold: 0,
  plausibleSize: Number.POSITIVE_INFINITY,
  idOf: (record: number) => String(record + 1000),
};

describe('copies of clean sources', () => {
  it('are split as by looking at every part, whatever verdicts there are', () => {
    const anyPair = fc.tuple(fc.nat(19), fc.nat(19));
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 20 }), fc.array(anyPair), (sources, different) => {
        const members = [...sources.keys()];
        const isApart = (a: number, b: number): boolean =>
          sources[a] === sources[b] ||
          different.some(([one, other]) => (one === a && other === b) || (one === b && other === a));
        const sourceOf = (record: number): number => sources[record] as number;
        const parts = splitCopies({ members, weight: 1 }, { ...rules, isApart, sourceOf }, 6);
        expect(parts).toEqual(splitPlainly(members, isApart));
      }),
    );
  });

  it('need no look at all parts for each', () => {
    let looks = 0;
    const isApart = (a: number, b: number): boolean => {
      looks++;
      return a % 2 === b % 2;
    };
    const members = [...Array(2000).keys()];
    const parts = splitCopies({ members, weight: 1 }, { ...rules, isApart, sourceOf: (record) => record % 2 }, 6);
    expect(parts.length).toBe(1000);
    expect(looks).toBeLessThan(3 * members.length);
  });
});
