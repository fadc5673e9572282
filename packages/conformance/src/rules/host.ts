import { AbortedError, type Context, isCrmError } from '@crmkit/core';
import { CLAIMS } from '@crmkit/core/storage';
import type { HostSession } from '../driver.js';
import type { Feature } from '../feature.js';
import type { Rule, RuleGroup, Trial } from '../rule.js';
import {
  claim,
  commitOf,
  commitOk,
  commitRefused,
  failure,
  NOON,
  put,
  queryIds,
  read,
  readFeed,
} from '../support/call.js';

/** Joining a transaction the host has open. Without the capability, being refused is the only promise. */
export const hostRules: RuleGroup = {
  title: 'host transactions',
  rules: [
    {
      id: 'HO1',
      promise: 'A storage that cannot join host transactions refuses `context.host` with `UNSUPPORTED` in every call.',
      unless: 'joinHost',
      async run({ storage, context }) {
        const joined: Context = { ...context, host: {} };
        await failure(() => storage.get(joined, 'counter', ['c']), 'UNSUPPORTED');
        await failure(() => storage.query(joined, 'counter', { limit: 1, now: 0 }), 'UNSUPPORTED');
        await failure(() => storage.commit(joined, commitOf([put('counter', 'c', { value: 1 })])), 'UNSUPPORTED');
        await failure(() => storage.changes(joined, { after: null, limit: 1 }), 'UNSUPPORTED');
        await failure(async () => storage.versions?.(joined, 'counter', { id: 'c', limit: 1 }), 'UNSUPPORTED');
      },
    },
    joined(
      'HO2',
      'What was committed into a host transaction is there for everybody once the host commits, with claims and feed entries.',
      async (trial, host, context) => {
        const { storage, expect } = trial;
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })], { claims: [claim('k', 'c')] }));
        await host.commit();
        expect((await read(storage, trial.context, 'counter', 'c'))?.value).toBe(1);
        expect((await read(storage, trial.context, CLAIMS, 'k'))?.holder).toBe('c');
        expect((await readFeed(storage, trial.context)).map(({ id }) => id)).toEqual(['c']);
      },
    ),
    joined(
      'HO3',
      'What was committed into a host transaction leaves nothing when the host rolls back: no record, claim or feed entry.',
      async (trial, host, context) => {
        const { storage, expect } = trial;
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })], { claims: [claim('k', 'c')] }));
        await host.rollback();
        expect([
          await read(storage, trial.context, 'counter', 'c'),
          await read(storage, trial.context, CLAIMS, 'k'),
        ]).toEqual([null, null]);
        expect(await readFeed(storage, trial.context)).toEqual([]);
        await commitOk(
          storage,
          trial.context,
          commitOf([put('counter', 'c', { value: 2 })], { claims: [claim('k', 'c')] }),
        );
      },
    ),
    joined(
      'HO4',
      'Reads in a host transaction see what was committed into it; nobody else does before the host commits.',
      async (trial, host, context) => {
        const { storage, expect } = trial;
        const [rev = ''] = await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await commitOk(
          storage,
          context,
          commitOf([put('counter', 'c', { value: 2 }, rev), put('counter', 'd', { value: 3 })]),
        );
        expect((await storage.get(context, 'counter', ['c', 'd'])).map((row) => row?.value)).toEqual([2, 3]);
        expect(await queryIds(storage, context, 'counter')).toEqual(['c', 'd']);
        if (trial.has('host.sessions')) {
          expect(await storage.get(trial.context, 'counter', ['c', 'd'])).toEqual([null, null]);
          expect(await queryIds(storage, trial.context, 'counter')).toEqual([]);
          expect(await readFeed(storage, trial.context)).toEqual([]);
        }
        await host.commit();
        expect(await queryIds(storage, trial.context, 'counter')).toEqual(['c', 'd']);
      },
    ),
    joined(
      'HO5',
      "The host's own writes and the storage's stand or fall together: one commit, one rollback decides both.",
      async (trial, host, context) => {
        const { storage, expect } = trial;
        const word = trial.context.tenant;
        await writeWord(host, `${word} kept`);
        await commitOk(storage, context, commitOf([put('counter', 'kept', { value: 1 })]));
        await host.commit();
        await inHost(trial, async (second, secondContext) => {
          await writeWord(second, `${word} lost`);
          await commitOk(storage, secondContext, commitOf([put('counter', 'lost', { value: 1 })]));
          await second.rollback();
        });
        await inHost(trial, async (third) => {
          const words = await readWords(third);
          expect(words.filter((found) => found.startsWith(word))).toEqual([`${word} kept`]);
          await third.commit();
        });
        expect(await queryIds(storage, trial.context, 'counter')).toEqual(['kept']);
      },
      ['joinHost', 'host.run'],
    ),
    joined(
      'HO6',
      'A conflict, a held claim or a missing reference leaves the host transaction usable, with all that was in it before.',
      async (trial, host, context) => {
        const { storage, expect } = trial;
        await writeWord(host, `${trial.context.tenant} before`);
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })], { claims: [claim('k', 'c')] }));
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'x', { value: 1 }), put('counter', 'c', { value: 2 })]),
          'conflict',
        );
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'x', { value: 1 })], { claims: [claim('k', 'x')] }),
          'claimed',
        );
        await commitRefused(
          storage,
          context,
          commitOf([put('counter', 'x', { value: 1 }), put('order', 'o', { party: 'nobody' })]),
          'missingRef',
        );
        await failure(
          () => storage.commit(context, commitOf([put('party', 'x', { name: 'a\u0000' })])),
          'INVALID_VALUE',
        );
        await commitOk(storage, context, commitOf([put('counter', 'd', { value: 4 })]));
        if (trial.has('host.run'))
          expect((await readWords(host)).includes(`${trial.context.tenant} before`)).toBe(true);
        await host.commit();
        expect(await queryIds(storage, trial.context, 'counter')).toEqual(['c', 'd']);
        expect((await readFeed(storage, trial.context)).map(({ id }) => id)).toEqual(['c', 'd']);
      },
    ),
    joined(
      'HO7',
      'Two host transactions that change one record: the later one learns of it by a conflict or a `RETRYABLE` error, and no update is lost.',
      async (trial, host) => {
        const { storage, expect } = trial;
        await host.rollback();
        let [rev = ''] = await commitOk(storage, trial.context, commitOf([put('counter', 'c', { value: 0 })]));
        for (let round = 1; round <= 5; round += 1) {
          const outcomes = await Promise.all(
            [1, 2].map((writer) => raceInHost(trial, put('counter', 'c', { value: round * 10 + writer }, rev))),
          );
          expect(outcomes.filter((outcome) => outcome === 'won').length).toBe(1);
          const row = await read(storage, trial.context, 'counter', 'c');
          expect(Math.floor(Number(row?.value) / 10)).toBe(round);
          rev = row?.rev ?? '';
        }
      },
    ),
    joined(
      'HO8',
      'Host transactions that randomly commit, roll back or meet refusals leave exactly what the committed ones wrote, on both sides.',
      async (trial, host) => {
        const { storage, random, loops, expect } = trial;
        await host.rollback();
        const kept: string[] = [];
        const rounds = loops(200, 20);
        for (let round = 0; round < rounds; round += 1) {
          await inHost(trial, async (session, joinedContext) => {
            const id = `c${String(round).padStart(4, '0')}`;
            await writeWord(session, `${trial.context.tenant}|${id}`);
            await commitOk(
              storage,
              joinedContext,
              commitOf([put('counter', id, { value: round })], { claims: [claim(`k${round}`, id)] }),
            );
            if (random.chance(0.3))
              await commitRefused(storage, joinedContext, commitOf([put('counter', id, { value: -1 })]), 'conflict');
            if (random.chance(0.5)) {
              await session.commit();
              kept.push(id);
            } else await session.rollback();
          });
        }
        expect(await queryIds(storage, trial.context, 'counter')).toEqual(kept);
        expect((await readFeed(storage, trial.context)).map(({ id }) => id)).toEqual(kept);
        await inHost(trial, async (session) => {
          const mine = (await readWords(session))
            .filter((word) => word.startsWith(`${trial.context.tenant}|`))
            .map((word) => word.split('|')[1]);
          expect(mine.sort()).toEqual(kept);
          await session.commit();
        });
      },
      ['joinHost', 'host.run'],
    ),
    joined(
      'HO9',
      'An aborted signal in a host transaction stops the call and leaves the transaction to the host.',
      async (trial, host, context) => {
        const { storage, expect } = trial;
        const error = await failure(
          () =>
            storage.commit({ ...context, signal: AbortSignal.abort() }, commitOf([put('counter', 'x', { value: 1 })])),
          'ABORTED',
        );
        expect(error instanceof AbortedError || isCrmError(error, 'ABORTED')).toBe(true);
        await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        await host.commit();
        expect(await queryIds(storage, trial.context, 'counter')).toEqual(['c']);
      },
    ),
  ],
};

/** A rule that only a storage with the capability has to keep; it starts inside an open host transaction. */
function joined(
  id: string,
  promise: string,
  body: (trial: Trial, host: HostSession, context: Context) => Promise<void>,
  needs: readonly Feature[] = ['joinHost'],
): Rule {
  return {
    id,
    promise,
    needs,
    async run(trial) {
      await inHost(trial, (session, context) => body(trial, session, context));
    },
  };
}

/** Opens a host transaction, with the host's own table made beforehand; a body that throws rolls back. */
async function inHost(trial: Trial, body: (session: HostSession, context: Context) => Promise<void>): Promise<void> {
  const { host } = trial.instance;
  if (host === undefined) throw new Error('The driver has no `host`.');
  await createWords(host);
  const session = await host.begin();
  if ((session.run !== undefined) !== trial.has('host.run'))
    throw new Error('The driver lists host.run in `features` where its host has no `run`, or the other way round.');
  let ended = false;
  const end = (decide: () => Promise<void>) => (): Promise<void> => {
    ended = true;
    return decide();
  };
  const run = session.run?.bind(session);
  const tracked: HostSession = {
    tx: session.tx,
    commit: end(() => session.commit()),
    rollback: end(() => session.rollback()),
    ...(run && { run }),
  };
  try {
    await body(tracked, { ...trial.context, host: session.tx });
  } finally {
    // A body that throws leaves its transaction open; a session that ended may serve somebody else by now.
    if (!ended) await session.rollback();
  }
}

const tablesMade = new WeakSet<object>();

async function createWords(host: { begin(): Promise<HostSession> }): Promise<void> {
  if (tablesMade.has(host)) return;
  tablesMade.add(host);
  const session = await host.begin();
  if (session.run !== undefined) await session.run('create table if not exists conformance_host (word text)');
  await session.commit();
}

async function writeWord(session: HostSession, word: string): Promise<void> {
  await session.run?.(`insert into conformance_host (word) values ('${word.replaceAll("'", "''")}')`);
}

async function readWords(session: HostSession): Promise<readonly string[]> {
  const rows = (await session.run?.('select word from conformance_host')) ?? [];
  return rows.map(({ word }) => String(word));
}

async function raceInHost(trial: Trial, write: ReturnType<typeof put>): Promise<'won' | 'lost'> {
  let outcome: 'won' | 'lost' = 'lost';
  await inHost(trial, async (session, context) => {
    try {
      await trial.storage.query(context, 'counter', { limit: 1, now: NOON });
      const result = await trial.storage.commit(context, commitOf([write]));
      if (!result.ok) {
        await session.rollback();
        return;
      }
      await session.commit();
      outcome = 'won';
    } catch (error) {
      if (!isCrmError(error, 'RETRYABLE')) throw error;
      await session.rollback();
    }
  });
  return outcome;
}
