import { isCrmError, type Storage } from '@crmkit/core';
import { withFallbacks } from '@crmkit/core/storage';
import type { RuleGroup } from '../rule.js';
import {
  claim,
  commitMany,
  commitOf,
  commitOk,
  failure,
  NOON,
  put,
  queryIds,
  read,
  readFeed,
  retrying,
  withoutRev,
} from '../support/call.js';
import { laterSchema, suiteSchema } from '../support/suite-schema.js';

/** Opening, closing, aborting, restarting, and what a storage says about itself. */
export const lifecycleRules: RuleGroup = {
  title: 'lifecycle',
  rules: [
    {
      id: 'LI1',
      promise: 'Opening again with the same schema changes nothing.',
      async run({ fresh, expect }) {
        const { storage } = await fresh();
        await commitOk(
          storage,
          { tenant: 't' },
          commitOf([put('counter', 'c', { value: 1 })], { claims: [claim('k', 'c')] }),
        );
        await storage.open(suiteSchema);
        await storage.open(suiteSchema);
        expect(withoutRev(await read(storage, { tenant: 't' }, 'counter', 'c'))).toEqual({ id: 'c', value: 1 });
        expect((await readFeed(storage, { tenant: 't' })).length).toBe(1);
        await storage.close();
      },
    },
    {
      id: 'LI2',
      promise: 'After `close` every call fails with `CLOSED`; closing twice is allowed.',
      async run({ fresh }) {
        const { storage } = await fresh();
        const context = { tenant: 't' };
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await storage.close();
        await storage.close();
        await failure(() => storage.get(context, 'counter', ['c']), 'CLOSED');
        await failure(() => storage.query(context, 'counter', { limit: 1, now: 0 }), 'CLOSED');
        await failure(() => storage.commit(context, commitOf([put('counter', 'd', { value: 1 })])), 'CLOSED');
        await failure(() => storage.changes(context, { after: null, limit: 1 }), 'CLOSED');
        await failure(async () => storage.versions?.(context, 'counter', { id: 'c', limit: 1 }), 'CLOSED');
      },
    },
    {
      id: 'LI3',
      promise: 'A signal that has fired stops every call with `ABORTED` before anything is done.',
      async run({ storage, context, expect }) {
        const aborted = { ...context, signal: AbortSignal.abort() };
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await failure(() => storage.get(aborted, 'counter', ['c']), 'ABORTED');
        await failure(() => storage.query(aborted, 'counter', { limit: 1, now: 0 }), 'ABORTED');
        await failure(() => storage.commit(aborted, commitOf([put('counter', 'd', { value: 1 })])), 'ABORTED');
        await failure(() => storage.changes(aborted, { after: null, limit: 1 }), 'ABORTED');
        await failure(async () => storage.versions?.(aborted, 'counter', { id: 'c', limit: 1 }), 'ABORTED');
        expect(await queryIds(storage, context, 'counter')).toEqual(['c']);
      },
    },
    {
      id: 'LI4',
      promise:
        'A signal that fires during a commit ends it in `ABORTED` with nothing written, or lets it succeed whole.',
      async run({ storage, context, random, loops, expect }) {
        for (let round = 0; round < loops(30, 5); round += 1) {
          const controller = new AbortController();
          const ids = Array.from({ length: 30 }, (_, index) => `c${round}-${index}`);
          const pending = storage.commit(
            { ...context, signal: controller.signal },
            commitOf(ids.map((id, value) => put('counter', id, { value }))),
          );
          const settled = pending.then(
            ({ ok }) => ok,
            (error: unknown) => {
              if (isCrmError(error, 'ABORTED')) return false;
              throw error;
            },
          );
          if (random.chance(0.5)) await Promise.resolve();
          if (random.chance(0.5)) await new Promise((resolve) => setTimeout(resolve, 0));
          controller.abort();
          const ok = await settled;
          const live = (await storage.get(context, 'counter', ids)).filter((row) => row !== null);
          expect(live.length).toBe(ok ? ids.length : 0);
        }
      },
    },
    {
      id: 'LI5',
      promise:
        'A storage that was opened with a newer schema refuses an older one with `SCHEMA_TOO_NEW`, and keeps working for those who know it.',
      async run({ fresh, expect }) {
        const { storage, instance } = await fresh();
        await commitOk(storage, { tenant: 't' }, commitOf([put('counter', 'c', { value: 1 })]));
        const other = await (instance.second ?? instance.reopen)?.();
        const older = { ...suiteSchema, version: suiteSchema.version - 1 };
        await failure(() => (other ?? storage).open(older), 'SCHEMA_TOO_NEW');
        if (other !== undefined) await other.close();
        expect((await read(storage, { tenant: 't' }, 'counter', 'c'))?.value).toBe(1);
        await storage.close();
      },
    },
    {
      id: 'LI6',
      promise:
        'A newer schema with another entity and another field opens over the old data: old records read as before, new fields and entities can be written and found.',
      async run({ fresh, expect }) {
        const { storage } = await fresh();
        const context = { tenant: 't' };
        const [rev = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'old', custom: { vip: true } })]),
        );
        await storage.open(laterSchema);
        expect(withoutRev(await read(storage, context, 'party', 'p'))).toEqual({
          id: 'p',
          name: 'old',
          custom: { vip: true },
        });
        await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'new', motto: '以客為尊' }, rev), put('visit', 'v', { value: 1 })]),
        );
        const where = {
          op: 'eq',
          left: { op: 'field', path: ['motto'] },
          right: { op: 'lit', type: 'text', value: '以客為尊' },
        } as const;
        expect(await queryIds(storage, context, 'party', { where })).toEqual(['p']);
        expect(await queryIds(storage, context, 'visit')).toEqual(['v']);
        await storage.close();
      },
    },
    {
      id: 'LI7',
      promise:
        'What was acknowledged survives closing and opening again: records, claims, checkpoints, feed and its numbers. (Storages that say `durable`.)',
      needs: ['durable', 'reopen'],
      async run({ fresh, expect }) {
        const { storage, instance } = await fresh();
        if (instance.reopen === undefined) throw new Error('The driver has no `reopen`.');
        const context = { tenant: 't' };
        await commitMany(
          storage,
          context,
          Array.from({ length: 300 }, (_, value) => put('counter', `c${value}`, { value })),
        );
        await commitOk(
          storage,
          context,
          commitOf([put('counter', 'x', { value: 1 })], {
            claims: [claim('k', 'x')],
            checkpoints: [{ subscriber: 's', expect: null, next: '7' }],
          }),
        );
        const before = await readFeed(storage, context);
        await storage.close();
        const again = withFallbacks(await instance.reopen());
        await again.open(suiteSchema);
        expect(await readFeed(again, context)).toEqual(before);
        expect((await queryIds(again, context, 'counter')).length).toBe(301);
        expect([(await again.commit(context, commitOf([], { claims: [claim('k', 'y')] }))).ok]).toEqual([false]);
        await commitOk(
          again,
          context,
          commitOf([put('counter', 'y', { value: 1 })], { checkpoints: [{ subscriber: 's', expect: '7', next: '8' }] }),
        );
        expect((await readFeed(again, context)).at(-1)?.number).toBe(302);
        await again.close();
      },
    },
    {
      id: 'LI8',
      promise:
        "Several storages over the same data see each other's commits and refuse each other's stale writes; several may open it at once. (Storages that say `multiProcess`, and drivers with `second`.)",
      needs: ['second'],
      async run({ fresh, expect }) {
        const { storage, instance } = await fresh();
        if (instance.second === undefined) throw new Error('The driver has no `second`.');
        const others: Storage[] = [];
        for (let index = 0; index < 3; index += 1) others.push(withFallbacks(await instance.second()));
        await Promise.all(others.map((other) => other.open(suiteSchema)));
        const context = { tenant: 't' };
        const [rev = ''] = await commitOk(
          storage,
          context,
          commitOf([put('counter', 'c', { value: 0 })], { claims: [claim('k', 'c')] }),
        );
        const all = [storage, ...others];
        for (const each of all) expect((await read(each, context, 'counter', 'c'))?.rev).toBe(rev);
        const results = await Promise.all(
          all.map((each, value) =>
            retrying(() => each.commit(context, commitOf([put('counter', 'c', { value }, rev)]))),
          ),
        );
        expect(results.filter(({ ok }) => ok).length).toBe(1);
        for (const each of all) expect((await readFeed(each, context)).map(({ number }) => number)).toEqual([1, 2]);
        for (const each of others) await each.close();
        await storage.close();
      },
    },
    {
      id: 'LI9',
      promise:
        'The storage does what its capabilities say: methods it promises are there, what it cannot push down it refuses with `UNSUPPORTED` in place of an approximation.',
      async run({ raw, context, expect }) {
        const { pushdown } = raw.capabilities;
        expect(
          [typeof raw.aggregate, typeof raw.asOf].map(
            (type, index) => type === 'function' || !(index === 0 ? pushdown.aggregate : pushdown.asOf),
          ),
        ).toEqual([true, true]);
        const where = { op: 'isNull', arg: { op: 'field', path: ['code'] } } as const;
        if (!pushdown.filter)
          await failure(() => raw.query(context, 'party', { limit: 1, now: NOON, where }), 'UNSUPPORTED');
        if (!pushdown.sort)
          await failure(
            () => raw.query(context, 'party', { limit: 1, now: NOON, sort: [{ path: ['name'], direction: 'asc' }] }),
            'UNSUPPORTED',
          );
        const { aggregate, asOf } = raw;
        if (!pushdown.aggregate && aggregate !== undefined)
          await failure(
            () => aggregate.call(raw, context, 'party', { measures: { n: { fn: 'count' } }, now: 0 }),
            'UNSUPPORTED',
          );
        if (!pushdown.asOf && asOf !== undefined)
          await failure(() => asOf.call(raw, context, 'party', { at: { number: 1 }, limit: 1 }), 'UNSUPPORTED');
      },
    },
    {
      id: 'LI10',
      promise:
        'When all connections break, calls fail with a typed error or succeed, the storage recovers by itself, and a commit whose answer was lost is there whole or not at all. (Drivers with `faults.disconnect`.)',
      needs: ['disconnect'],
      async run({ fresh, loops, expect }) {
        const { storage, instance } = await fresh();
        const disconnect = instance.faults?.disconnect?.bind(instance.faults);
        if (disconnect === undefined) throw new Error('The driver has no `faults.disconnect`.');
        const context = { tenant: 't' };
        for (let round = 0; round < loops(10, 3); round += 1) {
          const ids = Array.from({ length: 20 }, (_, index) => `c${round}-${index}`);
          const pending = storage
            .commit(context, commitOf(ids.map((id, value) => put('counter', id, { value }))))
            .then(({ ok }) => ok, typedOrThrow);
          await disconnect();
          const ok = await pending;
          const rows = await recovered(() => storage.get(context, 'counter', ids));
          const live = rows.filter((row) => row !== null).length;
          expect([0, 20].includes(live)).toBe(true);
          if (ok) expect(live).toBe(20);
        }
        const feed = await readFeed(storage, context);
        expect(feed.length).toBe((await queryIds(storage, context, 'counter')).length);
        await storage.close();
      },
    },
    {
      id: 'LI11',
      promise: 'Calls before `open` fail with `CLOSED`.',
      async run({ unopened, context }) {
        const storage = await unopened();
        await failure(() => storage.get(context, 'counter', ['c']), 'CLOSED');
        await failure(() => storage.query(context, 'counter', { limit: 1, now: 0 }), 'CLOSED');
        await failure(() => storage.commit(context, commitOf([put('counter', 'c', { value: 1 })])), 'CLOSED');
        await failure(() => storage.changes(context, { after: null, limit: 1 }), 'CLOSED');
        await storage.close();
      },
    },
  ],
};

const brokenCodes = ['UNAVAILABLE', 'RETRYABLE', 'FATAL'];

function typedOrThrow(error: unknown): false {
  if (isCrmError(error) && brokenCodes.includes(error.code)) return false;
  throw error;
}

/** Calls may fail a few times with a typed error while connections are made anew. */
async function recovered<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      typedOrThrow(error);
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
