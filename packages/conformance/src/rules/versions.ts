import type { Change, Context, Storage, Write } from '@crmkit/core';
import type { RuleGroup, Trial } from '../rule.js';
import { causeAt, commitMany, commitOf, commitOk, failure, NOON, put, read, readFeed } from '../support/call.js';

/** Reading the feed entries of one record. */
export const versionRules: RuleGroup = {
  title: 'versions',
  rules: [
    {
      id: 'VR1',
      promise:
        'The versions of a record are its feed entries, oldest first, with everything the feed says of them, as soon as they are committed.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const [first = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'one', tags: ['a'] }), put('party', 'q', { name: 'other' })]),
        );
        const [second = ''] = await commitOk(
          storage,
          context,
          commitOf(
            [{ ...put('party', 'p', { name: 'two', custom: { vip: true } }, first), changed: ['name', 'tags'] }],
            {
              cause: { ...causeAt(NOON + 1, 'party.update'), detail: { run: 'r1' } },
            },
          ),
        );
        const versions = await versionsOf(trial, 'party', 'p');
        expect(versions.map(({ number, rev }) => [number, rev])).toEqual([
          [1, first],
          [3, second],
        ]);
        expect(versions).toEqual(await filteredFeed(storage, context, 'party', 'p'));
      },
    },
    {
      id: 'VR2',
      promise:
        "The load that made a fact is one version under the fact's own id, without a list of ids; corrections, a deletion and a later load follow.",
      async run(trial) {
        const { storage, context, expect } = trial;
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        const order = (id: string, quantity: number): Write => put('order', id, { party: 'p', quantity });
        await commitOk(storage, context, commitOf([order('o1', 1), order('o2', 1), order('o3', 1)]));
        await change(trial, 'o2', { party: 'p', quantity: 2 });
        await change(trial, 'o2', null);
        await commitOk(storage, context, commitOf([order('o4', 1), order('o2', 3)]));
        const versions = await versionsOf(trial, 'order', 'o2');
        expect(versions.map(({ number, op, id, row, ids }) => [number, op, id, row?.quantity, ids])).toEqual([
          [2, 'load', 'o2', undefined, undefined],
          [3, 'put', 'o2', 2, undefined],
          [4, 'delete', 'o2', undefined, undefined],
          [5, 'load', 'o2', undefined, undefined],
        ]);
        expect(versions.some((version) => 'ids' in version)).toBe(false);
        for (const id of ['o1', 'o3'])
          expect((await versionsOf(trial, 'order', id)).map(({ number, op }) => [number, op])).toEqual([[2, 'load']]);
      },
    },
    {
      id: 'VR3',
      promise:
        'At most `limit` versions come, only those numbered above `after`; going on behind the last one gives every version exactly once.',
      async run(trial) {
        const { storage, context, expect } = trial;
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        await commitOk(storage, context, commitOf([put('order', 'o', { party: 'p', quantity: 0 })]));
        for (let quantity = 1; quantity <= 12; quantity += 1) await change(trial, 'o', { party: 'p', quantity });
        const numbers = (await versionsOf(trial, 'order', 'o')).map(({ number }) => number);
        expect(numbers).toEqual(Array.from({ length: 13 }, (_, index) => index + 2));
        for (const limit of [1, 5, 13, 14])
          expect((await versionsOf(trial, 'order', 'o', limit)).map(({ number }) => number)).toEqual(numbers);
        const some = await ask(trial)(context, 'order', { id: 'o', after: 2, limit: 3 });
        expect(some.map(({ number }) => number)).toEqual([3, 4, 5]);
        expect(await ask(trial)(context, 'order', { id: 'o', after: 14, limit: 3 })).toEqual([]);
      },
    },
    {
      id: 'VR4',
      promise:
        'A record that never was has no versions; a deleted or erased one keeps them, after an erasure without images.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const step = async (id: string, op: Write['op']): Promise<void> => {
          const row = await read(storage, context, 'party', id);
          const write = op === 'put' ? put('party', id, { name: 'secret' }, row?.rev ?? 'absent') : null;
          await commitOk(
            storage,
            context,
            commitOf([write ?? { entity: 'party', id, op, expect: row?.rev ?? 'absent' }]),
          );
        };
        for (const op of ['put', 'put', 'delete', 'erase', 'put', 'put', 'erase', 'erase'] as const)
          await step('p', op);
        for (const op of ['put', 'delete'] as const) await step('q', op);
        expect(await versionsOf(trial, 'party', 'nobody')).toEqual([]);
        const versions = await versionsOf(trial, 'party', 'p');
        expect(versions.map(({ number, op, row }) => [number, op, row])).toEqual(
          ['put', 'put', 'delete', 'erase', 'put', 'put', 'erase', 'erase'].map((op, index) => [
            index + 1,
            op,
            undefined,
          ]),
        );
        expect((await versionsOf(trial, 'party', 'q')).map(({ op, row }) => [op, row?.name])).toEqual([
          ['put', 'secret'],
          ['delete', undefined],
        ]);
      },
    },
    {
      id: 'VR5',
      promise: 'A limit outside 1 to 10,000 and an `after` that is no feed number are refused with `INVALID_INPUT`.',
      async run(trial) {
        for (const limit of [0, -1, 1.5, 10_001, Number.NaN])
          await failure(() => ask(trial)(trial.context, 'party', { id: 'p', limit }), 'INVALID_INPUT');
        for (const after of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
          await failure(() => ask(trial)(trial.context, 'party', { id: 'p', after, limit: 1 }), 'INVALID_INPUT');
        trial.expect(await ask(trial)(trial.context, 'party', { id: 'p', after: 0, limit: 10_000 })).toEqual([]);
      },
    },
    {
      id: 'VR6',
      promise: 'Over random histories of records and facts, versions are the feed filtered by record.',
      async run(trial) {
        const { storage, context, random, expect } = trial;
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'p' })]));
        const ids = Array.from({ length: 8 }, (_, index) => `r${index}`);
        for (let round = 0; round < trial.loops(120, 15); round += 1) {
          const writes: Write[] = [];
          for (const entity of ['counter', 'order'])
            for (const id of ids) if (random.chance(0.2)) writes.push(await randomWrite(trial, entity, id, round));
          await commitMany(storage, context, writes);
        }
        let seen = 0;
        for (const entity of ['counter', 'order']) {
          for (const id of ids) {
            const expected = await filteredFeed(storage, context, entity, id);
            seen += expected.length;
            const limit = random.integer(1, 20);
            expect([entity, id, await versionsOf(trial, entity, id, limit)]).toEqual([entity, id, expected]);
          }
        }
        expect(seen > 20).toBe(true);
      },
    },
  ],
};

type VersionsMethod = NonNullable<Storage['versions']>;

function ask({ storage }: Trial): VersionsMethod {
  const method = storage.versions?.bind(storage);
  if (method === undefined) throw new Error('There is no method versions, not even as a fallback.');
  return method;
}

async function versionsOf(trial: Trial, entity: string, id: string, limit = 1000): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (;;) {
    const page = await ask(trial)(trial.context, entity, { id, after: found.at(-1)?.number ?? 0, limit });
    if (page.length > limit) throw new Error(`${page.length} versions came where ${limit} were asked for.`);
    found.push(...page);
    if (page.length === 0) return found;
  }
}

async function filteredFeed(
  storage: Storage,
  context: Context,
  entity: string,
  id: string,
): Promise<readonly Change[]> {
  return (await readFeed(storage, context)).flatMap((change) => {
    const { ids, ...version } = change;
    return change.entity === entity && (ids ?? [change.id]).includes(id) ? [{ ...version, id }] : [];
  });
}

async function change(
  { storage, context }: Trial,
  id: string,
  fields: { readonly party: string; readonly quantity: number } | null,
): Promise<void> {
  const before = await read(storage, context, 'order', id);
  const rev = before?.rev ?? '';
  const write: Write =
    fields === null ? { entity: 'order', id, op: 'delete', expect: rev } : put('order', id, fields, rev);
  await commitOk(storage, context, commitOf([{ ...write, ...(before && { before }) }]));
}

async function randomWrite(
  { storage, context, random }: Trial,
  entity: string,
  id: string,
  round: number,
): Promise<Write> {
  const before = await read(storage, context, entity, id);
  const expect = before?.rev ?? 'absent';
  const image = entity === 'order' && before !== null ? { before } : {};
  if (before !== null && random.chance(0.15)) return { entity, id, op: 'delete', expect, ...image };
  if (random.chance(0.1)) return { entity, id, op: 'erase', expect };
  const fields = entity === 'order' ? { party: 'p', quantity: round } : { value: round };
  return { ...put(entity, id, fields, expect), changed: ['value'], ...image };
}
