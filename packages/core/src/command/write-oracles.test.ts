import { describe, expect, it } from 'vitest';
import { defineAccess } from '../access/define-access.js';
import { isCrmError } from '../errors/crm-error.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';

const entities = ['party', 'contactPoint', 'identifier', 'order', 'sourceRecord', 'project', 'task'] as const;

const rules = defineAccess('oracles', [
  ...entities.map((entity) => ({ role: 'admin', entity, actions: 'all' as const })),
  {
    role: 'rep',
    entity: 'party',
    actions: ['read', 'create', 'update', 'delete'],
    where: (row, principal) => row.field('owner').eq(principal.actor),
  },
  { role: 'rep', entity: 'identifier', actions: ['read', 'create'] },
  {
    role: 'rep',
    entity: 'order',
    actions: ['read', 'record', 'reverse'],
    where: (row, principal) => row.field('salesperson').eq(principal.actor),
  },
  {
    role: 'rep',
    entity: 'project',
    actions: ['read', 'create', 'update'],
    where: (row, principal) => row.field('lead').eq(principal.actor),
  },
  // Sees neither status nor notes nor budget, and writes title and code alone.
  {
    role: 'clerk',
    entity: 'project',
    actions: ['read', 'create', 'update'],
    fields: { read: ['title', 'code'], write: ['title', 'code'] },
  },
  { role: 'reader', entity: 'project', actions: ['read'] },
]);

async function start() {
  const storage = memoryStorage();
  let commits = 0;
  const counting: typeof storage = {
    ...storage,
    commit: (context, commit) => {
      commits += 1;
      return storage.commit(context, commit);
    },
  };
  const { crm } = await testCrm({ storage: counting, modules: [projects()], access: [rules] });
  const as = (role: string) => crm.as({ tenant: 'acme', actor: `u-${role}`, roles: role === '' ? [] : [role] });
  return {
    admin: as('admin'),
    rep: as('rep'),
    clerk: as('clerk'),
    reader: as('reader'),
    nobody: as(''),
    count: () => commits,
  };
}

/** What a caller is told: the code of the refusal with all it carries, or the answer. */
async function told(call: () => Promise<unknown>): Promise<unknown> {
  try {
    return (await call()) ?? 'ok';
  } catch (error) {
    if (isCrmError(error)) return error.code;
    throw error;
  }
}

const ann = { kind: 'person', name: 'Ann', owner: 'u-other' } as const;
const ref = { system: 'erp', id: 'C-1', version: '1' } as const;
const sale = {
  system: 'erp',
  externalId: 'S-1',
  orderedAt: '2024-08-01T00:00:00.000Z',
  total: { amount: '1.00', currency: 'EUR' },
} as const;

describe('an upsert', () => {
  it('needs a right whatever it would change, and keeps the source record', async () => {
    const { admin, nobody, rep, count } = await start();
    await admin.party.upsert({ ref, data: ann });
    const before = [await admin.sourceRecord.get('src_party:erp:C-1'), count()];
    for (const session of [nobody, rep]) {
      for (const item of [
        { ref, data: ann },
        { ref: { ...ref, version: '999999' }, data: {}, payload: { stolen: true } },
        { ref: { ...ref, version: '0' }, data: ann },
        { ref: { ...ref, version: '2' }, data: { ...ann, name: 'Bo' } },
      ])
        expect(await told(() => session.party.upsert(item as never)), JSON.stringify(item)).toBe('ACCESS_DENIED');
    }
    expect([await admin.sourceRecord.get('src_party:erp:C-1'), count()]).toEqual(before);
  });

  it('tells nothing of a deleted record outside the rows of its caller', async () => {
    const { admin, rep } = await start();
    const { id } = await admin.party.upsert({ ref, data: ann });
    await admin.party.delete(id ?? '');
    expect(await told(() => rep.party.upsert({ ref, data: ann }))).toBe('ACCESS_DENIED');
  });

  it('needs a right to what travels along, whether or not it is there already', async () => {
    const { admin, rep } = await start();
    const item = (value: string, version: string) => ({
      ref: { ...ref, version },
      data: { ...ann, owner: 'u-rep' },
      contactPoints: [{ kind: 'email' as const, value }],
    });
    await admin.party.upsert(item('ann@acme.example', '1'));
    for (const value of ['ann@acme.example', 'bo@acme.example'])
      expect(await told(() => rep.party.upsert(item(value, '2'))), value).toBe('ACCESS_DENIED');
  });

  it('works on what the caller may update and create', async () => {
    const { rep } = await start();
    const own = { ...ann, owner: 'u-rep' };
    expect((await rep.party.upsert({ ref, data: own })).status).toBe('created');
    expect((await rep.party.upsert({ ref, data: own })).status).toBe('unchanged');
    expect((await rep.party.upsert({ ref: { ...ref, version: '2' }, data: { ...own, name: 'Bo' } })).status).toBe(
      'updated',
    );
  });

  it('does not name the holder of a unique value that its caller cannot see, nor joins it', async () => {
    const { admin, rep } = await start();
    const held = { id: 'prj-held', code: 'X', title: 'Held', lead: 'u-other' };
    await admin.project.create(held);
    const data = { code: 'X', title: 'Mine', lead: 'u-rep' };
    for (const onDuplicate of ['refuse', 'existing', 'review'] as const) {
      const answer = await rep.project.upsert({ ref, data, onDuplicate });
      expect(answer).toEqual({
        status: onDuplicate === 'review' ? 'review' : 'refused',
        id: null,
        duplicate: { key: 'project.code', holder: null },
      });
    }
    expect(await admin.project.get('prj-held')).toMatchObject({ title: 'Held', lead: 'u-other' });
    expect(await told(() => rep.project.create(data))).toBe('DUPLICATE');
    await rep.project.create(data).catch(({ duplicate, message }) => {
      expect(duplicate.holder).toBeNull();
      expect(message).not.toContain('prj-held');
    });
    await admin.project.update('prj-held', (draft) => {
      draft.lead = 'u-rep';
    });
    expect(await rep.project.upsert({ ref, data, onDuplicate: 'existing' })).toMatchObject({ id: 'prj-held' });
  });

  it('needs the right to create what it refuses for a duplicate', async () => {
    const { admin, rep } = await start();
    await admin.project.create({ code: 'X', title: 'Held' });
    expect(await told(() => rep.project.upsert({ ref, data: { code: 'X', title: 'Mine' } }))).toBe('ACCESS_DENIED');
    expect(await told(() => rep.project.upsert({ ref, data: { code: 'Y', title: 'Mine' } }))).toBe('ACCESS_DENIED');
  });
});

describe('a recorded fact', () => {
  it('is no oracle for versions of facts outside the rows of its caller', async () => {
    const { admin, rep, nobody } = await start();
    const { id } = await admin.order.record({ ...sale, salesperson: 'u-other', externalVersion: '5' });
    for (const session of [rep, nobody]) {
      for (const externalVersion of ['4', '5', '6'])
        expect(
          await told(() => session.order.record({ ...sale, salesperson: 'u-rep', externalVersion })),
          externalVersion,
        ).toBe('ACCESS_DENIED');
    }
    const own = { ...sale, externalId: 'S-2', salesperson: 'u-rep', externalVersion: '1' };
    expect((await rep.order.record(own)).status).toBe('recorded');
    expect((await rep.order.record(own)).status).toBe('unchanged');
    expect(await admin.order.get(id)).toMatchObject({ externalVersion: '5' });
  });

  it('needs the right to be reversed also when it is reversed', async () => {
    const { admin, reader } = await start();
    const { id } = await admin.order.record(sale);
    await admin.order.reverse(id, { reason: 'test' });
    expect(await told(() => reader.order.reverse(id, { reason: 'test' }))).toBe('NOT_FOUND');
  });
});

describe('an update', () => {
  it('that changes nothing needs the right like one that does', async () => {
    const { admin, reader, clerk } = await start();
    await admin.project.create({ id: 'p', code: 'A', title: 'T', budget: 7, notes: 'secret' });
    expect(await told(() => reader.project.update('p', () => undefined))).toBe('ACCESS_DENIED');
    for (const budget of [6, 7, undefined]) {
      const guess = () =>
        clerk.project.update('p', (draft) => {
          Object.assign(draft, { title: 'T', budget, ...(budget === undefined && { notes: 'secret' }) });
        });
      expect(await told(guess), String(budget)).toBe('ACCESS_DENIED');
    }
    expect(await told(() => clerk.project.update('p', () => undefined))).toMatchObject({ title: 'T' });
  });

  it('tells nothing of a hidden state', async () => {
    const { admin, clerk } = await start();
    await admin.project.create([
      { id: 'p', code: 'A', title: 'T' },
      { id: 'q', code: 'B', title: 'T' },
    ]);
    await admin.project.update('q', (draft) => {
      draft.status = 'running';
    });
    for (const id of ['p', 'q'])
      expect(
        await told(() =>
          clerk.project.update(id, (draft) => {
            draft.status = 'done';
          }),
        ),
      ).toBe('ACCESS_DENIED');
  });

  it('at a stale revision needs the right first, and names only fields that can be read', async () => {
    const { admin, reader, clerk } = await start();
    const { rev } = await admin.project.create({ id: 'p', code: 'A', title: 'T', budget: 7 });
    await admin.project.update('p', (draft) => {
      draft.budget = 8;
      draft.title = 'U';
    });
    const retitle = (session: typeof reader) =>
      session.project.update(
        'p',
        (draft) => {
          draft.title = 'V';
        },
        { rev },
      );
    expect(await told(() => retitle(reader))).toBe('ACCESS_DENIED');
    await expect(retitle(clerk)).rejects.toMatchObject({ code: 'CONFLICT', conflict: { fields: ['title'] } });
    await expect(retitle(admin)).rejects.toMatchObject({ code: 'CONFLICT', conflict: { fields: ['budget', 'title'] } });
    expect(await told(() => reader.project.delete('p', { rev }))).toBe('ACCESS_DENIED');
  });

  it('leaves no version in the history of who cannot see what changed', async () => {
    const { admin, clerk } = await start();
    await admin.project.create({ id: 'p', code: 'A', title: 'T', budget: 7 });
    for (const change of [{ budget: 8 }, { title: 'U', budget: 9 }, { notes: 'x' }, { title: 'V' }])
      await admin.project.update('p', (draft) => void Object.assign(draft, change));
    const versions = await clerk.project.history('p');
    expect(versions.map(({ changed, record }) => [changed, record?.title])).toEqual([
      [[], 'T'],
      [['title'], 'U'],
      [['title'], 'V'],
    ]);
    expect(await admin.project.history('p')).toHaveLength(5);
  });
});

describe('a list of fields that may be written', () => {
  it('is about what the caller gives, not about defaults', async () => {
    const { clerk } = await start();
    expect(await told(() => clerk.project.create({ code: 'A', title: 'T' }))).toMatchObject({ code: 'A' });
    expect(await told(() => clerk.project.create({ code: 'B', title: 'T', status: 'planned' }))).toBe('ACCESS_DENIED');
    expect(await told(() => clerk.project.create({ code: 'C', title: 'T', budget: 1 }))).toBe('ACCESS_DENIED');
    expect((await clerk.project.upsert({ ref, data: { code: 'D', title: 'T' } })).status).toBe('created');
    expect(await told(() => clerk.project.upsert({ ref, data: { code: 'D', title: 'T', budget: 1 } }))).toBe(
      'ACCESS_DENIED',
    );
  });
});

describe('a reference', () => {
  it('to a record its writer cannot see is missing like one that is not there', async () => {
    const { admin, rep } = await start();
    await admin.party.create([
      { ...ann, id: 'hidden' },
      { ...ann, id: 'own', owner: 'u-rep' },
    ]);
    const project = { title: 'T', lead: 'u-rep' };
    for (const customer of ['hidden', 'absent'])
      await expect(rep.project.create({ ...project, code: 'A', customer })).rejects.toMatchObject({
        code: 'MISSING_REFERENCE',
        reference: { path: 'customer', target: customer },
      });
    const { id } = await rep.project.create({ ...project, code: 'A', customer: 'own' });
    await expect(
      rep.project.update(id, (draft) => {
        draft.customer = 'hidden';
      }),
    ).rejects.toMatchObject({ code: 'MISSING_REFERENCE' });
    await expect(rep.order.record({ ...sale, salesperson: 'u-rep', party: 'hidden' })).rejects.toMatchObject({
      code: 'MISSING_REFERENCE',
      reference: { id: 'erp:S-1' },
    });
    // One that somebody else set stays.
    await admin.project.update(id, (draft) => {
      draft.customer = 'hidden';
    });
    expect(
      await told(() =>
        rep.project.update(id, (draft) => {
          draft.title = 'U';
        }),
      ),
    ).toMatchObject({ title: 'U', customer: 'hidden' });
  });
});
