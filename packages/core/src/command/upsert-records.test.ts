import { describe, expect, it } from 'vitest';
import type { Commit, Storage } from '../storage/contract.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { projects } from '../testing/sample-module.js';
import { testCrm } from '../testing/test-crm.js';

async function open(storage: Storage = memoryStorage()) {
  const commits: Commit[] = [];
  const counting: Storage = {
    ...storage,
    commit: (context, commit) => {
      commits.push(commit);
      return storage.commit(context, commit);
    },
  };
  const { crm, clock } = await testCrm({ storage: counting, modules: [projects()] });
  return { clock, commits, rep: crm.as({ tenant: 'acme', actor: 'u1', roles: [] }) };
}

const ann = { ref: { system: 'erp', id: 'C-1' }, data: { kind: 'person', name: 'Ann', country: 'DE' } } as const;

describe('upsert', () => {
  it('creates once and writes nothing for what is known', async () => {
    const { rep, commits } = await open();
    const first = await rep.party.upsert(ann);
    expect(first.status).toBe('created');
    expect(commits).toHaveLength(1);
    expect(await rep.party.upsert(ann)).toEqual({ status: 'unchanged', id: first.id });
    expect(await rep.party.upsert({ ...ann, data: { country: 'DE', name: 'Ann', kind: 'person' } })).toEqual({
      status: 'unchanged',
      id: first.id,
    });
    expect(commits).toHaveLength(1);
    expect(await rep.sourceRecord.get('src_party:erp:C-1')).toMatchObject({
      system: 'erp',
      objectType: 'party',
      externalId: 'C-1',
      entity: 'party',
      record: first.id,
      party: first.id,
    });
  });

  it('leaves fields the source does not give as they are', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(ann);
    await rep.party.update(id ?? '', (draft) => {
      draft.notes = 'likes tea';
    });
    expect(await rep.party.upsert({ ...ann, data: { kind: 'person', name: 'Ann Lee' } })).toEqual({
      status: 'updated',
      id,
    });
    expect(await rep.party.get(id ?? '')).toMatchObject({ name: 'Ann Lee', country: 'DE', notes: 'likes tea' });
    expect((await rep.party.history(id ?? '')).map(({ changed }) => changed)).toEqual([[], ['notes'], ['name']]);
  });

  it('clears a field for which the source gives null', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(ann);
    expect(await rep.party.upsert({ ...ann, data: { ...ann.data, country: null } })).toEqual({ status: 'updated', id });
    expect('country' in (await rep.party.get(id ?? ''))).toBe(false);
  });

  it('tells older versions from newer ones', async () => {
    const { rep } = await open();
    const at = (version: string, name: string) =>
      rep.party.upsert({ ref: { ...ann.ref, version }, data: { kind: 'person', name } });
    const { id } = await at('9', 'nine');
    expect(await at('10', 'ten')).toEqual({ status: 'updated', id });
    expect(await at('9', 'nine, again')).toEqual({ status: 'stale', id });
    expect(await at('10', 'ten, differently')).toEqual({ status: 'unchanged', id });
    expect((await rep.party.get(id ?? '')).name).toBe('ten');
  });

  it('comes to the newest version in whatever order versions arrive', async () => {
    const names = ['', 'one', 'two', 'one', 'four'];
    for (const order of [
      [1, 3, 2, 4],
      [1, 3, 2],
      [3, 1, 2],
      [2, 3, 1],
      [4, 2, 3, 1],
      [1, 2, 3],
    ]) {
      const { rep } = await open();
      for (const version of order) {
        await rep.party.upsert({
          ref: { ...ann.ref, version: String(version) },
          data: { kind: 'person', name: names[version] ?? '' },
        });
      }
      const newest = Math.max(...order);
      expect(
        (await rep.party.list()).items.map(({ name }) => name),
        order.join(),
      ).toEqual([names[newest]]);
    }
  });

  it('answers per item in order and makes one commit of a batch', async () => {
    const { rep, commits } = await open();
    await rep.party.upsert(ann);
    const items = [
      { ref: { system: 'erp', id: 'C-2' }, data: { kind: 'person', name: 'Bo' } },
      ann,
      { ...ann, data: { ...ann.data, name: 'Ann Two' }, ref: { ...ann.ref, type: 'supplier' } },
    ] as const;
    const results = await rep.party.upsert(items);
    expect(results.map(({ status }) => status)).toEqual(['created', 'unchanged', 'created']);
    expect(new Set(results.map(({ id }) => id)).size).toBe(3);
    expect(commits).toHaveLength(2);
  });

  it('takes two deliveries of one record in one call one after the other', async () => {
    const { rep } = await open();
    const results = await rep.party.upsert([
      { ref: { system: 'erp', id: 'C-2', version: '1' }, data: { kind: 'person', name: 'Bo' } },
      { ref: { system: 'erp', id: 'C-2', version: '2' }, data: { kind: 'person', name: 'Bob' } },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['created', 'updated']);
    expect(results[0]?.id).toBe(results[1]?.id);
    expect((await rep.party.get(results[0]?.id ?? '')).name).toBe('Bob');
  });

  it('names what is wrong with each item and writes nothing of the batch', async () => {
    const { rep } = await open();
    const call = rep.party.upsert([
      ann,
      { ref: { system: 'erp', id: 'C-2' }, data: { kind: 'robot', name: 'x\u0000' } },
    ] as never);
    await expect(call).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: '1.data.kind' }, { path: '1.data.name' }],
    });
    await expect(rep.party.upsert({ ref: { system: 'erp' }, data: {} } as never)).rejects.toMatchObject({
      issues: [{ path: 'ref' }],
    });
    await expect(rep.party.upsert([ann, { ...ann, ref: { system: 'erp', id: 'a\u0000é' } }])).rejects.toMatchObject({
      issues: [{ path: '1.ref.externalId' }],
    });
    await expect(rep.party.upsert({ ...ann, phones: [] } as never)).rejects.toMatchObject({
      issues: [{ path: 'phones' }],
    });
    await expect(
      rep.party.upsert({ ...ann, contactPoints: [{ kind: 'email', value: 7 }] } as never),
    ).rejects.toMatchObject({ issues: [{ path: 'contactPoints.0.value' }] });
    expect(await rep.party.count()).toBe(0);
    expect(await rep.sourceRecord.count()).toBe(0);
  });

  it('creates one party of 50 simultaneous deliveries', async () => {
    const { rep } = await open();
    const results = await Promise.all(Array.from({ length: 50 }, () => rep.party.upsert(ann)));
    expect(results.filter(({ status }) => status === 'created')).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'unchanged')).toHaveLength(49);
    expect(await rep.party.count()).toBe(1);
  });

  it('names the number in the source when a reference points nowhere', async () => {
    const { rep } = await open();
    const call = rep.project.upsert({
      ref: { system: 'erp', id: 'P-9' },
      data: { code: 'A', title: 'x', customer: 'pty_none' },
    });
    await expect(call).rejects.toMatchObject({
      code: 'MISSING_REFERENCE',
      reference: { entity: 'project', id: 'erp:P-9', target: 'pty_none' },
    });
  });

  it('cuts calls that do not fit one commit into batches', async () => {
    const storage = memoryStorage();
    const { rep, commits } = await open({ ...storage, capabilities: { ...storage.capabilities, maxBatch: 10 } });
    const results = await rep.party.upsert(
      Array.from({ length: 12 }, (_, n) => ({
        ref: { system: 'erp', id: `C-${n}` },
        data: { kind: 'person' as const, name: `P${n}` },
      })),
    );
    expect(results.every(({ status }) => status === 'created')).toBe(true);
    expect(commits.length).toBe(3);
  });

  it('brings a deleted record back under its id when the source has news of it', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(ann);
    await rep.party.delete(id ?? '');
    expect(await rep.party.upsert(ann)).toEqual({ status: 'deleted', id: null });
    expect(await rep.party.upsert({ ...ann, data: { ...ann.data, name: 'Ann Lee' } })).toEqual({
      status: 'created',
      id,
    });
    expect((await rep.party.get(id ?? '')).name).toBe('Ann Lee');
  });

  it('counts news of what travels along as an update', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(ann);
    const contactPoints = [{ kind: 'email', value: 'ann@example.com' }] as const;
    expect(await rep.party.upsert({ ...ann, contactPoints })).toEqual({ status: 'updated', id });
    expect(await rep.party.history(id ?? '')).toHaveLength(1);
    expect(await rep.contactPoint.count()).toBe(1);
  });

  it('finds records by the references of their sources', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(ann);
    expect(
      await rep.party.resolve([
        { system: 'erp', id: 'C-9' },
        { system: 'erp', id: 'C-1' },
      ]),
    ).toEqual([null, id]);
  });
});

describe('a unique value that another record holds', () => {
  const of = (ref: string, onDuplicate?: 'refuse' | 'existing' | 'review', code = 'A') => ({
    ref: { system: 'erp', id: ref },
    data: { code, title: `from ${ref}` },
    ...(onDuplicate && { onDuplicate }),
  });

  it('is refused with its holder while the rest of the batch goes on', async () => {
    const { rep } = await open();
    const held = await rep.project.create({ code: 'A', title: 'first' });
    const results = await rep.project.upsert([of('1'), of('2', 'review'), of('3', 'refuse', 'B')]);
    expect(results).toMatchObject([
      { status: 'refused', id: null, duplicate: { key: 'project.code', holder: held.id } },
      { status: 'review', id: null, duplicate: { holder: held.id } },
      { status: 'created' },
    ]);
    expect(await rep.project.count()).toBe(2);
    expect(await rep.sourceRecord.count()).toBe(1);
  });

  it('joins the record that holds it when told so', async () => {
    const { rep } = await open();
    const held = await rep.project.create({ code: 'A', title: 'first', budget: 3 });
    expect(await rep.project.upsert(of('1', 'existing'))).toEqual({ status: 'updated', id: held.id });
    expect(await rep.project.get(held.id)).toMatchObject({ title: 'from 1', budget: 3 });
    expect(await rep.project.upsert(of('1', 'existing'))).toEqual({ status: 'unchanged', id: held.id });
  });

  it('is linked without writing it when it says the same already', async () => {
    const { rep } = await open();
    const held = await rep.project.create({ code: 'A', title: 'from 1' });
    expect(await rep.project.upsert(of('1', 'existing'))).toEqual({ status: 'linked', id: held.id });
    expect(await rep.project.history(held.id)).toHaveLength(1);
    expect(await rep.project.resolve([{ system: 'erp', id: '1' }])).toEqual([held.id]);
    expect(await rep.project.upsert(of('1', 'existing'))).toEqual({ status: 'unchanged', id: held.id });
  });

  it('is found inside the batch itself', async () => {
    const { rep } = await open();
    const results = await rep.project.upsert([of('1'), of('2'), of('3', 'existing')]);
    expect(results).toMatchObject([
      { status: 'created' },
      { status: 'refused', duplicate: { holder: results[0]?.id } },
      { status: 'updated', id: results[0]?.id },
    ]);
    expect(await rep.project.count()).toBe(1);
  });

  it('leads from a satellite to its owner', async () => {
    const { rep } = await open();
    const taxId = { scheme: 'vat', value: 'DE123456789', verified: true } as const;
    const first = await rep.party.upsert({ ...ann, identifiers: [taxId] });
    const second = {
      ref: { system: 'shop', id: '77' },
      data: { kind: 'person', name: 'A. Lee' },
      identifiers: [taxId],
    } as const;
    expect(await rep.party.upsert(second)).toEqual({
      status: 'refused',
      id: null,
      duplicate: { key: 'identifier.verified', holder: first.id },
    });
    expect(await rep.party.upsert({ ...second, onDuplicate: 'existing' })).toEqual({ status: 'updated', id: first.id });
    expect(await rep.party.count()).toBe(1);
  });
});

describe('a record that was deleted here', () => {
  const item = (version: string, name = 'Ann') => ({
    ref: { system: 'erp', id: 'C-1', version },
    data: { kind: 'person' as const, name },
  });

  it('stays deleted while its source has no news, and nothing is written', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(item('2'));
    await rep.party.delete(id ?? '');
    const before = await rep.sourceRecord.list();
    for (const repeat of [item('2'), item('1'), item('3')])
      expect(await rep.party.upsert(repeat)).toEqual({ status: 'deleted', id: null });
    expect(await rep.party.count()).toBe(0);
    expect(await rep.sourceRecord.list()).toEqual(before);
  });

  it('is resolved to nothing, so that no fact can name it', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(item('1'));
    const refs = [{ system: 'erp', id: 'C-1' }];
    expect(await rep.party.resolve(refs)).toEqual([id]);
    await rep.party.delete(id ?? '');
    expect(await rep.party.resolve(refs)).toEqual([null]);
  });

  it('comes back under its id with what its source says anew', async () => {
    const { rep } = await open();
    const { id } = await rep.party.upsert(item('1'));
    await rep.party.delete(id ?? '');
    expect(await rep.party.upsert(item('2', 'Anna'))).toEqual({ status: 'created', id });
    expect((await rep.party.get(id ?? '')).name).toBe('Anna');
    expect(await rep.party.resolve([{ system: 'erp', id: 'C-1' }])).toEqual([id]);
    expect(await rep.party.upsert(item('2', 'Anna'))).toEqual({ status: 'unchanged', id });
  });
});

it('keeps every answer true under random batches against a plain model', async () => {
  const seed = 20_240_809;
  const { createRandom } = await import('../values/seeded-random.js');
  const random = createRandom(seed);
  const { rep } = await open();
  const known = new Map<string, { version: number; name: string; id: string }>();
  for (let round = 0; round < 60; round += 1) {
    const items = Array.from({ length: random.integer(1, 8) }, () => ({
      id: `C-${random.integer(1, 12)}`,
      version: random.integer(1, 6),
    }));
    const results = await rep.party.upsert(
      items.map(({ id, version }) => ({
        ref: { system: 'erp', id, version: String(version) },
        data: { kind: 'person' as const, name: `${id} v${version}` },
      })),
    );
    for (const [index, { id, version }] of items.entries()) {
      const before = known.get(id);
      const expected =
        before === undefined
          ? 'created'
          : version === before.version
            ? 'unchanged'
            : version < before.version
              ? 'stale'
              : 'updated';
      expect(results[index]?.status, `seed ${seed}, round ${round}, item ${index}`).toBe(expected);
      if (expected === 'created' || expected === 'updated')
        known.set(id, { version, name: `${id} v${version}`, id: results[index]?.id ?? '' });
    }
  }
  expect(await rep.party.count()).toBe(known.size);
  for (const { id, name } of known.values()) expect((await rep.party.get(id)).name).toBe(name);
});
