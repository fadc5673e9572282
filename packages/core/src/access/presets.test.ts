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
