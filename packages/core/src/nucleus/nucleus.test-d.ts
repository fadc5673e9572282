import { expectTypeOf, it } from 'vitest';
import { openAccess } from '../access/define-access.js';
import { createCrm } from '../command/create-crm.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import type { PartyOverview } from './overview/overview.js';

const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()] });
const session = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });

it('types the overview by the records of its sections', () => {
  expectTypeOf(session.party.overview).returns.resolves.toEqualTypeOf<PartyOverview>();
  expectTypeOf<PartyOverview['party']['name']>().toEqualTypeOf<string>();
  expectTypeOf<PartyOverview['roles'][number]['status']>().toEqualTypeOf<'active' | 'suspended' | 'ended'>();
  expectTypeOf<PartyOverview['contactPoints'][number]['validTo']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<PartyOverview['openItems'][number]['open']>().toEqualTypeOf<{
    readonly amount: string;
    readonly currency: string;
  }>();
});

it('types what an upsert of a party brings along', () => {
  const item = { ref: { system: 'erp', id: '1' }, data: { kind: 'person', name: 'Ann' } } as const;
  session.party.upsert({
    ...item,
    contactPoints: [{ kind: 'email', value: 'a@example.com' }],
    roles: [{ type: 'customer' }],
  });
  // @ts-expect-error there is no such kind of contact point
  session.party.upsert({ ...item, contactPoints: [{ kind: 'pigeon', value: 'a' }] });
  // @ts-expect-error there is no such role
  session.party.upsert({ ...item, roles: [{ type: 'king' }] });
  // @ts-expect-error products bring no roles along
  session.product.upsert({ ref: item.ref, data: { code: 'A', name: 'A' }, roles: [] });
});

it('types refusals of commands', async () => {
  const outcome = await session.party.addRole({ party: 'pty_1', type: 'customer' });
  if (outcome.ok) expectTypeOf(outcome.result.role).toEqualTypeOf<string>();
  else expectTypeOf(outcome.refusal.code).toEqualTypeOf<'ALREADY_HELD' | 'OUTSIDE_LIFE'>();
});
