import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { groupAssociated, MOST_CELLS } from './associated-groups.js';

const fieldsOf = (...kinds: readonly KindName[]): readonly Field[] =>
  kinds.map((kind) => ({ name: kind, kind: kindOf(kind) }) as Field);

const PAIRS = 40_000;
const RECORDS = 8;

/** Levels of random pairs; a field follows another one in a share of the pairs where that one agrees. */
function drawSample(
  fields: readonly Field[],
  chance: readonly number[],
  follows: { readonly [field: number]: { readonly other: number; readonly share: number } } = {},
): readonly Uint8Array[] {
  const random = createRandom(7);
  const sample = fields.map(() => new Uint8Array(PAIRS));
  for (let pair = 0; pair < PAIRS; pair++) {
    const agrees = chance.map((share) => random.next() < share);
    fields.forEach(({ kind }, field) => {
      const leader = follows[field];
      const isLed = leader !== undefined && agrees[leader.other] === true && random.next() < leader.share;
      (sample[field] as Uint8Array)[pair] = isLed || agrees[field] === true ? kind.levels.length : 1;
    });
  }
  return sample;
}

const membersOf = (fields: readonly Field[], sample: readonly Uint8Array[], records = RECORDS) =>
  groupAssociated(fields, sample, records).map(({ fields: members }) => members);

describe('fields that go together among strangers', () => {
  const fields = fieldsOf('surname', 'organization', 'date', 'category');
  const chance = [0.01, 0.04, 0.01, 0.15];

  it('are grouped, whatever their kinds', () => {
    const sample = drawSample(fields, chance, { 3: { other: 1, share: 0.95 } });
    expect(membersOf(fields, sample)).toEqual([[0], [1, 3], [2]]);
  });

  it('stand alone where they agree together by chance', () => {
    expect(membersOf(fields, drawSample(fields, chance))).toEqual([[0], [1], [2], [3]]);
  });

  it('stand alone where no more pairs agree together than there may be matches', () => {
    // One random pair in a thousand agrees on both: 40 in the sample.
    const rare = [0.001, 0.04, 0.001, 0.15];
    const sample = drawSample(fields, rare, { 2: { other: 0, share: 1 } });
    expect(membersOf(fields, sample, 100)).toEqual([[0], [1], [2], [3]]);
    expect(membersOf(fields, sample, 0.01)).toEqual([[0, 2], [1], [3]]);
  });

  it('say nothing where values are missing', () => {
    const sample = drawSample(fields, chance, { 3: { other: 1, share: 0.95 } });
    expect(membersOf(fields, [...sample.slice(0, 3), new Uint8Array(PAIRS)])).toEqual([[0], [1], [2], [3]]);
  });

  it('join the strongest first, as long as the group stays small enough to be seen', () => {
    const many = fieldsOf('organization', ...Array<KindName>(9).fill('category'));
    const follows = Object.fromEntries(many.slice(1).map((_, at) => [at + 1, { other: 0, share: 1 - at / 20 }]));
    const sample = drawSample(
      many,
      many.map(() => 0.05),
      follows,
    );
    const groups = groupAssociated(many, sample, RECORDS);
    expect(groups[0]?.fields.slice(0, 3)).toEqual([0, 1, 2]);
    for (const { cells } of groups) expect(cells).toBeLessThanOrEqual(MOST_CELLS);
    expect(groups.flatMap(({ fields: members }) => members).toSorted((a, b) => a - b)).toEqual([...many.keys()]);
  });
});
