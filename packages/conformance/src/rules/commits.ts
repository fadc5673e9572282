import type { RuleGroup } from '../rule.js';
import {
  claim,
  commitMany,
  commitOf,
  commitOk,
  commitRefused,
  failure,
  put,
  queryAll,
  read,
  readFeed,
  withoutRev,
} from '../support/call.js';
import { fullParty } from '../support/sample-rows.js';

/** One commit is one atomic step. */
export const commitRules: RuleGroup = {
  title: 'commits',
  rules: [
    {
      id: 'CO1',
      promise: 'A conflict in write 7 of 10 leaves nothing of writes 1 to 6, whatever they were.',
      async run({ storage, context, expect }) {
        const [old = '', gone = '', other = ''] = await commitOk(
          storage,
          context,
          commitOf([
            put('counter', 'old', { value: 1 }),
            put('counter', 'gone', { value: 1 }),
            put('counter', 'other', { value: 1 }),
          ]),
        );
        await commitOk(storage, context, commitOf([put('counter', 'other', { value: 2 }, other)]));
        const before = await queryAll(storage, context, 'counter');
        const writes = [
          put('counter', 'new1', { value: 1 }),
          put('counter', 'old', { value: 9 }, old),
          { entity: 'counter', id: 'gone', op: 'delete' as const, expect: gone },
          put('party', 'new2', { name: 'x' }),
          put('counter', 'new3', { value: 1 }),
          put('counter', 'new4', { value: 1 }),
          put('counter', 'other', { value: 3 }, other),
          put('counter', 'new5', { value: 1 }),
          put('counter', 'new6', { value: 1 }),
          put('counter', 'new7', { value: 1 }),
        ];
        const refused = await commitRefused(
          storage,
          context,
          commitOf(writes, { claims: [claim('k', 'new1')] }),
          'conflict',
        );
        expect([refused.entity, refused.id, refused.current?.value]).toEqual(['counter', 'other', 2]);
        expect(await queryAll(storage, context, 'counter')).toEqual(before);
        expect(await queryAll(storage, context, 'party')).toEqual([]);
        expect((await readFeed(storage, context)).length).toBe(4);
      },
    },
    {
      id: 'CO2',
      promise:
        'A reference to a record that does not live in this tenant is refused, naming record, path and target; nothing is written.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'x' })]));
        const order = await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'c', { value: 1 }), put('order', 'o', { party: 'nobody' })]),
          'missingRef',
        );
        expect([order.entity, order.id, order.path, order.target]).toEqual(['order', 'o', 'party', 'nobody']);
        const custom = await commitRefused(
          storage,
          context,
          commitOf([put('party', 'q', { name: 'x', parent: 'p', custom: { referrer: 'nobody' } })]),
          'missingRef',
        );
        expect([custom.entity, custom.id, custom.path, custom.target]).toEqual([
          'party',
          'q',
          'custom.referrer',
          'nobody',
        ]);
        expect([await read(storage, context, 'counter', 'c'), await read(storage, context, 'party', 'q')]).toEqual([
          null,
          null,
        ]);
      },
    },
    {
      id: 'CO3',
      promise: 'A reference may point at a record put in the same commit, before or after it, or at itself.',
      async run({ storage, context, expect }) {
        const writes = [
          put('order', 'o', { party: 'b' }),
          put('party', 'a', { name: 'a', parent: 'b' }),
          put('party', 'b', { name: 'b', parent: 'a' }),
          put('party', 'self', { name: 's', parent: 'self' }),
        ];
        await commitOk(storage, context, commitOf(writes));
        expect((await read(storage, context, 'party', 'self'))?.parent).toBe('self');
      },
    },
    {
      id: 'CO4',
      promise: 'A reference to a record that is deleted, before or by the same commit, is refused.',
      async run({ storage, context, expect }) {
        const [first = '', second = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'x' }), put('party', 'q', { name: 'x' })]),
        );
        await commitOk(storage, context, commitOf([{ entity: 'party', id: 'p', op: 'delete', expect: first }]));
        expect(
          (await commitRefused(storage, context, commitOf([put('order', 'o', { party: 'p' })]), 'missingRef')).target,
        ).toBe('p');
        const both = [
          put('order', 'o', { party: 'q' }),
          { entity: 'party', id: 'q', op: 'delete' as const, expect: second },
        ];
        expect((await commitRefused(storage, context, commitOf(both), 'missingRef')).target).toBe('q');
        expect(withoutRev(await read(storage, context, 'party', 'q'))).toEqual({ id: 'q', name: 'x' });
      },
    },
    {
      id: 'CO5',
      promise:
        'A commit sent twice, as after a lost answer, takes effect once: its creates and claims refuse the second.',
      async run({ storage, context, expect }) {
        const commit = commitOf([put('counter', 'c', { value: 1 })], { claims: [claim('idempotency:1', 'c')] });
        await commitOk(storage, context, commit);
        const again = await storage.commit(context, commit);
        expect(again.ok).toBe(false);
        expect((await readFeed(storage, context)).length).toBe(1);
        const onlyClaim = await storage.commit(
          context,
          commitOf([put('counter', 'd', { value: 1 })], { claims: [claim('idempotency:1', 'd')] }),
        );
        expect([onlyClaim.ok, !onlyClaim.ok && onlyClaim.reason]).toEqual([false, 'claimed']);
      },
    },
    {
      id: 'CO6',
      promise:
        'A commit of more writes plus claims than `maxBatch` (100 to 200,000) is refused with `INVALID_INPUT` and writes nothing; one of exactly `maxBatch` (or 2,000) succeeds.',
      async run({ storage, context, expect }) {
        const { maxBatch } = storage.capabilities;
        expect([Number.isInteger(maxBatch), maxBatch >= 100, maxBatch <= 200_000]).toEqual([true, true, true]);
        const most = Math.min(maxBatch, 2000);
        const writes = Array.from({ length: most - 1 }, (_, value) => put('counter', `c${value}`, { value }));
        await commitOk(storage, context, commitOf(writes, { claims: [claim('k', 'c0')] }));
        expect((await queryAll(storage, context, 'counter')).length).toBe(most - 1);
        const tooMany = Array.from({ length: maxBatch }, (_, value) => put('counter', `d${value}`, { value }));
        await failure(
          () => storage.commit(context, commitOf(tooMany, { claims: [claim('l', 'd0')] })),
          'INVALID_INPUT',
        );
        expect(await read(storage, context, 'counter', 'd0')).toBe(null);
      },
    },
    {
      id: 'CO7',
      promise:
        'A commit that names one record, claim or subscriber twice, deletes what it expects to be absent or puts no row is refused with `INVALID_INPUT`.',
      async run({ storage, context, expect }) {
        const write = put('counter', 'c', { value: 1 });
        const checkpoint = { subscriber: 's', expect: null, next: '1' };
        const commits = [
          commitOf([write, put('counter', 'c', { value: 2 })]),
          commitOf([write], { claims: [claim('k', 'c'), claim('k', 'c')] }),
          commitOf([write], { checkpoints: [checkpoint, checkpoint] }),
          commitOf([write, { entity: 'counter', id: 'x', op: 'delete', expect: 'absent' }]),
          commitOf([write, { entity: 'counter', id: 'x', op: 'put', expect: 'absent' }]),
        ];
        for (const commit of commits) await failure(() => storage.commit(context, commit), 'INVALID_INPUT');
        expect(await read(storage, context, 'counter', 'c')).toBe(null);
      },
    },
    {
      id: 'CO8',
      promise: 'A batch equals the same writes one by one: the same rows, found by the same queries.',
      async run({ storage, tenant, random, expect }) {
        const [bulk, single] = [tenant('bulk'), tenant('single')];
        const writes = Array.from({ length: 60 }, (_, index) =>
          put('party', `p${index}`, {
            ...fullParty(),
            employees: random.integer(-3, 3),
            name: `n${random.integer(0, 9)}`,
            ...(random.chance(0.3) && { nickname: null, tags: null }),
          }),
        );
        await commitMany(storage, bulk, writes);
        for (const write of writes) await commitOk(storage, single, commitOf([write]));
        const sort = [
          { path: ['employees'], direction: 'desc' as const },
          { path: ['name'], direction: 'asc' as const },
        ];
        const rows = await queryAll(storage, bulk, 'party', { sort });
        expect(rows.map(withoutRev)).toEqual((await queryAll(storage, single, 'party', { sort })).map(withoutRev));
      },
    },
    {
      id: 'CO9',
      promise: 'An empty commit succeeds, gives no revisions and leaves nothing in the feed.',
      async run({ storage, context, expect }) {
        expect(await storage.commit(context, commitOf([]))).toEqual({ ok: true, revs: [] });
        expect(await readFeed(storage, context)).toEqual([]);
      },
    },
    {
      id: 'CO10',
      promise: 'Creates, updates and deletes of several entities go into one commit.',
      async run({ storage, context, expect }) {
        const [p = '', q = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'p' }), put('party', 'q', { name: 'q' })]),
        );
        await commitOk(
          storage,
          context,
          commitOf([
            put('party', 'p', { name: 'p2' }, p),
            put('order', 'o', { party: 'p', quantity: 1 }),
            { entity: 'party', id: 'q', op: 'delete', expect: q },
            put('counter', 'c', { value: 1 }),
          ]),
        );
        expect((await storage.get(context, 'party', ['p', 'q'])).map((row) => row?.name ?? null)).toEqual(['p2', null]);
        expect([
          (await read(storage, context, 'order', 'o'))?.quantity,
          (await read(storage, context, 'counter', 'c'))?.value,
        ]).toEqual([1, 1]);
      },
    },
    {
      id: 'CO11',
      promise:
        'A put that names the paths it changes has only the references among them checked: one to a record that was deleted since stays and is still writable, one that is set is refused.',
      async run({ storage, context, expect }) {
        const fields = { name: 'a', parent: 'p', custom: { referrer: 'p' } };
        const [gone = '', rev = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'p' }), put('party', 'a', fields)]),
        );
        await commitOk(storage, context, commitOf([{ entity: 'party', id: 'p', op: 'delete', expect: gone }]));
        const change = (next: object, changed: readonly string[]) =>
          commitOf([{ ...put('party', 'a', { ...fields, ...next }, rev), changed }]);
        for (const path of ['parent', 'custom.referrer'])
          expect((await commitRefused(storage, context, change({}, ['name', path]), 'missingRef')).path).toBe(path);
        expect(
          (await commitRefused(storage, context, change({ parent: 'nobody' }, ['parent']), 'missingRef')).target,
        ).toBe('nobody');
        await commitOk(storage, context, change({ name: 'b' }, ['name']));
        expect(withoutRev(await read(storage, context, 'party', 'a'))).toEqual({ id: 'a', ...fields, name: 'b' });
        const copy = { ...put('party', 'copy', fields), changed: ['name'] };
        await commitOk(storage, context, commitOf([copy]));
      },
    },
  ],
};
