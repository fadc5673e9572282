import type { Context, Row } from '@crmkit/core';
import { CHECKPOINTS, CLAIMS } from '@crmkit/core/storage';
import type { RuleGroup, Trial } from '../rule.js';
import {
  causeAt,
  claim,
  commitOf,
  commitOk,
  commitRefused,
  put,
  queryIds,
  read,
  readFeed,
  retrying,
} from '../support/call.js';
import { checked, compare, field, literal } from '../support/expressions.js';

/** No call ever sees or touches another tenant's data. */
export const tenancyRules: RuleGroup = {
  title: 'tenancy',
  rules: [
    {
      id: 'TE1',
      promise:
        '20,000 random calls of three tenants with colliding ids, claims and subscribers never see or change a record of another tenant.',
      async run(trial) {
        const tenants = ['a', 'b', 'c'].map((name) => trial.tenant(name));
        const owners = new Map<string, Map<string, string>>(tenants.map(({ tenant }) => [tenant, new Map()]));
        const calls = trial.loops(20_000, 600);
        // A few at a time, so that calls of different tenants overlap.
        const lanes = Array.from({ length: 4 }, async (_, lane) => {
          for (let index = lane; index < calls; index += 4)
            await randomCall(trial, trial.random.pick(tenants), owners, index);
        });
        await Promise.all(lanes);
        for (const context of tenants) await expectOnlyOwn(trial, context);
      },
    },
    {
      id: 'TE2',
      promise: 'The same id, claim, fact and subscriber live independently in every tenant.',
      async run(trial) {
        const { storage, expect } = trial;
        const tenants = ['a', 'b'].map((name) => trial.tenant(name));
        for (const [index, context] of tenants.entries()) {
          const commit = commitOf(
            [put('party', 'p', { name: `owner ${index}` }), put('order', 'o', { party: 'p', quantity: index })],
            {
              claims: [claim('k', `holder-${index}`)],
              checkpoints: [{ subscriber: 's', expect: null, next: `next-${index}` }],
            },
          );
          await commitOk(storage, context, commit);
        }
        for (const [index, context] of tenants.entries()) {
          expect((await read(storage, context, 'party', 'p'))?.name).toBe(`owner ${index}`);
          expect((await read(storage, context, 'order', 'o'))?.quantity).toBe(index);
          expect((await read(storage, context, CLAIMS, 'k'))?.holder).toBe(`holder-${index}`);
          expect((await read(storage, context, CHECKPOINTS, 's'))?.checkpoint).toBe(`next-${index}`);
          const changes = await readFeed(storage, context);
          expect(changes.map(({ number, id }) => [number, id])).toEqual([
            [1, 'p'],
            [2, 'o'],
          ]);
        }
      },
    },
    {
      id: 'TE3',
      promise: 'A reference, an update and a delete do not reach into another tenant, even with its revision.',
      async run(trial) {
        const { storage, expect } = trial;
        const [mine, other] = [trial.tenant('mine'), trial.tenant('other')];
        const [rev = ''] = await commitOk(storage, other, commitOf([put('party', 'p', { name: 'theirs' })]));
        await commitRefused(storage, mine, commitOf([put('order', 'o', { party: 'p' })]), 'missingRef');
        expect(
          (await commitRefused(storage, mine, commitOf([put('party', 'p', { name: 'x' }, rev)]), 'conflict')).current,
        ).toBe(null);
        expect(
          (
            await commitRefused(
              storage,
              mine,
              commitOf([{ entity: 'party', id: 'p', op: 'delete', expect: rev }]),
              'conflict',
            )
          ).current,
        ).toBe(null);
        expect((await read(storage, other, 'party', 'p'))?.name).toBe('theirs');
        await commitOk(storage, mine, commitOf([{ entity: 'party', id: 'p', op: 'erase', expect: 'absent' }]));
        expect((await readFeed(storage, other))[0]?.row?.name).toBe('theirs');
      },
    },
    {
      id: 'TE4',
      promise: 'Conditions over relations, aggregates and as-of reads stay in the tenant.',
      async run(trial) {
        const { storage, expect } = trial;
        const [mine, other] = [trial.tenant('mine'), trial.tenant('other')];
        await commitOk(storage, mine, commitOf([put('party', 'p', { name: 'p' })], { cause: causeAt(5) }));
        await commitOk(
          storage,
          other,
          commitOf(
            [put('party', 'p', { name: 'p' }), put('order', 'o', { party: 'p', status: 'posted', quantity: 7 })],
            { cause: causeAt(5) },
          ),
        );
        const where = checked('party', { op: 'some', rel: 'orders' });
        expect([
          await queryIds(storage, mine, 'party', { where }),
          await queryIds(storage, other, 'party', { where }),
        ]).toEqual([[], ['p']]);
        const sum = compare('eq', { op: 'agg', fn: 'sum', rel: 'orders', value: ['quantity'] }, literal('int', 7));
        expect(await queryIds(storage, mine, 'party', { where: checked('party', sum) })).toEqual([]);
        const parent = checked('party', compare('eq', field('name'), literal('text', 'p')));
        expect(await queryIds(storage, mine, 'party', { where: parent })).toEqual(['p']);
        const counted = await storage.aggregate?.(mine, 'order', { measures: { n: { fn: 'count' } }, now: 0 });
        expect(counted).toEqual([{ group: {}, measures: { n: 0 } }]);
        const past = await storage.asOf?.(mine, 'order', { at: { instant: 10 }, limit: 10 });
        expect(past?.rows).toEqual([]);
      },
    },
    {
      id: 'TE5',
      promise:
        'Tenant names are compared exactly and never interpreted: quotes, wildcards, case, blanks and long names are different tenants.',
      async run(trial) {
        const { storage, expect } = trial;
        const names = [
          "o'neil",
          'o"neil',
          '%',
          '_',
          'a',
          'A',
          'a ',
          'á',
          '臺灣',
          '😀',
          "'; drop table x; --",
          '$1',
          '../x',
          'x'.repeat(150),
          `${'x'.repeat(149)}y`,
          '__proto__',
          'constructor',
        ];
        const contexts = names.map((name) => ({ tenant: `${name}|${trial.seed}` }));
        for (const [value, context] of contexts.entries())
          await commitOk(storage, context, commitOf([put('counter', 'c', { value })]));
        for (const [value, context] of contexts.entries()) {
          const page = await storage.query(context, 'counter', { limit: 10, now: 0 });
          expect(page.rows.map((row) => row.value)).toEqual([value]);
        }
      },
    },
    {
      id: 'TE6',
      promise: 'Versions of a record of the same id in another tenant never come.',
      async run(trial) {
        const { storage, expect } = trial;
        const [mine, other] = [trial.tenant('mine'), trial.tenant('other')];
        const write = (context: Context, quantity: number) =>
          commitOk(
            storage,
            context,
            commitOf([put('party', 'p', { name: context.tenant }), put('order', 'o', { party: 'p', quantity })]),
          );
        const theirs = await write(other, 1);
        await commitOk(storage, other, commitOf([put('party', 'p', { name: 'theirs again' }, theirs[0])]));
        const ofMine = (entity: string, id: string) => storage.versions?.(mine, entity, { id, limit: 10 });
        expect([await ofMine('party', 'p'), await ofMine('order', 'o')]).toEqual([[], []]);
        await write(mine, 2);
        expect((await ofMine('party', 'p'))?.map(({ number, row }) => [number, row?.name])).toEqual([[1, mine.tenant]]);
        expect((await ofMine('order', 'o'))?.map(({ number, op }) => [number, op])).toEqual([[2, 'load']]);
      },
    },
  ],
};

async function randomCall(
  trial: Trial,
  context: Context,
  owners: Map<string, Map<string, string>>,
  index: number,
): Promise<void> {
  const { storage, random } = trial;
  const id = `p${random.integer(0, 30)}`;
  const known = owners.get(context.tenant);
  const kind = random.integer(0, 9);
  if (kind <= 3) {
    const ids = Array.from({ length: 5 }, () => `p${random.integer(0, 30)}`);
    for (const row of await storage.get(context, 'party', ids)) expectOwn(trial, context, row);
    return;
  }
  if (kind === 4) {
    const page = await storage.query(context, 'party', {
      limit: random.integer(1, 20),
      now: 0,
      ...(random.chance(0.5) && { sort: [{ path: ['employees'], direction: 'desc' as const }] }),
    });
    for (const row of page.rows) expectOwn(trial, context, row);
    return;
  }
  if (kind === 5) {
    const page = await storage.changes(context, { after: null, limit: 20 });
    for (const { row } of page.changes) if (row?.nickname !== undefined) expectOwn(trial, context, row);
    return;
  }
  // The revision is sometimes one that another tenant's record has: it must not fit.
  const rev = random.chance(0.1) ? random.pick([...owners.values()]).get(id) : known?.get(id);
  const fields = { name: 'x', nickname: context.tenant, employees: index % 50 };
  const write =
    random.chance(0.15) && rev !== undefined
      ? { entity: 'party', id, op: 'delete' as const, expect: rev }
      : put('party', id, fields, rev ?? 'absent');
  const claims = random.chance(0.1) ? [claim(`k${random.integer(0, 9)}`, context.tenant.slice(-40))] : [];
  const result = await retrying(() => storage.commit(context, commitOf([write], { claims })));
  if (result.ok && write.op === 'put') known?.set(id, result.revs[0] ?? '');
  else if (result.ok) known?.delete(id);
  else if (result.reason === 'conflict') {
    expectOwn(trial, context, result.current);
    if (result.current === null) known?.delete(id);
    else known?.set(id, result.current.rev);
  } else if (result.reason === 'claimed' && result.holder !== context.tenant.slice(-40))
    throw new Error(`A claim of ${result.holder} stood in the way of ${context.tenant}.`);
}

function expectOwn(_trial: Trial, context: Context, row: Row | null): void {
  if (row === null || row.nickname === context.tenant) return;
  throw new Error(`${context.tenant} was given party ${row.id} of ${String(row.nickname)}.`);
}

async function expectOnlyOwn(trial: Trial, context: Context): Promise<void> {
  const page = await trial.storage.query(context, 'party', { limit: 1000, now: 0 });
  for (const row of page.rows) expectOwn(trial, context, row);
  const changes = await readFeed(trial.storage, context);
  for (const { row } of changes) if (row !== undefined) expectOwn(trial, context, row);
  trial.expect(changes.map(({ number }) => number)).toEqual(changes.map((_, index) => index + 1));
}
