import type { Context, Row, Storage, Write } from '@crmkit/core';
import type { RuleGroup } from '../rule.js';
import {
  commitMany,
  commitOf,
  commitOk,
  commitRefused,
  pause,
  put,
  queryIds,
  read,
  retrying,
  withoutRev,
} from '../support/call.js';

/** Optimistic writes: who read the newest state wins, everybody else is told. */
export const raceRules: RuleGroup = {
  title: 'optimistic races',
  rules: [
    {
      id: 'RA1',
      promise:
        'A write that expects a revision other than the current one is refused as a conflict that names the record and gives its current row.',
      async run({ storage, context, expect }) {
        const [first = ''] = await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 2 }, first)]));
        const refused = await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'c', { value: 3 }, first)]),
          'conflict',
        );
        expect([refused.entity, refused.id]).toEqual(['counter', 'c']);
        expect(refused.current).toEqual(await read(storage, context, 'counter', 'c'));
        expect(withoutRev(refused.current)).toEqual({ id: 'c', value: 2 });
        // Also where it hides in a large batch, and for an erasure that expects nothing to live.
        const many = Array.from({ length: 40 }, (_, value) => put('counter', `new-${value}`, { value }));
        const wrong: readonly Write[] = [
          put('counter', 'c', { value: 3 }, first),
          put('counter', 'c', { value: 3 }),
          { entity: 'counter', id: 'c', op: 'erase', expect: 'absent' },
        ];
        for (const write of wrong) {
          const result = await commitRefused(storage, context, commitOf([...many, write]), 'conflict');
          expect([result.id, result.current]).toEqual(['c', refused.current]);
        }
        expect(await queryIds(storage, context, 'counter')).toEqual(['c']);
      },
    },
    {
      id: 'RA2',
      promise:
        'Of 100 simultaneous writers that read the same revision of one record exactly one wins; the others get a conflict.',
      async run({ storage, context, expect }) {
        let [rev = ''] = await commitOk(storage, context, commitOf([put('counter', 'c', { value: -1 })]));
        for (let round = 0; round < 3; round += 1) {
          const results = await Promise.all(
            Array.from({ length: 100 }, (_, value) =>
              retrying(() => storage.commit(context, commitOf([put('counter', 'c', { value }, rev)]))),
            ),
          );
          const winners = results.flatMap((result, value) => (result.ok ? [{ value, rev: result.revs[0] ?? '' }] : []));
          expect(winners.length).toBe(1);
          expect(results.filter((result) => !result.ok && result.reason === 'conflict').length).toBe(99);
          const row = await read(storage, context, 'counter', 'c');
          expect([row?.value, row?.rev]).toEqual([winners[0]?.value, winners[0]?.rev]);
          rev = row?.rev ?? '';
        }
      },
    },
    {
      id: 'RA3',
      promise: 'Of 100 simultaneous creates of one id exactly one wins.',
      async run({ storage, context, expect }) {
        const results = await Promise.all(
          Array.from({ length: 100 }, (_, value) =>
            retrying(() => storage.commit(context, commitOf([put('counter', 'c', { value })]))),
          ),
        );
        const winners = results.flatMap((result, value) => (result.ok ? [value] : []));
        expect(winners.length).toBe(1);
        expect((await read(storage, context, 'counter', 'c'))?.value).toBe(winners[0]);
      },
    },
    {
      id: 'RA4',
      promise:
        'No update is ever lost: increments by simultaneous writers that read, add one and try again on conflict add up.',
      async run({ storage, context, loops, expect }) {
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 0 })]));
        const each = loops(20, 3);
        await Promise.all(
          Array.from({ length: 8 }, async () => {
            for (let done = 0; done < each; done += 1) await increment(storage, context);
          }),
        );
        expect((await read(storage, context, 'counter', 'c'))?.value).toBe(8 * each);
      },
    },
    {
      id: 'RA5',
      promise: 'A revision read before a delete does not fit the record created anew under the same id.',
      async run({ storage, context, expect }) {
        const [old = ''] = await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await commitOk(storage, context, commitOf([{ entity: 'counter', id: 'c', op: 'delete', expect: old }]));
        expect(
          (await commitRefused(storage, context, commitOf([put('counter', 'c', { value: 2 }, old)]), 'conflict'))
            .current,
        ).toBe(null);
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await commitRefused(storage, context, commitOf([put('counter', 'c', { value: 3 }, old)]), 'conflict');
        await commitRefused(
          storage,
          context,
          commitOf([{ entity: 'counter', id: 'c', op: 'delete', expect: old }]),
          'conflict',
        );
        expect((await read(storage, context, 'counter', 'c'))?.value).toBe(1);
      },
    },
    {
      id: 'RA6',
      promise:
        'Lists that 8 simultaneous writers append to hold every acknowledged element exactly once, and every read of them is a prefix of the end.',
      async run({ storage, context, random, loops, expect }) {
        const lists = ['l0', 'l1', 'l2'];
        await commitOk(storage, context, commitOf(lists.map((id) => put('counter', id, { value: 0, items: [] }))));
        const acknowledged = new Map<string, string[]>(lists.map((id) => [id, []]));
        const seen: Row[] = [];
        const each = loops(40, 5);
        await Promise.all(
          Array.from({ length: 8 }, async (_, writer) => {
            for (let index = 0; index < each; index += 1) {
              const id = random.pick(lists);
              const element = `${writer}-${index}`;
              seen.push(...(await append(storage, context, id, element)));
              acknowledged.get(id)?.push(element);
            }
          }),
        );
        const finals = new Map(
          (await storage.get(context, 'counter', lists)).map((row) => [row?.id ?? '', itemsOf(row)]),
        );
        for (const id of lists)
          expect([...(finals.get(id) ?? [])].sort()).toEqual([...(acknowledged.get(id) ?? [])].sort());
        for (const row of seen) expect(itemsOf(row)).toEqual(finals.get(row.id)?.slice(0, itemsOf(row).length));
      },
    },
    {
      id: 'RA7',
      promise:
        'One read sees a batch whole or not at all, and never what is refused in the end: neither `get` nor `query` nor the feed.',
      async run({ storage, context, loops, random, expect }) {
        const ids = Array.from({ length: 12 }, (_, index) => `c${String(index).padStart(2, '0')}`);
        await commitOk(storage, context, commitOf(ids.map((id) => put('counter', id, { value: 0 }))));
        const rounds = loops(60, 10);
        let writing = true;
        const write = async (): Promise<void> => {
          for (let value = 1; value <= rounds; value += 1) {
            const rows = await storage.get(context, 'counter', ids);
            const stale = ids.map((id, index) =>
              put('counter', id, { value: -value }, index === 11 ? 'absent' : (rows[index]?.rev ?? '')),
            );
            await commitRefused(storage, context, commitOf(stale), 'conflict');
            await commitOk(
              storage,
              context,
              commitOf(ids.map((id, index) => put('counter', id, { value }, rows[index]?.rev ?? ''))),
            );
            if (random.chance(0.1)) await pause(0);
          }
          writing = false;
        };
        const torn: unknown[] = [];
        const look = async (): Promise<void> => {
          let after: string | null = null;
          while (writing) {
            const rows = await storage.get(context, 'counter', ids);
            const page = await storage.query(context, 'counter', { limit: 100, now: 0 });
            const feed: Awaited<ReturnType<Storage['changes']>> = await storage.changes(context, {
              after,
              limit: 1200,
            });
            after = feed.checkpoint;
            for (const values of [rows.map((row) => row?.value), page.rows.map((row) => row.value)]) {
              if (new Set(values).size !== 1 || values.length !== ids.length || Number(values[0]) < 0)
                torn.push(values);
            }
            for (const change of feed.changes) {
              if (Number(change.row?.value) < 0) torn.push(change);
            }
            await pause(0);
          }
        };
        await Promise.all([write(), look(), look()]);
        expect(torn).toEqual([]);
      },
    },
    {
      id: 'RA8',
      promise:
        'Simultaneous batches over the same records in different orders all end, each whole: none waits for ever.',
      async run({ storage, context, random, loops, expect }) {
        const ids = Array.from({ length: 10 }, (_, index) => `c${index}`);
        await commitMany(
          storage,
          context,
          ids.map((id) => put('counter', id, { value: 0 })),
        );
        let won = 0;
        for (let round = 0; round < loops(5, 2); round += 1) {
          const rows = new Map((await storage.get(context, 'counter', ids)).map((row) => [row?.id ?? '', row]));
          const results = await Promise.all(
            Array.from({ length: 12 }, (_, writer) => {
              const order = [...ids].sort(() => (random.chance(0.5) ? 1 : -1));
              return retrying(() =>
                storage.commit(
                  context,
                  commitOf(
                    order.map((id) => put('counter', id, { value: round * 100 + writer }, rows.get(id)?.rev ?? '')),
                  ),
                ),
              );
            }),
          );
          won += results.filter(({ ok }) => ok).length;
          expect(results.filter(({ ok }) => ok).length).toBe(1);
          expect(new Set((await storage.get(context, 'counter', ids)).map((row) => row?.value)).size).toBe(1);
        }
        expect(won > 0).toBe(true);
      },
    },
  ],
};

async function increment(storage: Storage, context: Context): Promise<void> {
  for (;;) {
    const row = await read(storage, context, 'counter', 'c');
    const next = put('counter', 'c', { value: Number(row?.value) + 1 }, row?.rev ?? '');
    if ((await retrying(() => storage.commit(context, commitOf([next])))).ok) return;
    await pause(0);
  }
}

/** Appends one element and gives the rows it read on the way. */
async function append(storage: Storage, context: Context, id: string, element: string): Promise<readonly Row[]> {
  const seen: Row[] = [];
  for (;;) {
    const row = await read(storage, context, 'counter', id);
    if (row === null) throw new Error(`The list ${id} is gone.`);
    seen.push(row);
    const next = put('counter', id, { value: 0, items: [...itemsOf(row), element] }, row.rev);
    if ((await retrying(() => storage.commit(context, commitOf([next])))).ok) return seen;
    await pause(0);
  }
}

function itemsOf(row: Row | null): readonly string[] {
  return (row?.items ?? []) as readonly string[];
}
