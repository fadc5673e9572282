import type { Change } from '@crmkit/core';
import { CHECKPOINTS } from '@crmkit/core/storage';
import type { RuleGroup, Trial } from '../rule.js';
import {
  causeAt,
  claim,
  commitMany,
  commitOf,
  commitOk,
  commitRefused,
  failure,
  feedEnd,
  NOON,
  pause,
  put,
  read,
  readFeed,
  retrying,
  withoutRev,
} from '../support/call.js';

/** The feed: every commit, once, in order. */
export const feedRules: RuleGroup = {
  title: 'feed',
  rules: [
    {
      id: 'FE1',
      promise:
        'Each write leaves one feed entry with entity, id, operation, revision, after-image, changed paths and cause; numbers are gap-free and ascending from 1.',
      async run({ storage, context, expect }) {
        const detail = { run: 'r1', rows: 3, dry: false };
        const [rev = ''] = await commitOk(
          storage,
          context,
          commitOf([{ ...put('party', 'p', { name: 'one', tags: ['a'] }), changed: ['name', 'tags'] }], {
            cause: { ...causeAt(NOON, 'party.create'), detail },
          }),
        );
        const [next = ''] = await commitOk(
          storage,
          context,
          commitOf(
            [{ ...put('party', 'p', { name: 'two', custom: { vip: true } }, rev), changed: ['name', 'custom.vip'] }],
            { cause: causeAt(NOON + 1) },
          ),
        );
        const [gone = ''] = await commitOk(
          storage,
          context,
          commitOf([{ entity: 'party', id: 'p', op: 'delete', expect: next }], { cause: causeAt(NOON + 2) }),
        );
        const changes = await readFeed(storage, context);
        expect(changes.map(({ entity, id, op, rev: r }) => [entity, id, op, r])).toEqual([
          ['party', 'p', 'put', rev],
          ['party', 'p', 'put', next],
          ['party', 'p', 'delete', gone],
        ]);
        expect(changes.map(({ row }) => withoutRev(row))).toEqual([
          { id: 'p', name: 'one', tags: ['a'] },
          { id: 'p', name: 'two', custom: { vip: true } },
          null,
        ]);
        expect(changes.map(({ row }) => row?.rev)).toEqual([rev, next, undefined]);
        expect(changes.map(({ changed }) => changed)).toEqual([['name', 'tags'], ['name', 'custom.vip'], undefined]);
        expect(changes.map(({ cause }) => cause)).toEqual([
          { ...causeAt(NOON, 'party.create'), detail },
          causeAt(NOON + 1),
          causeAt(NOON + 2),
        ]);
        expectGapFree(changes, expect);
      },
    },
    {
      id: 'FE2',
      promise: 'The entries of one commit follow each other in the order of its writes.',
      async run({ storage, context, expect }) {
        const ids = Array.from({ length: 40 }, (_, index) => `c${(index * 17) % 40}`);
        await commitOk(storage, context, commitOf(ids.map((id, value) => put('counter', id, { value }))));
        expect((await readFeed(storage, context)).map(({ id }) => id)).toEqual(ids);
      },
    },
    {
      id: 'FE3',
      promise: 'A refused or failed commit leaves nothing in the feed and no gap in its numbers.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([put('counter', 'a', { value: 1 })], { claims: [claim('k', 'a')] }));
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'b', { value: 1 }), put('counter', 'a', { value: 2 })]),
          'conflict',
        );
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'b', { value: 1 })], { claims: [claim('k', 'b')] }),
          'claimed',
        );
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'b', { value: 1 }), put('order', 'o', { party: 'x' })]),
          'missingRef',
        );
        await commitOk(storage, context, commitOf([put('counter', 'b', { value: 1 })]));
        const changes = await readFeed(storage, context);
        expect(changes.map(({ id }) => id)).toEqual(['a', 'b']);
        expectGapFree(changes, expect);
      },
    },
    {
      id: 'FE4',
      promise:
        'All new facts of one entity in one commit are one entry `load` with their ids in the order written and no image.',
      async run({ storage, context, expect }) {
        await commitOk(
          storage,
          context,
          commitOf([
            put('party', 'p', { name: 'p' }),
            put('order', 'o2', { party: 'p' }),
            put('counter', 'c', { value: 1 }),
            put('order', 'o1', { party: 'p' }),
            put('order', 'o3', { party: 'p' }),
          ]),
        );
        await commitOk(storage, context, commitOf([put('order', 'o4', { party: 'p' })]));
        const changes = await readFeed(storage, context);
        expect(changes.map(({ op, entity, id, ids }) => [op, entity, id, ids ?? null])).toEqual([
          ['put', 'party', 'p', null],
          ['load', 'order', 'o2', ['o2', 'o1', 'o3']],
          ['put', 'counter', 'c', null],
          ['load', 'order', 'o4', ['o4']],
        ]);
        expect(changes.map(({ row }) => row === undefined)).toEqual([false, true, false, true]);
        expectGapFree(changes, expect);
      },
    },
    {
      id: 'FE5',
      promise:
        'Later changes of a fact are logged one by one, with their after-image and, as `before`, the image they replace; those of other entities come without.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        await commitOk(
          storage,
          context,
          commitOf([put('order', 'o1', { party: 'p', quantity: 1 }), put('order', 'o2', { party: 'p', quantity: 1 })]),
        );
        const rows = await storage.get(context, 'order', ['o1', 'o2']);
        await commitOk(
          storage,
          context,
          commitOf(
            rows.map((row) => ({
              ...put('order', row?.id ?? '', { party: 'p', quantity: 2 }, row?.rev),
              ...(row && { before: row }),
            })),
          ),
        );
        const changes = (await readFeed(storage, context)).slice(2);
        expect(changes.map(({ op, id, row }) => [op, id, row?.quantity])).toEqual([
          ['put', 'o1', 2],
          ['put', 'o2', 2],
        ]);
        const o1 = await read(storage, context, 'order', 'o1');
        const p = await read(storage, context, 'party', 'p');
        await commitOk(
          storage,
          context,
          commitOf([
            { entity: 'order', id: 'o1', op: 'delete', expect: o1?.rev ?? '', ...(o1 && { before: o1 }) },
            put('party', 'p', { name: 'new' }, p?.rev),
          ]),
        );
        expect((await readFeed(storage, context)).map(({ before = null }) => before)).toEqual([
          ...[null, null],
          ...rows,
          ...[o1, null],
        ]);
      },
    },
    {
      id: 'FE6',
      promise:
        'A page holds at most `limit` entries; its checkpoint leads to the next, and equals `after` exactly when nothing is new.',
      async run({ storage, context, expect }) {
        const empty = await storage.changes(context, { after: null, limit: 5 });
        expect(empty.changes).toEqual([]);
        expect((await storage.changes(context, { after: empty.checkpoint, limit: 5 })).checkpoint).toBe(
          empty.checkpoint,
        );
        for (let value = 0; value < 12; value += 1)
          await commitOk(storage, context, commitOf([put('counter', `c${value}`, { value })]));
        const seen: string[] = [];
        let after: string | null = empty.checkpoint;
        for (;;) {
          const page = await storage.changes(context, { after, limit: 5 });
          expect(page.changes.length <= 5).toBe(true);
          seen.push(...page.changes.map(({ id }) => id));
          if (page.checkpoint === after) break;
          after = page.checkpoint;
        }
        expect(seen).toEqual(Array.from({ length: 12 }, (_, value) => `c${value}`));
        await commitOk(storage, context, commitOf([put('counter', 'late', { value: 1 })]));
        expect((await readFeed(storage, context, { after })).map(({ id }) => id)).toEqual(['late']);
        for (const limit of [0, 10_001, 1.5])
          await failure(() => storage.changes(context, { after: null, limit }), 'INVALID_INPUT');
      },
    },
    {
      id: 'FE7',
      promise: 'A feed of some entities leaves out the others and loses none of its own, whatever the page size.',
      async run({ storage, context, expect }) {
        for (let index = 0; index < 60; index += 1) {
          const write =
            index % 10 === 3 ? put('party', `p${index}`, { name: 'x' }) : put('counter', `c${index}`, { value: index });
          await commitOk(storage, context, commitOf([write]));
        }
        for (const limit of [1, 2, 7, 500]) {
          const changes = await readFeed(storage, context, { limit, entities: ['party'] });
          expect(changes.map(({ id }) => id)).toEqual(['p3', 'p13', 'p23', 'p33', 'p43', 'p53']);
        }
        expect((await readFeed(storage, context, { entities: [] })).length).toBe(0);
        expect((await readFeed(storage, context, { entities: ['party', 'counter'] })).length).toBe(60);
      },
    },
    {
      id: 'FE8',
      promise:
        'Erasing leaves an entry without image and takes the images out of all earlier entries of that record, and of no other.',
      async run({ storage, context, expect }) {
        const [p = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'secret 1' }), put('party', 'q', { name: 'other' })]),
        );
        const [p2 = ''] = await commitOk(storage, context, commitOf([put('party', 'p', { name: 'secret 2' }, p)]));
        await commitOk(storage, context, commitOf([{ entity: 'party', id: 'p', op: 'erase', expect: p2 }]));
        const changes = await readFeed(storage, context);
        expect(changes.map(({ id, op, row }) => [id, op, row?.name ?? null])).toEqual([
          ['p', 'put', null],
          ['q', 'put', 'other'],
          ['p', 'put', null],
          ['p', 'erase', null],
        ]);
        expect(JSON.stringify(changes).includes('secret')).toBe(false);
        expect(await read(storage, context, 'party', 'p')).toBe(null);
        expectGapFree(changes, expect);
      },
    },
    {
      id: 'FE9',
      promise:
        'A record that is already deleted is erased by expecting it to be absent; a fact loses the images of its corrections too.',
      async run({ storage, context, expect }) {
        const [p = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'secret' }), put('party', 'q', { name: 'q' })]),
        );
        await commitOk(storage, context, commitOf([{ entity: 'party', id: 'p', op: 'delete', expect: p }]));
        await commitOk(storage, context, commitOf([{ entity: 'party', id: 'p', op: 'erase', expect: 'absent' }]));
        await commitOk(storage, context, commitOf([put('order', 'o', { party: 'q', comment: 'secret' })]));
        const before = await read(storage, context, 'order', 'o');
        const [o2 = ''] = await commitOk(
          storage,
          context,
          commitOf([
            { ...put('order', 'o', { party: 'q', comment: 'secret too' }, before?.rev), ...(before && { before }) },
          ]),
        );
        await commitOk(storage, context, commitOf([{ entity: 'order', id: 'o', op: 'erase', expect: o2 }]));
        const changes = await readFeed(storage, context);
        expect(JSON.stringify(changes).includes('secret')).toBe(false);
        expect(changes.map(({ op }) => op)).toEqual(['put', 'put', 'delete', 'erase', 'load', 'put', 'erase']);
      },
    },
    {
      id: 'FE10',
      promise:
        'A checkpoint moves with its commit or not at all: one that expects another value is refused, naming the current one, and writes nothing.',
      async run({ storage, context, expect }) {
        const move = (expected: string | null, next: string) => ({
          checkpoints: [{ subscriber: 'views', expect: expected, next }],
        });
        await commitOk(storage, context, commitOf([put('counter', 'a', { value: 1 })], move(null, '1')));
        const refused = await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'b', { value: 1 })], move(null, '2')),
          'checkpoint',
        );
        expect([refused.subscriber, refused.current]).toEqual(['views', '1']);
        expect(await read(storage, context, 'counter', 'b')).toBe(null);
        await commitOk(storage, context, commitOf([put('counter', 'b', { value: 1 })], move('1', '2')));
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'b', { value: 2 })], move('2', '3')),
          'conflict',
        );
        await commitOk(storage, context, commitOf([], move('2', '3')));
        const [row, none] = await storage.get(context, CHECKPOINTS, ['views', 'nobody']);
        expect([row?.id, row?.checkpoint, none, Object.keys(row ?? {}).sort()]).toEqual([
          'views',
          '3',
          null,
          ['checkpoint', 'id', 'rev'],
        ]);
        const fresh = await commitRefused(
          storage,
          context,
          commitOf([], { checkpoints: [{ subscriber: 'new', expect: '5', next: '6' }] }),
          'checkpoint',
        );
        expect(fresh.current).toBe(null);
      },
    },
    {
      id: 'FE11',
      promise: 'Of simultaneous commits that move one checkpoint from the same value exactly one succeeds.',
      async run({ storage, context, expect }) {
        const results = await Promise.all(
          Array.from({ length: 30 }, (_, value) =>
            retrying(() =>
              storage.commit(
                context,
                commitOf([put('counter', `c${value}`, { value })], {
                  checkpoints: [{ subscriber: 's', expect: null, next: String(value) }],
                }),
              ),
            ),
          ),
        );
        expect(results.filter(({ ok }) => ok).length).toBe(1);
        expect((await readFeed(storage, context)).length).toBe(1);
      },
    },
    {
      id: 'FE12',
      promise:
        "While 8 writers commit batches and meet refusals, two readers that follow the feed see every entry exactly once, gap-free, with each record's revisions in the order they were made.",
      async run(trial) {
        const { storage, context, loops, expect } = trial;
        const events = loops(12_000, 400);
        const written: string[][] = [];
        let writing = true;
        const writers = Promise.all(
          Array.from({ length: 8 }, (_, writer) => writeEvents(trial, writer, events / 8, written)),
        ).then(() => {
          writing = false;
        });
        const follow = async (limit: number): Promise<readonly Change[]> => {
          const seen: Change[] = [];
          let after: string | null = null;
          for (;;) {
            const last = !writing;
            const page = await storage.changes(context, { after, limit });
            seen.push(...page.changes);
            if (last && page.checkpoint === after) return seen;
            after = page.checkpoint;
            await pause(0);
          }
        };
        const [first, second] = await Promise.all([follow(100), follow(37), writers]);
        expectGapFree(first, expect);
        const keys = first.map(({ id, rev }) => `${id} ${rev}`);
        expect(second.map(({ id, rev }) => `${id} ${rev}`)).toEqual(keys);
        expect([...keys].sort()).toEqual(written.flat().sort());
        const values = new Map<string, number>();
        for (const { id, row } of first) {
          const value = Number(row?.value);
          expect([id, value > (values.get(id) ?? -1)]).toEqual([id, true]);
          values.set(id, value);
        }
      },
    },
    {
      id: 'FE13',
      promise:
        'A writer that commits late, behind others that began after it, is not lost: its entries come later in the feed.',
      needs: ['joinHost', 'host.sessions'],
      async run({ storage, context, instance, random, loops, expect }) {
        const { host } = instance;
        if (host === undefined) throw new Error('The driver has no `host`.');
        const expected: string[] = [];
        const seen: Change[] = [];
        let after: string | null = null;
        const poll = async (): Promise<void> => {
          const page = await storage.changes(context, { after, limit: 100 });
          after = page.checkpoint;
          seen.push(...page.changes);
        };
        for (let round = 0; round < loops(40, 6); round += 1) {
          const sessions = await Promise.all([0, 1, 2].map(() => host.begin()));
          for (const [index, session] of sessions.entries()) {
            await commitOk(
              storage,
              { ...context, host: session.tx },
              commitOf([put('counter', `c${round}-${index}`, { value: round })]),
            );
          }
          for (const index of [2, 1, 0]) {
            if (random.chance(0.25)) await sessions[index]?.rollback();
            else {
              await sessions[index]?.commit();
              expected.push(`c${round}-${index}`);
            }
            await poll();
          }
        }
        await poll();
        expect(seen.map(({ id }) => id).sort()).toEqual([...expected].sort());
        expectGapFree(seen, expect);
      },
    },
    {
      id: 'FE14',
      promise: 'A malformed checkpoint is refused with `INVALID_INPUT` or `INVALID_CURSOR`.',
      async run({ storage, context }) {
        for (const after of ['', 'x', '-1', '1.5', '{}', ' 1']) {
          await failure(() => storage.changes(context, { after, limit: 1 }), 'INVALID_INPUT', 'INVALID_CURSOR');
        }
      },
    },
    {
      id: 'FE15',
      promise: 'What the feed gave out is detached, and later commits do not change it.',
      async run({ storage, context, expect }) {
        const [rev = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'one', tags: ['a'] })]),
        );
        const [first] = await readFeed(storage, context);
        try {
          (first?.row?.tags as string[])[0] = 'vandal';
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
        }
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'two' }, rev)]));
        expect(withoutRev((await readFeed(storage, context))[0]?.row)).toEqual({ id: 'p', name: 'one', tags: ['a'] });
        expect(await feedEnd(storage, context)).toBe(await feedEnd(storage, context));
      },
    },
    {
      id: 'FE16',
      promise: 'A large load of facts is one entry, and its numbers go on behind it.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        const size = Math.min(1000, storage.capabilities.maxBatch);
        const ids = Array.from({ length: size }, (_, index) => `o${index}`);
        await commitMany(
          storage,
          context,
          ids.map((id) => put('order', id, { party: 'p' })),
          size,
        );
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        const changes = await readFeed(storage, context);
        expect(changes.map(({ op }) => op)).toEqual(['put', 'load', 'put']);
        expect(changes[1]?.ids).toEqual(ids);
        expectGapFree(changes, expect);
      },
    },
  ],
};

function expectGapFree(changes: readonly Change[], expect: Trial['expect']): void {
  expect(changes.map(({ number }) => number)).toEqual(changes.map((_, index) => index + 1));
}

/** Updates counters in batches until its share of events is acknowledged; notes `id rev` of each. */
async function writeEvents(
  { storage, context, random }: Trial,
  writer: number,
  share: number,
  written: string[][],
): Promise<void> {
  const pool = Array.from({ length: 20 }, (_, index) => `shared-${index}`);
  let value = 0;
  let done = 0;
  while (done < share) {
    if (random.chance(0.05)) await pause(random.integer(0, 3));
    value += 1;
    const own = Array.from({ length: random.integer(1, 4) }, (_, index) =>
      put('counter', `w${writer}-${value}-${index}`, { value }),
    );
    const id = random.pick(pool);
    const row = await read(storage, context, 'counter', id);
    const shared = put('counter', id, { value: Number(row?.value ?? 0) + 1 }, row?.rev ?? 'absent');
    const writes = random.chance(0.7) ? [...own, shared] : own;
    const result = await retrying(() => storage.commit(context, commitOf(writes)));
    if (!result.ok) continue;
    written.push(writes.map((write, index) => `${write.id} ${result.revs[index]}`));
    done += writes.length;
  }
}
