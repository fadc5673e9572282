import { expect, it } from 'vitest';
import type { AnyRecord } from '../command/define-command.js';
import type { StatedIdentifier } from './reconcile-identifiers.js';
import { reconcileIdentifiers } from './reconcile-identifiers.js';
import { applyChanges, countingIds } from './testing/apply-changes.js';

const ids = countingIds();

function feed(records: readonly AnyRecord[], day: string, incoming: readonly StatedIdentifier[]): AnyRecord[] {
  const state = { owner: { id: 'pty_1' }, current: records, incoming };
  return applyChanges(records, reconcileIdentifiers(state, { now: `${day}T00:00:00.000Z`, system: 'erp', newId: ids }));
}

it('keeps one number however it is written', () => {
  const known = feed([], '2024-05-01', [{ scheme: 'taxId', value: '1234 5678' }]);
  expect(known).toMatchObject([{ party: 'pty_1', value: '1234 5678', normalized: '12345678', verified: false }]);
  expect(feed(known, '2024-06-01', [{ scheme: 'taxId', value: '12345678' }])).toEqual(known);
});

it('closes a number that its source corrects', () => {
  const corrected = feed(feed([], '2024-05-01', [{ scheme: 'taxId', value: '1' }]), '2024-06-01', [
    { scheme: 'taxId', value: '2' },
  ]);
  expect(corrected.map(({ value, validFrom, validTo }) => [value, validFrom, validTo])).toEqual([
    ['1', undefined, '2024-06-01'],
    ['2', '2024-06-01', undefined],
  ]);
});

it('marks a known number as verified and gives the claim up when it ends', () => {
  const known = feed([], '2024-05-01', [{ scheme: 'vat', value: 'DE1' }]);
  const verified = feed(known, '2024-06-01', [{ scheme: 'vat', value: 'de 1', verified: true }]);
  expect(verified).toMatchObject([
    { verified: true, verifiedKey: 'vat:::DE1', verifiedAt: '2024-06-01T00:00:00.000Z' },
  ]);
  const ended = feed(verified, '2024-07-01', [{ scheme: 'vat', value: 'DE2' }]);
  expect(ended[0]).not.toHaveProperty('verifiedKey');
});

it('leaves schemes that the source does not give', () => {
  const known = feed([], '2024-05-01', [
    { scheme: 'taxId', value: '1' },
    { scheme: 'duns', value: '2' },
  ]);
  expect(feed(known, '2024-06-01', [{ scheme: 'taxId', value: '1' }])).toEqual(known);
});
