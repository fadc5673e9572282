import type { AsOf, Row } from '@crmkit/core';
import type { RuleGroup, Trial } from '../rule.js';
import {
  causeAt,
  commitMany,
  commitOf,
  commitOk,
  failure,
  feedEnd,
  NOON,
  put,
  read,
  readFeed,
  withoutRev,
} from '../support/call.js';

/** Reading what was known at a point in time. */
export const pastRules: RuleGroup = {
  title: 'as-of reads',
  rules: [
    {
      id: 'AS1',
      promise:
        'A read as of a feed number gives every record as the entries up to it left it; what was deleted by then, or made later, is not there.',
      async run(trial) {
        const states = await history(trial);
        const numbers = (await readFeed(trial.storage, trial.context)).map(({ number }) => number);
        for (const [index, state] of states.entries())
          trial.expect([index, await pastOf(trial, 'party', { number: numbers[index] ?? 0 })]).toEqual([index, state]);
        trial.expect(await pastOf(trial, 'party', { number: 0 })).toEqual([]);
        trial.expect(await pastOf(trial, 'party', { number: 1_000_000 })).toEqual(states.at(-1));
      },
    },
    {
      id: 'AS2',
      promise: 'A read as of an instant counts every entry whose cause is at or before it.',
      async run(trial) {
        const states = await history(trial);
        for (const [index, state] of states.entries()) {
          trial.expect([index, await pastOf(trial, 'party', { instant: NOON + index * 1000 })]).toEqual([index, state]);
          trial
            .expect([index, await pastOf(trial, 'party', { instant: NOON + index * 1000 + 999 })])
            .toEqual([index, state]);
        }
        trial.expect(await pastOf(trial, 'party', { instant: NOON - 1 })).toEqual([]);
      },
    },
    {
      id: 'AS3',
      promise: 'A fact that was never changed is there from its load on.',
      async run(trial) {
        const { storage, context, expect } = trial;
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        await commitOk(
          storage,
          context,
          commitOf([put('order', 'o1', { party: 'p', quantity: 1 }), put('order', 'o2', { party: 'p', quantity: 2 })], {
            cause: causeAt(NOON + 1000),
          }),
        );
        expect(await pastOf(trial, 'order', { number: 1 })).toEqual([]);
        expect((await pastOf(trial, 'order', { number: 2 })).map((row) => row?.quantity)).toEqual([1, 2]);
        expect(await pastOf(trial, 'order', { instant: NOON + 999 })).toEqual([]);
        expect((await pastOf(trial, 'order', { instant: NOON + 1000 })).length).toBe(2);
      },
    },
    {
      id: 'AS4',
      promise:
        'A fact that was corrected, deleted or made anew is given as it was before, from the image that came with the first change.',
      async run(trial) {
        const { storage, context, expect } = trial;
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        await commitOk(
          storage,
          context,
          commitOf(['o1', 'o2', 'o3'].map((id) => put('order', id, { party: 'p', quantity: 1 }))),
        );
        await change(trial, 'o1', 2);
        await change(trial, 'o1', 3);
        const o2 = await read(storage, context, 'order', 'o2');
        await commitOk(
          storage,
          context,
          commitOf([{ entity: 'order', id: 'o2', op: 'delete', expect: o2?.rev ?? '', ...(o2 && { before: o2 }) }]),
        );
        await commitOk(storage, context, commitOf([put('order', 'o2', { party: 'p', quantity: 9 })]));
        const seen: unknown[] = [];
        for (let number = 1; number <= 6; number += 1)
          seen.push((await pastOf(trial, 'order', { number })).map((row) => [row?.id, row?.quantity]));
        expect(seen).toEqual([
          [],
          [
            ['o1', 1],
            ['o2', 1],
            ['o3', 1],
          ],
          [
            ['o1', 2],
            ['o2', 1],
            ['o3', 1],
          ],
          [
            ['o1', 3],
            ['o2', 1],
            ['o3', 1],
          ],
          [
            ['o1', 3],
            ['o3', 1],
          ],
          [
            ['o1', 3],
            ['o2', 9],
            ['o3', 1],
          ],
        ]);
      },
    },
    {
      id: 'AS5',
      promise: 'An erased record is not there at any point in time.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const [p = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'secret' }), put('party', 'q', { name: 'q' })]),
        );
        const [p2 = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'secret' }, p), put('order', 'o', { party: 'q', comment: 'secret' })]),
        );
        const o = await read(storage, context, 'order', 'o');
        await commitOk(
          storage,
          context,
          commitOf([
            { entity: 'party', id: 'p', op: 'erase', expect: p2 },
            { entity: 'order', id: 'o', op: 'erase', expect: o?.rev ?? '' },
          ]),
        );
        for (let number = 2; number <= 6; number += 1) {
          expect((await pastOf(trial, 'party', { number })).map((row) => row?.id)).toEqual(['q']);
          expect(await pastOf(trial, 'order', { number })).toEqual([]);
        }
      },
    },
    {
      id: 'AS6',
      promise:
        'As-of reads come in id order, in pages of at most `limit` with a cursor that ends in null, or for the ids asked for.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const ids = Array.from({ length: 45 }, (_, index) => `p${String((index * 7) % 45).padStart(2, '0')}`);
        await commitMany(
          storage,
          context,
          ids.map((id) => put('party', id, { name: id })),
        );
        const at = { number: (await readFeed(storage, context)).at(-1)?.number ?? 0 };
        const rows = await storage.get(context, 'party', ids);
        await commitMany(
          storage,
          context,
          rows.map((row) => put('party', row?.id ?? '', { name: 'later' }, row?.rev)),
        );
        for (const limit of [1, 10, 45, 100])
          expect((await pastOf(trial, 'party', at, limit)).map((row) => row?.name)).toEqual([...ids].sort());
        const some = await asOf(trial)(context, 'party', { at, ids: ['p07', 'missing', 'p03'], limit: 10 });
        expect([some.rows.map(({ id }) => id), some.cursor]).toEqual([['p03', 'p07'], null]);
        await failure(() => asOf(trial)(context, 'party', { at, limit: 0 }), 'INVALID_INPUT');
        await failure(() => asOf(trial)(context, 'party', { at, limit: 5, cursor: 'x' }), 'INVALID_CURSOR');
      },
    },
    {
      id: 'AS7',
      promise: 'The revision of a past state is the one it had then.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const [first = ''] = await commitOk(storage, context, commitOf([put('party', 'p', { name: 'one' })]));
        const [second] = await commitOk(storage, context, commitOf([put('party', 'p', { name: 'two' }, first)]));
        await feedEnd(storage, context);
        const revs: unknown[] = [];
        for (const number of [1, 2])
          revs.push((await asOf(trial)(context, 'party', { at: { number }, limit: 10 })).rows[0]?.rev);
        expect(revs).toEqual([first, second]);
      },
    },
  ],
};

type AsOfMethod = NonNullable<Trial['storage']['asOf']>;

function asOf({ storage }: Trial): AsOfMethod {
  const method = storage.asOf?.bind(storage);
  if (method === undefined) throw new Error('The storage says pushdown.asOf, but has no method asOf.');
  return method;
}

async function pastOf(
  trial: Trial,
  entity: string,
  at: AsOf,
  limit = 1000,
): Promise<readonly ReturnType<typeof withoutRev>[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  // A storage may number its entries only when somebody follows the feed.
  await feedEnd(trial.storage, trial.context);
  do {
    const page: Awaited<ReturnType<AsOfMethod>> = await asOf(trial)(trial.context, entity, { at, limit, cursor });
    if (page.rows.length > limit)
      throw new Error(`A page of ${page.rows.length} rows came where ${limit} were asked for.`);
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return rows.map(withoutRev);
}

async function change({ storage, context }: Trial, id: string, quantity: number): Promise<void> {
  const before = await read(storage, context, 'order', id);
  await commitOk(
    storage,
    context,
    commitOf([{ ...put('order', id, { party: 'p', quantity }, before?.rev), ...(before && { before }) }]),
  );
}

/** Six commits a second apart, each leaving one entry; gives all parties after each. */
async function history({ storage, context }: Trial): Promise<readonly (readonly ReturnType<typeof withoutRev>[])[]> {
  const states: ReturnType<typeof withoutRev>[][] = [];
  const step = async (id: string, fields: { readonly [field: string]: unknown } | null): Promise<void> => {
    const row = await read(storage, context, 'party', id);
    const write =
      fields === null
        ? { entity: 'party', id, op: 'delete' as const, expect: row?.rev ?? '' }
        : put('party', id, fields, row?.rev ?? 'absent');
    await commitOk(storage, context, commitOf([write], { cause: causeAt(NOON + states.length * 1000) }));
    states.push((await storage.query(context, 'party', { limit: 100, now: 0 })).rows.map(withoutRev));
  };
  await step('a', { name: 'a1', tags: ['x'], custom: { vip: true } });
  await step('b', { name: 'b1' });
  await step('a', { name: 'a2' });
  await step('b', null);
  await step('c', { name: 'c1', balance: { amount: '9007199254740993', currency: 'TWD' } });
  await step('b', { name: 'b2' });
  return states;
}
