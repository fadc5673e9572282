import { expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';
import { defineAccess } from './define-access.js';

const satellites = ['contactPoint', 'partyRole', 'identifier', 'partyRelationship'] as const;
const partyVerbs = [
  'changeContactPoint',
  'endContactPoint',
  'addRole',
  'endRole',
  'relate',
  'endRelation',
  'addIdentifier',
  'overview',
];
const projectVerbs = ['start', 'spend', 'summary'];

/** `boss` does all, `rep` its own of what it sees, `reader` only sees, `half` has some verbs, `blind` cannot read. */
const access = defineAccess('small', [
  ...(['party', 'project', 'task', ...satellites] as const).map((entity) => ({
    role: 'boss',
    entity,
    actions: 'all' as const,
  })),
  ...['rep', 'reader', 'half', 'blind'].flatMap((role) =>
    (['task', ...satellites] as const).map((entity) => ({ role, entity, actions: ['read'] as const })),
  ),
  ...['rep', 'reader', 'half'].flatMap((role) => [
    { role, entity: 'party', actions: ['read'], where: seen('country') },
    { role, entity: 'project', actions: ['read'], where: seen('notes') },
  ]),
  { role: 'rep', entity: 'party', actions: partyVerbs, where: own('owner') },
  { role: 'rep', entity: 'project', actions: projectVerbs, where: own('lead') },
  { role: 'half', entity: 'party', actions: ['addRole', 'endRelation'] },
  { role: 'half', entity: 'party', actions: ['overview'], where: own('owner') },
  { role: 'half', entity: 'project', actions: ['summary'] },
  { role: 'blind', entity: 'party', actions: partyVerbs },
  { role: 'blind', entity: 'project', actions: projectVerbs },
]);

function seen(field: string) {
  return { op: 'eq', left: { op: 'field', path: [field] }, right: { op: 'lit', type: 'text', value: 'seen' } } as const;
}

function own(field: string) {
  return { op: 'eq', left: { op: 'field', path: [field] }, right: { op: 'lit', type: 'text', value: 'me' } } as const;
}

const subjects = ['own', 'foreign', 'hidden', 'hiddenOwn', 'absent'];

async function world() {
  const { crm } = await testCrm({ modules: [projects()], access: [access] });
  const as = (role: string) => crm.as({ tenant: 'acme', actor: 'me', roles: [role] });
  const boss = as('boss');
  await boss.party.create({ id: 'other', kind: 'person', name: 'other', country: 'seen' });
  for (const id of subjects.slice(0, -1)) {
    const isSeen = id.startsWith('hidden') ? 'not' : 'seen';
    const owner = id === 'foreign' || id === 'hidden' ? 'other' : 'me';
    await boss.party.create({ id, kind: 'person', name: id, owner, country: isSeen });
    await boss.project.create({ id, code: id, title: id, lead: owner, notes: isSeen });
    await boss.contactPoint.create({ id: `cpt-${id}`, party: id, kind: 'email', value: `${id}@example.com` });
    await boss.partyRole.create({ id: `rol-${id}`, party: id, type: 'customer' });
    await boss.partyRelationship.create({ id: `rel-${id}`, from: id, to: 'other', type: 'refers' });
  }
  return { crm, as };
}
type Session = ReturnType<Awaited<ReturnType<typeof world>>['as']>;

/** A call of every command and view, about one record. */
const calls: { readonly [right: string]: (session: Session, id: string) => Promise<unknown> } = {
  'party.changeContactPoint': (s, party) =>
    s.party.changeContactPoint({ party, kind: 'phone', value: '+886223456789' }),
  'party.endContactPoint': (s, id) => s.party.endContactPoint({ contactPoint: `cpt-${id}` }),
  'party.addRole': (s, party) => s.party.addRole({ party, type: 'supplier' }),
  'party.endRole': (s, id) => s.party.endRole({ role: `rol-${id}` }),
  'party.relate': (s, from) => s.party.relate({ from, to: 'other', type: 'parentOf' }),
  'party.endRelation': (s, id) => s.party.endRelation({ relation: `rel-${id}` }),
  'party.addIdentifier': (s, party) => s.party.addIdentifier({ party, scheme: 'duns', value: '150483782' }),
  'party.overview': (s, id) => s.party.overview(id),
  'project.start': (s, id) => s.project.start({ id }),
  'project.spend': (s, id) => s.project.spend({ id, amount: 1 }),
  'project.summary': (s, id) => s.project.summary(id),
};

/** What a call does where `can()` answers so. */
const outcomes = { ROW_OUTSIDE: 'NOT_FOUND', NOT_FOUND: 'NOT_FOUND', RIGHT_MISSING: 'ACCESS_DENIED' };

async function outcomeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (isCrmError(error)) return error.code;
    throw error;
  }
}

it('calls every command and view there is', async () => {
  const { crm } = await world();
  const declared = ['party', 'project'].flatMap((entity) => {
    const { commands, views } = crm.describe(entity as 'party');
    return [...commands.map(({ name }) => name), ...views];
  });
  expect(Object.keys(calls).sort()).toEqual(declared.sort());
});

it.each(['boss', 'rep', 'reader', 'half', 'blind', 'nobody'])('can() and the call agree for %s', async (role) => {
  const { as } = await world();
  const session = as(role);
  const answers = new Set<string>();
  for (const [right, call] of Object.entries(calls)) {
    for (const id of subjects) {
      const answer = await session.can(right, id);
      const expected = answer.allowed ? 'ok' : outcomes[answer.code];
      answers.add(expected);
      expect(`${right} ${id} ${await outcomeOf(call(session, id))}`).toBe(`${right} ${id} ${expected}`);
      const [entity] = right.split('.');
      const isReadable = (await session.can(`${entity}.read`, id)).allowed;
      if (!answer.allowed && answer.code === 'ROW_OUTSIDE') expect(isReadable).toBe(true);
    }
  }
  expect([...answers].sort()).toEqual(
    {
      boss: ['NOT_FOUND', 'ok'],
      rep: ['NOT_FOUND', 'ok'],
      reader: ['ACCESS_DENIED'],
      half: ['ACCESS_DENIED', 'NOT_FOUND', 'ok'],
      blind: ['NOT_FOUND'],
      nobody: ['ACCESS_DENIED'],
    }[role],
  );
});

it('a call on what is outside changes nothing', async () => {
  const { as } = await world();
  const [boss, rep] = [as('boss'), as('rep')];
  const before = await boss.contactPoint.count();
  await expect(calls['party.changeContactPoint']?.(rep, 'foreign')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    entity: 'party',
    id: 'foreign',
  });
  await expect(calls['party.endContactPoint']?.(rep, 'foreign')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await boss.contactPoint.count()).toBe(before);
  expect((await boss.contactPoint.get('cpt-foreign')).validTo).toBeUndefined();
});

it('tells no invisible record from an absent one', async () => {
  const { as } = await world();
  const rep = as('rep');
  for (const right of ['party.read', 'party.relate', 'project.read'])
    for (const id of ['hidden', 'hiddenOwn']) {
      const [hidden, absent] = [await rep.can(right, id), await rep.can(right, 'absent')];
      expect(JSON.stringify(hidden).replaceAll(id, '?')).toBe(JSON.stringify(absent).replaceAll('absent', '?'));
      expect(hidden).toMatchObject({ allowed: false, code: 'NOT_FOUND' });
    }
  expect(await rep.can('party.read', 'foreign')).toEqual({ allowed: true });
  expect(await rep.can('party.relate', 'foreign')).toMatchObject({ code: 'ROW_OUTSIDE' });
});
