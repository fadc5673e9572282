import { expect, it } from 'vitest';
import type { AnyRecord } from '../command/define-command.js';
import type { StatedRole } from './reconcile-roles.js';
import { reconcileRoles } from './reconcile-roles.js';
import { applyChanges, countingIds } from './testing/apply-changes.js';

const ids = countingIds();

function feed(records: readonly AnyRecord[], incoming: readonly StatedRole[], system = 'erp'): AnyRecord[] {
  const state = { owner: { id: 'pty_1' }, current: records, incoming };
  return applyChanges(records, reconcileRoles(state, { now: '2024-05-01T00:00:00.000Z', system, newId: ids }));
}

it('adds roles and adds none again', () => {
  const known = feed([], [{ type: 'customer' }, { type: 'supplier', scope: 'EU' }]);
  expect(known.map(({ type, scope, status, system }) => [type, scope, status, system])).toEqual([
    ['customer', undefined, 'active', 'erp'],
    ['supplier', 'EU', 'active', 'erp'],
  ]);
  expect(feed(known, [{ type: 'customer' }, { type: 'supplier', scope: 'EU' }])).toEqual(known);
});

it('takes the status of the source that stated the role, and only of that source', () => {
  const known = feed([], [{ type: 'customer' }]);
  expect(feed(known, [{ type: 'customer', status: 'suspended' }])[0]?.['status']).toBe('suspended');
  expect(feed(known, [{ type: 'customer', status: 'suspended' }], 'web')).toEqual(known);
});

it('ends a role when its last day has passed and does not reopen one that was ended', () => {
  const ended = feed(feed([], [{ type: 'customer' }]), [{ type: 'customer', validTo: '2024-04-30' }]);
  expect(ended[0]).toMatchObject({ status: 'ended', validTo: '2024-04-30' });
  expect(feed(ended, [{ type: 'customer' }])).toEqual(ended);
});

it('does not end a role that the source leaves out', () => {
  const known = feed([], [{ type: 'customer' }, { type: 'supplier' }]);
  expect(feed(known, [{ type: 'customer' }])).toEqual(known);
});
