import { describe, expect, it } from 'vitest';
import { isCrmError } from '../errors/crm-error.js';
import { RetryableError } from '../errors/retryable-error.js';
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

describe('tenants', () => {
  it('never see each other', async () => {
    const { crm, rep } = await open();
    const other = crm.as({ tenant: 'globex', actor: 'u1', roles: [] });
    const { id, rev } = await rep.project.create({ code: 'A', title: 'x' });
    expect(await other.project.find(id)).toBeNull();
    expect((await other.project.list()).items).toEqual([]);
    expect(await failure(other.project.update(id, () => undefined, { rev }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await failure(other.task.create({ project: id, title: 'x' }))).toMatchObject({ code: 'MISSING_REFERENCE' });
    expect((await other.project.create({ code: 'A', title: 'mine' })).code).toBe('A');
  });

  it('have a name', async () => {
    const { crm } = await open();
    expect(() => crm.as({ tenant: '', actor: 'u1', roles: [] })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });
});

it('refuses a host transaction where the storage cannot join one', async () => {
  const { rep } = await open();
  expect(() => rep.using({})).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
});

describe('a failing storage', () => {
  const failing = (commit: Storage['commit']): Storage => ({ ...memoryStorage(), commit });

  it('surfaces what can be tried again without trying', async () => {
    let calls = 0;
    const { rep } = await open({
      storage: failing(async () => {
        calls += 1;
        throw new RetryableError('serialization failure');
      }),
    });
    expect(await failure(rep.project.create({ code: 'A', title: 'x' }))).toMatchObject({ code: 'RETRYABLE' });
    expect(calls).toBe(1);
  });

  it('is asked five times while it answers with conflicts, or as often as the host says', async () => {
    for (const attempts of [undefined, 2]) {
      let calls = 0;
      const storage = failing(async () => {
        calls += 1;
        return { ok: false, reason: 'claimed', key: 'unique:project:code:["A"]', holder: null };
      });
      const { crm } = await testCrm({ modules: [projects()], storage, ...(attempts !== undefined && { attempts }) });
      const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
      expect(await failure(rep.project.create({ code: 'A', title: 'x' }))).toMatchObject({ code: 'RETRYABLE' });
      expect(calls).toBe(attempts ?? 5);
    }
  });
});

it('ends with the signal of its caller', async () => {
  const { crm } = await open();
  const controller = new AbortController();
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] }, { signal: controller.signal });
  const { id } = await rep.project.create({ code: 'A', title: 'x' });
  controller.abort();
  expect(await failure(rep.project.get(id))).toMatchObject({ code: 'ABORTED' });
});

it('passes the host transaction to every call of the storage', async () => {
  const storage = memoryStorage();
  const hosts: unknown[] = [];
  const note = <T extends { readonly host?: object }>(context: T) => {
    hosts.push(context.host);
    const { host: _host, ...rest } = context;
    return rest as T;
  };
  const joining: Storage = {
    ...storage,
    capabilities: { ...storage.capabilities, joinHost: true },
    get: (context, entity, ids) => storage.get(note(context), entity, ids),
    query: (context, entity, query) => storage.query(note(context), entity, query),
    commit: (context, commit) => storage.commit(note(context), commit),
    ...(storage.aggregate && {
      aggregate: (context, entity, query) => storage.aggregate?.(note(context), entity, query) ?? Promise.resolve([]),
    }),
  };
  const { rep } = await open({ storage: joining });
  const transaction = { name: 'tx' };
  const joined = rep.using(transaction);
  const { id } = await joined.project.create({ code: 'A', title: 'x' });
  await joined.project.update(id, (draft) => {
    draft.title = 'y';
  });
  await joined.project.list();
  await joined.project.count();
  await joined.party.upsert({ ref: { system: 'erp', id: '1' }, data: { kind: 'person', name: 'Ann' } });
  expect(hosts.length).toBeGreaterThan(6);
  expect(new Set(hosts)).toEqual(new Set([transaction]));
});
