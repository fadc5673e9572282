import { expect, it } from 'vitest';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { testCrm } from '../testing/test-crm.js';

async function open() {
  const storage = memoryStorage();
  const queries: string[] = [];
  const counted = {
    ...storage,
    query: (...call: Parameters<typeof storage.query>) => {
      queries.push(call[1]);
      return storage.query(...call);
    },
  };
  const { crm } = await testCrm({ storage: counted });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const party = await rep.party.create({ kind: 'person', name: 'Ann', birthDate: '1990-05-01' });
  return { rep, party: party.id, queries };
}

async function issues(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable('it was expected to be refused'),
    (error: unknown) => (error instanceof InvalidInputError ? error.issues : Promise.reject(error)),
  );
}

const mail = (party: string, value: string) => ({ party, kind: 'email', value, preferred: true }) as const;

it('keeps one preferred contact point of a kind, whichever way it is written', async () => {
  const { rep, party } = await open();
  const broken = { path: 'preferred', rule: 'contactPoint.onePreferred' };
  const both = [mail(party, 'a@example.com'), mail(party, 'b@example.com')];
  expect(await issues(rep.contactPoint.create(both))).toMatchObject([
    { ...broken, path: '0.preferred' },
    { ...broken, path: '1.preferred' },
  ]);
  const [first] = await rep.contactPoint.create([mail(party, 'a@example.com'), { ...mail(party, '1'), kind: 'phone' }]);
  expect(await issues(rep.contactPoint.create(mail(party, 'b@example.com')))).toMatchObject([broken]);
  const upsert = { ref: { system: 'erp', id: '1' }, data: mail(party, 'b@example.com') };
  expect(await issues(rep.contactPoint.upsert(upsert))).toMatchObject([{ ...broken, path: 'data.preferred' }]);
  const second = await rep.contactPoint.create({ ...mail(party, 'b@example.com'), preferred: false });
  const prefer = (draft: { preferred: boolean }) => {
    draft.preferred = !draft.preferred;
  };
  expect(await issues(rep.contactPoint.update(second.id, prefer))).toMatchObject([broken]);
  await rep.contactPoint.update([first?.id ?? '', second.id], prefer);
  expect((await rep.contactPoint.get(second.id)).preferred).toBe(true);
});

it('gives a role once at a time, within the life of the party', async () => {
  const { rep, party } = await open();
  const role = { party, type: 'customer' } as const;
  expect(await issues(rep.partyRole.create([role, { ...role, validFrom: '1980-01-01' }]))).toMatchObject([
    { path: '0.type', rule: 'partyRole.heldOnce' },
    { path: '1.type', rule: 'partyRole.heldOnce' },
    { path: '1.validFrom', rule: 'partyRole.withinLife' },
  ]);
  await rep.partyRole.create([role, { ...role, type: 'supplier' }, { ...role, scope: 'EU' }]);
  expect(await issues(rep.partyRole.create(role))).toMatchObject([{ path: 'type' }]);
  expect(await rep.partyRole.count()).toBe(3);
});

it('refuses a tie of a party to itself and a second primary one', async () => {
  const { rep, party } = await open();
  const other = await rep.party.create({ kind: 'organization', name: 'Acme' });
  expect(await issues(rep.partyRelationship.create({ from: party, to: party, type: 'spouseOf' }))).toMatchObject([
    { path: 'to' },
  ]);
  const tie = { from: party, to: other.id, type: 'employedBy', primary: true } as const;
  await rep.partyRelationship.create(tie);
  expect(await issues(rep.partyRelationship.create(tie))).toMatchObject([{ path: 'primary' }]);
});

it('reads once per batch, and nothing where no rule is concerned or the upsert of the owner reconciles', async () => {
  const { rep, party, queries } = await open();
  await rep.contactPoint.create(
    ['1', '2', '3'].map((value, index) => ({ party, kind: 'phone' as const, value, preferred: index === 0 })),
  );
  expect(queries).toEqual(['contactPoint']);
  queries.length = 0;
  await rep.contactPoint.create({ party, kind: 'phone', value: '4' });
  await rep.party.upsert({
    ref: { system: 'erp', id: '1' },
    data: { kind: 'person', name: 'Bob' },
    contactPoints: [{ kind: 'email', value: 'b@example.com', preferred: true }],
    roles: [{ type: 'customer' }],
  });
  expect(queries).toEqual([]);
});

it('offers no writes on what crmkit keeps by itself', async () => {
  const { rep } = await open();
  expect(
    Object.keys(rep.sourceRecord).filter((name) => ['create', 'update', 'upsert', 'delete'].includes(name)),
  ).toEqual([]);
  expect(typeof rep.sourceRecord.list).toBe('function');
});
