import type { CommitResult } from '@crmkit/core';
import { CLAIMS } from '@crmkit/core/storage';
import type { RuleGroup } from '../rule.js';
import { claim, commitOf, commitOk, commitRefused, put, read, retrying } from '../support/call.js';

/** Keys that must be unique or must not change underneath. */
export const claimRules: RuleGroup = {
  title: 'claims',
  rules: [
    {
      id: 'CL1',
      promise: 'A claim that expects nobody is refused while somebody holds the key, naming key and holder.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([], { claims: [claim('tax:1', 'p1'), claim('tax:2', 'p2')] }));
        const refused = await commitRefused(
          storage,
          context,
          commitOf([], { claims: [claim('tax:3', 'p3'), claim('tax:2', 'p3')] }),
          'claimed',
        );
        expect([refused.key, refused.holder]).toEqual(['tax:2', 'p2']);
      },
    },
    {
      id: 'CL2',
      promise: 'Of 100 simultaneous claims of one key exactly one wins, and only its record exists.',
      async run({ storage, context, expect }) {
        const results = await Promise.all(
          Array.from({ length: 100 }, (_, index) =>
            retrying(() =>
              storage.commit(
                context,
                commitOf([put('counter', `c${index}`, { value: index })], { claims: [claim('tax:1', `c${index}`)] }),
              ),
            ),
          ),
        );
        const winners = results.flatMap((result, index) => (result.ok ? [`c${index}`] : []));
        expect(winners.length).toBe(1);
        expect(
          results.every((result) => result.ok || (result.reason === 'claimed' && result.holder === winners[0])),
        ).toBe(true);
        const rows = await storage.get(
          context,
          'counter',
          results.map((_, index) => `c${index}`),
        );
        expect(rows.flatMap((row) => (row === null ? [] : [row.id]))).toEqual(winners);
      },
    },
    {
      id: 'CL3',
      promise:
        'A claim that expects a holder succeeds only while that record holds the key, and hands it to the new holder.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p1')] }));
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p2', { holder: 'p1' })] }));
        expect(
          (
            await commitRefused(
              storage,
              context,
              commitOf([], { claims: [claim('k', 'p3', { holder: 'p1' })] }),
              'claimed',
            )
          ).holder,
        ).toBe('p2');
        expect(
          (
            await commitRefused(
              storage,
              context,
              commitOf([], { claims: [claim('free', 'p3', { holder: 'p1' })] }),
              'claimed',
            )
          ).holder,
        ).toBe(null);
      },
    },
    {
      id: 'CL4',
      promise:
        'A claim that expects a revision succeeds only while the key is unchanged, and every claim that succeeds gives a new revision.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p1')] }));
        const first = (await read(storage, context, CLAIMS, 'k'))?.rev ?? '';
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p1', { rev: first })] }));
        const second = (await read(storage, context, CLAIMS, 'k'))?.rev ?? '';
        expect(first === second).toBe(false);
        await commitRefused(storage, context, commitOf([], { claims: [claim('k', 'p1', { rev: first })] }), 'claimed');
        await commitOk(
          storage,
          context,
          commitOf([], { claims: [{ ...claim('k', 'p1', { rev: second }), release: true }] }),
        );
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p1')] }));
        await commitRefused(storage, context, commitOf([], { claims: [claim('k', 'p1', { rev: second })] }), 'claimed');
      },
    },
    {
      id: 'CL5',
      promise: 'A released key is free, and only who is expected to hold it is made to give it up.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p1')] }));
        await commitRefused(
          storage,
          context,
          commitOf([], { claims: [{ ...claim('k', 'p2', { holder: 'p2' }), release: true }] }),
          'claimed',
        );
        await commitOk(
          storage,
          context,
          commitOf([], { claims: [{ ...claim('k', 'p1', { holder: 'p1' }), release: true }] }),
        );
        expect(await read(storage, context, CLAIMS, 'k')).toBe(null);
        await commitOk(storage, context, commitOf([], { claims: [claim('k', 'p2')] }));
        expect((await read(storage, context, CLAIMS, 'k'))?.holder).toBe('p2');
      },
    },
    {
      id: 'CL6',
      promise: 'A refused claim refuses the whole commit: its writes and its other claims leave nothing.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([], { claims: [claim('m', 'p1')] }));
        const commit = commitOf([put('counter', 'c', { value: 1 })], {
          claims: [claim('a', 'c'), claim('m', 'c'), claim('z', 'c')],
        });
        await commitRefused(storage, context, commit, 'claimed');
        expect(await read(storage, context, 'counter', 'c')).toBe(null);
        expect(await storage.get(context, CLAIMS, ['a', 'z'])).toEqual([null, null]);
      },
    },
    {
      id: 'CL7',
      promise: 'A refused write refuses the claims of its commit.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'c', { value: 2 })], { claims: [claim('k', 'c')] }),
          'conflict',
        );
        expect(await read(storage, context, CLAIMS, 'k')).toBe(null);
      },
    },
    {
      id: 'CL8',
      promise: 'Claims are read by `get` under the name `$claim`, as `{ id, rev, holder }`.',
      async run({ storage, context, expect }) {
        await commitOk(
          storage,
          context,
          commitOf([], { claims: [claim('key \'with\' "quotes" 臺', 'p1'), claim('k2', 'p2')] }),
        );
        const [second, missing, first] = await storage.get(context, CLAIMS, [
          'k2',
          'nobody',
          'key \'with\' "quotes" 臺',
        ]);
        expect(missing).toBe(null);
        expect([second?.id, second?.holder, first?.holder, Object.keys(first ?? {}).sort()]).toEqual([
          'k2',
          'p2',
          'p1',
          ['holder', 'id', 'rev'],
        ]);
      },
    },
    {
      id: 'CL9',
      promise:
        'Write skew on a claimed key is impossible: of two commits that read the same guard and write different records, one is refused.',
      async run({ storage, context, expect }) {
        for (let round = 0; round < 10; round += 1) {
          const key = `guard:${round}`;
          await commitOk(storage, context, commitOf([], { claims: [claim(key, 'ward')] }));
          const rev = (await read(storage, context, CLAIMS, key))?.rev ?? '';
          const results = await Promise.all(
            ['left', 'right'].map((id) =>
              retrying(() =>
                storage.commit(
                  context,
                  commitOf([put('counter', `${id}${round}`, { value: 0 })], { claims: [claim(key, 'ward', { rev })] }),
                ),
              ),
            ),
          );
          expect(results.filter(({ ok }) => ok).length).toBe(1);
        }
      },
    },
    {
      id: 'CL10',
      promise:
        'Simultaneous commits that claim the same keys in opposite orders all end, and the keys of one commit go to one holder.',
      async run({ storage, context, expect, loops }) {
        for (let round = 0; round < loops(5, 2); round += 1) {
          const keys = Array.from({ length: 6 }, (_, index) => `k${round}-${index}`);
          const results: readonly CommitResult[] = await Promise.all(
            Array.from({ length: 20 }, (_, index) => {
              const order = index % 2 === 0 ? keys : keys.toReversed();
              return retrying(() =>
                storage.commit(context, commitOf([], { claims: order.map((key) => claim(key, `h${index}`)) })),
              );
            }),
          );
          expect(results.filter(({ ok }) => ok).length).toBe(1);
          expect(new Set((await storage.get(context, CLAIMS, keys)).map((row) => row?.holder)).size).toBe(1);
        }
      },
    },
  ],
};
