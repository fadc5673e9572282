import { describe, expect, it } from 'vitest';
import type { AnyRecord } from '../command/define-command.js';
import { createRandom } from '../values/seeded-random.js';
import { contactPointInput } from './contact-point-input.js';
import { reconcileContactPoints } from './reconcile-contact-points.js';
import { applyChanges, countingIds } from './testing/apply-changes.js';
import type { Validity } from './validity.js';
import { isValidOn, overlaps } from './validity.js';

const ids = countingIds();
const owner = { id: 'pty_1', name: 'Ann Lee', givenName: 'Ann', familyName: 'Lee' };

function feed(records: readonly AnyRecord[], day: string, items: readonly object[], system = 'erp'): AnyRecord[] {
  const incoming = items.map((item) => contactPointInput.parse(item));
  const context = { now: `${day}T12:00:00.000Z`, system, newId: ids };
  return applyChanges(records, reconcileContactPoints({ owner, current: records, incoming }, context));
}

const oldAddress = { kind: 'postal', line1: '1 First Street', city: 'Keelung' };
const newAddress = { kind: 'postal', line1: '2 Second Street', city: 'Tainan' };

function shape(records: readonly AnyRecord[]): unknown[] {
  return records.map(({ value, validFrom, validTo }) => [value, validFrom ?? null, validTo ?? null]);
}

describe('an address from a source', () => {
  it('adds the first one without a beginning nobody knows', () => {
    expect(shape(feed([], '2024-05-01', [oldAddress]))).toEqual([['1 First Street, Keelung', null, null]]);
  });

  it('closes the one that held and adds the new one from that day', () => {
    const moved = feed(feed([], '2024-05-01', [oldAddress]), '2024-08-09', [newAddress]);
    expect(shape(moved)).toEqual([
      ['1 First Street, Keelung', null, '2024-08-09'],
      ['2 Second Street, Tainan', '2024-08-09', null],
    ]);
  });

  it('takes the day the source gives', () => {
    const moved = feed(feed([], '2024-05-01', [oldAddress]), '2024-08-09', [
      { ...newAddress, validFrom: '2024-07-01' },
    ]);
    expect(shape(moved).map((entry) => (entry as unknown[]).slice(1))).toEqual([
      [null, '2024-07-01'],
      ['2024-07-01', null],
    ]);
  });

  it('changes nothing when it is equal after normalisation', () => {
    const known = feed([], '2024-05-01', [oldAddress]);
    expect(feed(known, '2024-08-09', [{ ...oldAddress, line1: ' 1  FIRST street.' }])).toEqual(known);
  });

  it('takes the party back to an address it once had', () => {
    const back = feed(feed(feed([], '2024-01-01', [oldAddress]), '2024-02-01', [newAddress]), '2024-03-01', [
      oldAddress,
    ]);
    expect(shape(back)).toEqual([
      ['1 First Street, Keelung', null, '2024-02-01'],
      ['2 Second Street, Tainan', '2024-02-01', '2024-03-01'],
      ['1 First Street, Keelung', '2024-03-01', null],
    ]);
  });

  it('does not undo a correction by repeating itself', () => {
    const [record] = feed([], '2024-05-01', [oldAddress]);
    const corrected = [{ ...record, validTo: '2024-06-01' } as AnyRecord];
    expect(feed(corrected, '2024-08-09', [oldAddress])).toEqual(corrected);
  });

  it('lets a new statement of the source take the place of the correction', () => {
    const [record] = feed([], '2024-05-01', [oldAddress]);
    const corrected = [
      { ...record, validTo: '2024-06-01' },
      {
        ...record,
        id: 'cpt_x',
        system: undefined,
        normalized: '9 elsewhere',
        value: '9, Elsewhere',
        validFrom: '2024-06-01',
      },
    ] as unknown as AnyRecord[];
    const moved = feed(corrected, '2024-08-09', [newAddress]);
    expect(shape(moved)).toEqual([
      ['1 First Street, Keelung', null, '2024-06-01'],
      ['9, Elsewhere', '2024-06-01', '2024-08-09'],
      ['2 Second Street, Tainan', '2024-08-09', null],
    ]);
    expect(shape(feed(moved, '2024-09-09', [oldAddress])).at(-1)).toEqual([
      '1 First Street, Keelung',
      '2024-09-09',
      null,
    ]);
  });

  it('leaves other purposes and other sources alone', () => {
    const known = feed(
      feed([], '2024-05-01', [{ ...oldAddress, purposes: ['billing'] }]),
      '2024-05-01',
      [oldAddress],
      'web',
    );
    const moved = feed(known, '2024-08-09', [newAddress]);
    expect(moved).toHaveLength(3);
    expect(moved.filter((record) => record['validTo'] !== undefined)).toEqual([]);
  });

  it('passes over the address of another recipient', () => {
    const known = feed([], '2024-05-01', [oldAddress]);
    expect(feed(known, '2024-08-09', [{ ...newAddress, recipient: 'Bo Chen' }])).toEqual(known);
  });

  it('takes an address whose recipient is the party under any of its names', () => {
    const known = feed([], '2024-05-01', [oldAddress]);
    expect(feed(known, '2024-08-09', [{ ...newAddress, recipient: 'LEE, Ann' }])).toHaveLength(2);
  });

  it('keeps two numbers of one place and closes the one that is left out', () => {
    const two = feed([], '2024-05-01', [
      { kind: 'phone', value: '02 111' },
      { kind: 'phone', value: '02 222' },
    ]);
    expect(two).toHaveLength(2);
    const one = feed(two, '2024-08-09', [{ kind: 'phone', value: '02-222' }]);
    expect(shape(one)).toEqual([
      ['02 111', null, '2024-08-09'],
      ['02 222', null, null],
    ]);
  });

  it('hands on being preferred', () => {
    const known = feed([], '2024-05-01', [{ ...oldAddress, preferred: true }]);
    expect(feed(known, '2024-08-09', [newAddress]).map((record) => record['preferred'])).toEqual([true, true]);
  });
});

describe('any feed', () => {
  const seed = 20_240_501;
  it(`changes nothing when it comes again, and never leaves two preferred ones at a time (seed ${seed})`, () => {
    const random = createRandom(seed);
    for (let run = 0; run < 300; run++) {
      let records: AnyRecord[] = [];
      for (let step = 1; step <= 6; step++) {
        const day = `2024-0${step}-0${random.integer(1, 9)}`;
        const items = Array.from({ length: random.integer(0, 3) }, () => ({
          kind: random.pick(['phone', 'email']),
          value: random.pick(['1', '2', '3']),
          purposes: random.pick([[], ['work']]),
          ...(random.chance(0.3) ? { preferred: true } : {}),
          ...(random.chance(0.2) ? { validFrom: `2024-0${step}-01` } : {}),
        }));
        const system = random.pick(['erp', 'web']);
        records = feed(records, day, items, system);
        expect(feed(records, day, items, system)).toEqual(records);
        for (const item of items) {
          expect(
            records.some(
              (record) =>
                record['normalized'] === item.value &&
                record['kind'] === item.kind &&
                isValidOn(record as Validity, day),
            ),
          ).toBe(true);
        }
        const preferred = records.filter((record) => record['preferred'] === true);
        for (const one of preferred) {
          for (const other of preferred) {
            expect(one !== other && one['kind'] === other['kind'] && overlaps(one as Validity, other as Validity)).toBe(
              false,
            );
          }
        }
      }
    }
  });
});
