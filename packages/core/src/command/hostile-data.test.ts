import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineAccess } from '../access/define-access.js';
import { int } from '../model/fields.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';
import { digestOf } from './digest.js';
import type { Recipe } from './run-recipe.js';

async function open() {
  const { crm } = await testCrm({ modules: [projects()] });
  const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
  const { id } = await rep.project.create({ code: 'P-1', title: 'One', details: { kept: { here: [1] } } });
  return { rep, id };
}

/** Sessions of two roles: one sees and writes everything, the other neither `budget` nor `custom.score`. */
async function openWithHostFields() {
  const open = ['code', 'title', 'notes', 'custom.tier'];
  const access = defineAccess('roles', [
    { role: 'all', entity: 'project', actions: 'all' },
    { role: 'some', entity: 'project', actions: ['read', 'create', 'update'], fields: { read: open, write: open } },
  ]);
  const fields = { project: { tier: z.enum(['A', 'B']).optional(), score: int().optional() } };
  const { crm } = await testCrm({ modules: [projects()], fields, access: [access] });
  const [all, some] = ['all', 'some'].map((role) => crm.as({ tenant: 'acme', actor: role, roles: [role] }));
  if (all === undefined || some === undefined) throw new Error('both roles have a session');
  return { all, some };
}

class Settings {
  readonly tier = 'B';
  get score(): number {
    return 99;
  }
}

function nested(depth: number): never {
  let value: object = {};
  for (let level = 0; level < depth; level += 1) value = { a: value };
  return value as never;
}

function cyclic(): never {
  const value: { [key: string]: unknown } = { list: [] };
  value['self'] = value;
  return value as never;
}

const refused = (path: string) => ({ code: 'INVALID_INPUT', issues: [{ path }] });

describe.each([
  ['nested 20,000 deep', nested(20_000)],
  ['nested 66 deep', nested(66)],
  ['cyclic', cyclic()],
])('data that is %s', (_, details) => {
  it('is refused by create, with its path', async () => {
    const { rep } = await open();
    await expect(rep.project.create({ code: 'P-2', title: 'Two', details })).rejects.toMatchObject(refused('details'));
    await expect(
      rep.project.create([
        { code: 'P-2', title: 'Two' },
        { code: 'P-3', title: 'Three', details },
      ]),
    ).rejects.toMatchObject(refused('1.details'));
  });

  it('is refused by upsert, in its data and in its payload', async () => {
    const { rep } = await open();
    const ref = { system: 'erp', id: 'P-2', version: '1' };
    const data = { code: 'P-2', title: 'Two' };
    const error = await rep.project.upsert({ ref, data: { ...data, details } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_INPUT' });
    expect((error as { readonly issues: readonly { readonly path: string }[] }).issues[0]?.path).toMatch(
      /^data\.details/,
    );
    await expect(rep.project.upsert({ ref, data, payload: details })).rejects.toMatchObject(refused('payload'));
    expect(await rep.project.count()).toBe(1);
  });

  it('is refused by a recipe, wherever it puts it', async () => {
    const { rep, id } = await open();
    const update = (change: Recipe) => rep.project.update(id, (draft) => change(draft as never));
    const whole = update((draft) => {
      draft['details'] = details;
    });
    await expect(whole).rejects.toMatchObject(refused('details'));
    const misplaced = update((draft) => {
      draft['title'] = details;
    });
    await expect(misplaced).rejects.toMatchObject(refused('title'));
    const inside = update((draft) => {
      (draft['details'] as { kept: unknown }).kept = details;
    });
    await expect(inside).rejects.toMatchObject(refused('details'));
    expect(await rep.project.history(id)).toHaveLength(1);
  });

  it('is refused by a fact without a version', async () => {
    const { rep } = await open();
    await expect(
      rep.order.record({ system: 'erp', externalId: 'SO-1', party: 'pty_x', total: details } as never),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a prototype', () => {
  const evil = JSON.parse('{ "__proto__": { "title": "evil" } }') as object;

  it('is refused by a recipe, wherever it is put', async () => {
    const { rep, id } = await open();
    const update = (change: Recipe) => rep.project.update(id, (draft) => change(draft as never));
    const given = { title: 'evil' };
    const own = update((draft) => {
      Reflect.set(draft, '__proto__', given);
    });
    await expect(own).rejects.toMatchObject(refused('__proto__'));
    const inside = update((draft) => {
      Reflect.set(draft['details'] as object, '__proto__', given);
    });
    await expect(inside).rejects.toMatchObject(refused('details.__proto__'));
    const hidden = update((draft) => {
      draft['details'] = evil;
    });
    await expect(hidden).rejects.toMatchObject(refused('details.__proto__'));
    await expect(update((draft) => void Object.assign(draft, evil))).rejects.toMatchObject(refused('__proto__'));
  });

  it('is refused by a recipe that sets or defines it', async () => {
    const { rep, id } = await open();
    const set = rep.project.update(id, (draft) => void Object.setPrototypeOf(draft, { title: 'evil' }));
    await expect(set).rejects.toMatchObject(refused('__proto__'));
    class Evil {
      readonly title = 'evil';
    }
    const ofClass = rep.project.update(id, (draft) => void Object.setPrototypeOf(draft, Evil.prototype));
    await expect(ofClass).rejects.toMatchObject(refused('__proto__'));
    const defined = rep.project.update(id, (draft) => {
      Object.defineProperty(draft, '__proto__', { value: { title: 'evil' }, enumerable: true });
    });
    await expect(defined).rejects.toMatchObject(refused('__proto__'));
    expect(await rep.project.history(id)).toHaveLength(1);
  });

  it('is refused in json of a new record', async () => {
    const { rep } = await open();
    await expect(
      rep.project.create({ code: 'P-2', title: 'Two', details: { in: evil } as never }),
    ).rejects.toMatchObject(refused('details.in.__proto__'));
  });
});

it('a property that a recipe defines counts with its value, once the recipe is over', async () => {
  const { rep, id } = await open();
  let title = 'Two';
  const changed = await rep.project.update(id, (draft) => {
    Object.defineProperty(draft, 'title', { get: () => title, enumerable: true });
    queueMicrotask(() => {
      title = 'too late';
    });
  });
  expect(changed.title).toBe('Two');
});

describe('what is no data', () => {
  it.each([
    ['NaN', { a: null }, { a: Number.NaN }],
    ['a function', { a: null }, { a: () => 1 }],
    ['a symbol', { a: null }, { a: Symbol('x') }],
    ['a bigint', { a: 1 }, { a: 1n }],
    ['nothing in a list', [null], [undefined]],
    ['a Date', {}, new Date(0)],
    ['a Map', {}, new Map([['a', 1]])],
  ])('is refused by a recipe, also over what json would write the same way: %s', async (_name, stored, given) => {
    const { rep, id } = await open();
    await rep.project.update(id, (draft) => void Object.assign(draft, { details: stored }));
    const put = rep.project.update(id, (draft) => void Object.assign(draft, { details: given }));
    await expect(put).rejects.toMatchObject(refused('details'));
    expect((await rep.project.get(id)).details).toEqual(stored);
  });

  it('is refused in the place of the host fields, whatever of them the caller sees', async () => {
    const { all, some } = await openWithHostFields();
    const { id } = await all.project.create({ code: 'P-1', title: 'One', custom: { tier: 'A', score: 1 } });
    const ref = { system: 'erp', id: 'P-1' };
    await all.project.upsert({
      ref: { ...ref, version: '1' },
      data: { code: 'P-2', title: 'Two', custom: { score: 1 } },
    });
    for (const custom of [5, true, [], [null], new Map([['tier', 'B']]), new Date(0), new Settings()]) {
      for (const rep of [all, some]) {
        const put = rep.project.update(id, (draft) => void Object.assign(draft, { custom, notes: null }));
        await expect(put).rejects.toMatchObject(refused('custom'));
      }
      const data = { code: 'P-2', title: 'Two', custom: custom as never };
      await expect(all.project.create(data)).rejects.toMatchObject(refused('custom'));
      await expect(all.project.upsert({ ref: { ...ref, version: '2' }, data })).rejects.toMatchObject(
        refused('data.custom'),
      );
    }
    expect((await all.project.get(id)).custom).toEqual({ tier: 'A', score: 1 });
  });
});

it('fields that a class computes are not written, and so need no right', async () => {
  const { all, some } = await openWithHostFields();
  class Given {
    readonly code = 'P-1';
    readonly title = 'One';
    get budget(): number {
      return 99;
    }
  }
  const { id } = await some.project.create(new Given());
  expect((await all.project.get(id)).budget).toBeUndefined();
  const ref = { system: 'erp', id: 'P-2', version: '1' };
  const upserted = await some.project.upsert({ ref, data: Object.assign(new Given(), { code: 'P-2' }) });
  expect((await all.project.get(upserted.id ?? '')).budget).toBeUndefined();
});

it('a fingerprint takes the deepest json a record may hold, and refuses a cycle', () => {
  expect(digestOf({ lines: [{ details: nested(64) }] })).toHaveLength(32);
  expect(() => digestOf(cyclic())).toThrow(/nested/);
});
