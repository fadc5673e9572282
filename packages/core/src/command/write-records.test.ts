import { describe, expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import type { Storage } from '../storage/contract.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';

async function open(options: { readonly storage?: Storage } = {}) {
  const { crm, clock } = await testCrm({ modules: [projects()], ...options });
  return { crm, clock, rep: crm.as({ tenant: 'acme', actor: 'u1', roles: [] }) };
}

async function failure(call: Promise<unknown>): Promise<{
  readonly code?: string;
  readonly issues?: readonly { path: string; problem: string }[];
  readonly conflict?: object;
}> {
  return call.then(
    () => {
      throw new Error('the call was expected to fail');
    },
    (error: unknown) => {
      if (!isCrmError(error)) throw error;
      return error;
    },
  );
}

describe('create', () => {
  it('leaves one record of 50 simultaneous creates with one unique value', async () => {
    const { rep } = await open();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => rep.project.create({ code: 'P-1', title: `Try ${n}` })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(errors.every((error) => isCrmError(error, 'DUPLICATE'))).toBe(true);
    expect(await rep.project.count()).toBe(1);
  });

  it('names a uniqueness rule without its values', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'secret-code', title: 'One' });
    const error = (await failure(rep.project.create({ code: 'secret-code', title: 'Two' }))) as unknown as {
      duplicate: object;
      message: string;
    };
    expect(error.duplicate).toEqual({ entity: 'project', key: 'code', holder: id });
    expect(error.message).not.toContain('secret-code');
  });

  it('writes all or none', async () => {
    const { rep } = await open();
    const error = await failure(
      rep.project.create([
        { code: 'A', title: 'fine' },
        { code: 'B', title: '' },
      ]),
    );
    expect(error).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: '1.title' }] });
    expect(
      await failure(
        rep.project.create([
          { code: 'A', title: 'x' },
          { code: 'A', title: 'y' },
        ]),
      ),
    ).toMatchObject({ code: 'DUPLICATE' });
    expect(
      await failure(
        rep.project.create([
          { code: 'A', title: 'x' },
          { code: 'B', title: 'y', customer: 'pty_none' },
        ]),
      ),
    ).toMatchObject({
      code: 'MISSING_REFERENCE',
      reference: { entity: 'project', path: 'customer', target: 'pty_none' },
    });
    expect(await rep.project.count()).toBe(0);
  });

  it('keeps the id of the host and refuses it a second time', async () => {
    const { rep } = await open();
    expect((await rep.project.create({ id: 'host-7', code: 'A', title: 'x' })).id).toBe('host-7');
    expect(await failure(rep.project.create({ id: 'host-7', code: 'B', title: 'y' }))).toMatchObject({
      code: 'DUPLICATE',
    });
  });

  const bad: readonly (readonly [name: string, data: unknown, path: string])[] = [
    ['an unknown field', { code: 'A', title: 'x', colour: 'red' }, 'colour'],
    ['an unknown host field', { code: 'A', title: 'x', custom: { colour: 'red' } }, 'custom.colour'],
    ['a field crmkit keeps', { code: 'A', title: 'x', createdAt: '2024-01-01T00:00:00Z' }, 'createdAt'],
    ['a missing field', { code: 'A' }, 'title'],
    ['a wrong type', { code: 'A', title: 7 }, 'title'],
    ['NUL in text', { code: 'A', title: 'a\u0000b' }, 'title'],
    ['half a surrogate pair', { code: 'A', title: '\ud800' }, 'title'],
    ['__proto__', JSON.parse('{"code":"A","title":"x","__proto__":{"x":1}}'), '__proto__'],
    [
      '__proto__ in host fields',
      JSON.parse('{"code":"A","title":"x","custom":{"__proto__":{"x":1}}}'),
      'custom.__proto__',
    ],
    ['an id with a control character', { id: 'a\nb', code: 'A', title: 'x' }, 'id'],
    ['an id that is too long', { id: 'x'.repeat(201), code: 'A', title: 'x' }, 'id'],
    ['no record at all', null, ''],
  ];
  it.each(bad)('refuses %s with its path and writes nothing', async (_name, data, path) => {
    const { rep } = await open();
    const error = await failure(rep.project.create(data as never));
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.issues?.map((issue) => issue.path)).toContain(path);
    expect(await rep.project.count()).toBe(0);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('refuses __proto__ inside json', async () => {
    const { rep } = await open();
    const details = JSON.parse('{"a":{"__proto__":{"x":1}}}');
    expect(await failure(rep.project.create({ code: 'A', title: 'x', details }))).toMatchObject({
      code: expect.stringMatching(/^INVALID_/),
    });
    expect(await rep.project.count()).toBe(0);
  });

  it('takes null for no value', async () => {
    const { rep } = await open();
    const made = await rep.project.create({ code: 'A', title: 'x', lead: null } as never);
    expect('lead' in made).toBe(false);
  });

  it('refuses more than one commit of the storage holds', async () => {
    const storage = memoryStorage();
    const small: Storage = { ...storage, capabilities: { ...storage.capabilities, maxBatch: 5 } };
    const { rep } = await open({ storage: small });
    const many = Array.from({ length: 3 }, (_, n) => ({ code: `P-${n}`, title: 'x' }));
    expect(await failure(rep.project.create(many))).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('fewer records'),
    });
    expect(await rep.project.create(many.slice(0, 2))).toHaveLength(2);
  });
});

describe('update', () => {
  it('runs the recipe again when somebody else was faster', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x', budget: 0 });
    await Promise.all(
      Array.from({ length: 4 }, () =>
        rep.project.update(id, (draft) => {
          draft.budget = (draft.budget ?? 0) + 1;
        }),
      ),
    );
    expect((await rep.project.get(id)).budget).toBe(4);
  });

  it('gives up after a bounded number of rounds and names the fields that differ', async () => {
    const storage = memoryStorage();
    const { rep } = await open({ storage: interfering(storage) });
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    const error = await failure(
      rep.project.update(id, (draft) => {
        draft.title = 'mine';
      }),
    );
    expect(error).toMatchObject({ code: 'CONFLICT', conflict: { entity: 'project', id, fields: ['budget'] } });
    expect((await rep.project.get(id)).title).toBe('x');
  });

  it('names the fields that changed since a stale revision, and decides nothing', async () => {
    const { rep } = await open();
    const first = await rep.project.create({ code: 'A', title: 'x' });
    await rep.project.update(first.id, (draft) => {
      draft.budget = 5;
    });
    await rep.project.update(first.id, (draft) => {
      draft.title = 'y';
    });
    let runs = 0;
    const error = await failure(
      rep.project.update(
        first.id,
        () => {
          runs += 1;
        },
        { rev: first.rev },
      ),
    );
    expect(error).toMatchObject({
      code: 'CONFLICT',
      conflict: { entity: 'project', id: first.id, fields: ['budget', 'title'] },
    });
    expect(runs).toBe(0);
    const current = await rep.project.get(first.id);
    expect(
      (
        await rep.project.update(
          first.id,
          (draft) => {
            draft.title = 'z';
          },
          { rev: current.rev },
        )
      ).title,
    ).toBe('z');
  });

  it('writes nothing when the recipe changes nothing', async () => {
    const { rep } = await open();
    const first = await rep.project.create({ code: 'A', title: 'x' });
    expect(
      await rep.project.update(first.id, (draft) => {
        draft.title = 'x';
      }),
    ).toEqual(first);
    expect(await rep.project.history(first.id)).toHaveLength(1);
  });

  it('hands a unique value from one record to another in one batch', async () => {
    const { rep } = await open();
    const [a, b] = await rep.project.create([
      { code: 'A', title: 'a' },
      { code: 'B', title: 'b' },
    ]);
    await rep.project.update([a?.id ?? '', b?.id ?? ''], (draft) => {
      draft.code = draft.code === 'A' ? 'B' : 'A';
    });
    const page = await rep.project.list({ sort: [['title', 'asc']] });
    expect(page.items.map(({ title, code }) => `${title}${code}`)).toEqual(['aB', 'bA']);
    expect(await failure(rep.project.create({ code: 'A', title: 'c' }))).toMatchObject({
      code: 'DUPLICATE',
      duplicate: { holder: b?.id },
    });
  });

  it('follows the state machine', async () => {
    const { rep } = await open();
    expect(await failure(rep.project.create({ code: 'A', title: 'x', status: 'done' }))).toMatchObject({
      code: 'INVALID_TRANSITION',
      transition: { from: null, to: 'done', allowed: ['planned'] },
    });
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    expect(
      await failure(
        rep.project.update(id, (draft) => {
          draft.status = 'done';
        }),
      ),
    ).toMatchObject({
      code: 'INVALID_TRANSITION',
      transition: { entity: 'project', id, field: 'status', from: 'planned', to: 'done', allowed: ['running'] },
    });
    await rep.project.update(id, (draft) => {
      draft.status = 'running';
    });
    expect(
      (
        await rep.project.update(id, (draft) => {
          draft.status = 'done';
        })
      ).status,
    ).toBe('done');
  });

  it('refuses to change what crmkit keeps', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    const changeKept = (draft: object) => void Object.assign(draft, { createdAt: '2020-01-01T00:00:00.000Z' });
    expect(await failure(rep.project.update(id, changeKept))).toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'createdAt' }],
    });
    expect(await failure(rep.project.update('prj_none', () => undefined))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a recipe', () => {
  const bad: readonly (readonly [string, unknown])[] = [
    [
      'is async',
      async (draft: { title: string }) => {
        await Promise.resolve();
        draft.title = 'too late';
      },
    ],
    ['is async and fails', () => Promise.reject(new Error('of the host'))],
    [
      'is async, leaves a cycle and fails',
      async (draft: { details: unknown }) => {
        draft.details = { draft };
        throw new Error('of the host');
      },
    ],
    [
      'gives something to wait for',
      // biome-ignore lint/suspicious/noThenProperty: what is refused is just that
      () => ({ then: (_done: unknown, fail: (error: Error) => void) => fail(new Error()) }),
    ],
    ['gives a copy', (draft: object) => ({ ...draft, title: 'new' })],
    ['gives what it assigned', (draft: { title: string }) => (draft.title = 'new')],
    ['gives null', () => null],
  ];
  it.each(bad)('that %s is refused, and nothing is written or left behind', async (_name, recipe) => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    const unhandled: unknown[] = [];
    const note = (error: unknown) => void unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const failed = await failure(rep.project.update(id, recipe as never));
      expect(failed).toMatchObject({ code: 'INVALID_INPUT', subject: 'project.update', issues: [{ path: '' }] });
      await new Promise((resolve) => setTimeout(resolve, 5));
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(unhandled).toEqual([]);
    expect((await rep.project.get(id)).title).toBe('x');
    expect(await rep.project.history(id)).toHaveLength(1);
  });

  it('may give its draft', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    expect((await rep.project.update(id, (draft) => Object.assign(draft, { title: 'y' }))).title).toBe('y');
  });

  it('may alter what stands inside a value, and writes nothing when it puts an equal one', async () => {
    const { rep } = await open();
    const first = await rep.project.create({ code: 'A', title: 'x', details: { tags: ['a'] } });
    const same = await rep.project.update(first.id, (draft) => {
      draft.details = { tags: ['a'] };
    });
    expect(same).toEqual(first);
    const changed = await rep.project.update(first.id, (draft) => {
      (draft.details as { tags: string[] }).tags.push('b');
    });
    expect(changed.details).toEqual({ tags: ['a', 'b'] });
    expect(await rep.project.history(first.id)).toHaveLength(2);
  });

  it('neither leaves its values in the record nor reaches it once it is over', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    const details = { tags: ['a'] };
    const update = rep.project.update(id, (draft) => {
      draft.details = details;
      queueMicrotask(() => {
        draft.title = 'too late';
        draft.details = 'too late';
        details.tags.push('too late');
      });
    });
    expect(await update).toMatchObject({ title: 'x', details: { tags: ['a'] } });
    details.tags.push('later still');
    expect((await rep.project.get(id)).details).toEqual({ tags: ['a'] });
  });

  it('cannot put something else in the place of the host fields', async () => {
    const { rep } = await open();
    const { id } = await rep.project.create({ code: 'A', title: 'x' });
    for (const custom of [5, 'text', ['list']]) {
      const put = rep.project.update(id, (draft) => void Object.assign(draft, { custom }));
      expect(await failure(put)).toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path: expect.stringMatching(/^custom/) }],
      });
    }
  });
});

describe('delete', () => {
  it('frees unique values, keeps history and refuses a stale revision', async () => {
    const { rep } = await open();
    const first = await rep.project.create({ code: 'A', title: 'x' });
    await rep.project.update(first.id, (draft) => {
      draft.title = 'y';
    });
    expect(await failure(rep.project.delete(first.id, { rev: first.rev }))).toMatchObject({
      code: 'CONFLICT',
      conflict: { fields: ['title'] },
    });
    await rep.project.delete(first.id);
    expect(await rep.project.find(first.id)).toBeNull();
    expect(await failure(rep.project.get(first.id))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await rep.project.history(first.id)).map(({ type }) => type)).toEqual(['created', 'updated', 'deleted']);
    expect((await rep.project.create({ code: 'A', title: 'again' })).code).toBe('A');
  });
});

/** Before each update of a project, somebody else changes its budget. */
function interfering(storage: Storage): Storage {
  let count = 0;
  return {
    ...storage,
    async commit(context, commit) {
      const write = commit.writes.find(({ expect }) => expect !== 'absent');
      if (write !== undefined) {
        const [row] = await storage.get(context, write.entity, [write.id]);
        count += 1;
        if (row)
          await storage.commit(context, {
            ...commit,
            writes: [
              {
                entity: write.entity,
                id: write.id,
                op: 'put',
                expect: row.rev,
                row: { ...row, budget: count },
                changed: ['budget'],
              },
            ],
          });
      }
      return storage.commit(context, commit);
    },
  };
}
