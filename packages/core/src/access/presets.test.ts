import { expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import { testCrm } from '../testing/test-crm.js';
import { salesPreset } from './presets.js';

async function codeOf(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'ok';
  } catch (error) {
    if (isCrmError(error)) return error.code;
    throw error;
  }
}

it('lets sales read all parties and write their own', async () => {
  const { crm } = await testCrm({ access: [salesPreset] });
  const as = (role: string) => crm.as({ tenant: 'acme', actor: `u-${role}`, roles: [role] });
  const manager = as('salesManager');
  const [own, foreign] = await manager.party.create([
    { kind: 'person', name: 'Own', owner: 'u-sales', notes: 'mine' },
    { kind: 'person', name: 'Foreign', owner: 'u-x', notes: 'theirs' },
  ]);
  const sales = as('sales');
  const page = await sales.party.list({ sort: [['name', 'desc']] });
  expect(page.items.map(({ name, notes }) => [name, notes])).toEqual([
    ['Own', 'mine'],
    ['Foreign', undefined],
  ]);
  expect(
    await codeOf(() =>
      sales.party.update(own?.id ?? '', (draft) => {
        draft.notes = 'more';
      }),
    ),
  ).toBe('ok');
  expect(
    await codeOf(() =>
      sales.party.update(foreign?.id ?? '', (draft) => {
        draft.name = 'x';
      }),
    ),
  ).toBe('ACCESS_DENIED');
  expect(await codeOf(() => sales.party.delete(own?.id ?? ''))).toBe('ACCESS_DENIED');
  expect(await codeOf(() => sales.party.overview(own?.id ?? ''))).toBe('ok');
  expect(
    await codeOf(() =>
      sales.order.record({
        system: 'x',
        externalId: '1',
        orderedAt: '2024-01-01T00:00:00Z',
        total: { amount: '1', currency: 'EUR' },
      }),
    ),
  ).toBe('ACCESS_DENIED');
});

it('lets sales add what belongs to parties of their own, and to no others', async () => {
  const { crm } = await testCrm({ access: [salesPreset] });
  const as = (role: string) => crm.as({ tenant: 'acme', actor: `u-${role}`, roles: [role] });
  const sales = as('sales');
  await as('salesManager').party.create([
    { id: 'own', kind: 'person', name: 'Own', owner: 'u-sales' },
    { id: 'free', kind: 'person', name: 'Free' },
    { id: 'foreign', kind: 'person', name: 'Foreign', owner: 'u-x', notes: 'theirs' },
  ]);
  const outcomes = async (party: string) => [
    await codeOf(() => sales.contactPoint.create({ party, kind: 'email', value: 'a@example.com' })),
    await codeOf(() => sales.partyRole.create({ party, type: 'customer' })),
    await codeOf(() => sales.identifier.create({ party, scheme: 'duns', value: '150483782' })),
    await codeOf(() => sales.party.changeContactPoint({ party, kind: 'phone', value: '+886223456789' })),
    await codeOf(() => sales.party.addRole({ party, type: 'partner' })),
  ];
  expect(await outcomes('own')).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(await outcomes('free')).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(await outcomes('foreign')).toEqual([
    'ACCESS_DENIED',
    'ACCESS_DENIED',
    'ACCESS_DENIED',
    'NOT_FOUND',
    'NOT_FOUND',
  ]);
  const item = (owner: string) => ({
    ref: { system: 'fair', id: owner },
    data: { kind: 'person' as const, name: 'New', owner },
    contactPoints: [{ kind: 'email' as const, value: `${owner}@example.com` }],
  });
  await expect(sales.party.upsert(item('u-sales'))).resolves.toMatchObject({ status: 'created' });
  await expect(sales.party.upsert(item('u-x'))).rejects.toMatchObject({
    code: 'ACCESS_DENIED',
    denial: { entity: 'contactPoint' },
  });
  expect(await sales.party.count({ where: (party) => party.name.eq('New') })).toBe(1);
  const { party, contactPoints } = await sales.party.overview('foreign');
  expect([party.name, party.notes, contactPoints]).toEqual(['Foreign', undefined, []]);
});
