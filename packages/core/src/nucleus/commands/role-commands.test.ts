import { expect, it } from 'vitest';
import { decide, type World } from '../testing/decide.js';
import { addRole } from './add-role.js';
import { endRole } from './end-role.js';

const world: World = {
  party: [{ id: 'pty_1', rev: '1', kind: 'organization', name: 'A', birthDate: '2000-01-01', endDate: '2030-01-01' }],
};

it('gives a party several roles at once, each with its own status and days', async () => {
  const one = await decide(addRole, world, { party: 'pty_1', type: 'customer', validFrom: '2020-01-01' });
  const two = await decide(addRole, one.next, { party: 'pty_1', type: 'supplier', status: 'suspended' });
  const three = await decide(addRole, two.next, { party: 'pty_1', type: 'customer', scope: 'EU' });
  expect(three.next['partyRole']?.map(({ type, status, scope }) => [type, status, scope])).toEqual([
    ['customer', 'active', undefined],
    ['supplier', 'suspended', undefined],
    ['customer', 'active', 'EU'],
  ]);
});

it('refuses a role that is held already, until it was ended', async () => {
  const held = await decide(addRole, world, { party: 'pty_1', type: 'customer' });
  const role = held.next['partyRole']?.[0]?.id ?? '';
  const again = await decide(addRole, held.next, { party: 'pty_1', type: 'customer' });
  expect(again.decision).toEqual({ ok: false, refusal: { code: 'ALREADY_HELD', role } });
  const ended = await decide(endRole, held.next, { role });
  expect(ended.next['partyRole']?.[0]).toMatchObject({ status: 'ended', validTo: '2024-08-09' });
  const twice = await decide(endRole, ended.next, { role });
  expect(twice.decision).toMatchObject({ ok: false, refusal: { code: 'ALREADY_ENDED' } });
  expect(
    (await decide(addRole, ended.next, { party: 'pty_1', type: 'customer', validFrom: '2024-08-09' })).decision.ok,
  ).toBe(true);
});

it.each(['1999-12-31', '2030-01-02'])(
  'refuses a role that begins on %s, outside the life of the party',
  async (validFrom) => {
    const { decision } = await decide(addRole, world, { party: 'pty_1', type: 'customer', validFrom });
    expect(decision).toEqual({ ok: false, refusal: { code: 'OUTSIDE_LIFE', party: 'pty_1' } });
  },
);
