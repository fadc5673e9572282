import type { Storage } from '@crmkit/core';
import { memoryStorage } from '@crmkit/core/storage';
import { describe, expect, it } from 'vitest';
import { certifyStorage } from './certify-storage.js';
import type { StorageDriver } from './driver.js';
import type { Feature } from './feature.js';
import { runCases } from './run-cases.js';
import { memoryDriver } from './support/memory-driver.js';

const driverOf = (features: readonly Feature[], storage: Storage = memoryStorage()): StorageDriver => ({
  name: 'bare',
  features,
  create: async () => ({ storage, dispose: async () => {} }),
});

describe('rules that do not apply', () => {
  it('are skipped with what is missing in their name', () => {
    const run: string[] = [];
    const skipped: string[] = [];
    const declare = Object.assign((name: string) => run.push(name), { skip: (name: string) => skipped.push(name) });
    certifyStorage({ describe: (_name, body) => body(), it: declare, expect }, driverOf([]));
    const endings = skipped.map((name) => [name.split(' ')[0], name.slice(name.lastIndexOf('('))]);
    expect(endings).toEqual([
      ...['HO2', 'HO3', 'HO4'].map((id) => [id, '(not promised: joinHost)']),
      ['HO5', '(not promised: joinHost, host.run)'],
      ...['HO6', 'HO7'].map((id) => [id, '(not promised: joinHost)']),
      ['HO8', '(not promised: joinHost, host.run)'],
      ['HO9', '(not promised: joinHost)'],
      ['FE13', '(not promised: joinHost, host.sessions)'],
      ['LI7', '(not promised: durable, reopen)'],
      ['LI8', '(not promised: second)'],
      ['LI10', '(not promised: disconnect)'],
    ]);
    expect(run.some((name) => name.startsWith('HO1 '))).toBe(true);
  });

  it('are not declared at all for a runner that cannot skip, so that nothing passes by doing nothing', async () => {
    const outcomes = await runCases(expect, memoryDriver('memory'), { only: ['HO1', 'HO2', 'LI8', 'LI10'] });
    expect(outcomes.map(({ id, ok }) => [id, ok])).toEqual([
      ['HO1', true],
      ['LI8', true],
      ['end', true],
    ]);
  });
});

describe('the features of a driver', () => {
  it('have to be what is there, or every case fails', async () => {
    const failures = async (driver: StorageDriver): Promise<unknown> =>
      (await runCases(expect, driver, { only: ['CR1'] })).map(({ error }) => String(error));
    expect(await failures({ ...memoryDriver('memory'), features: ['second'] })).toEqual(
      Array(2).fill('Error: Correct the driver: reopen is there, but not in `features`.'),
    );
    expect(await failures(driverOf(['disconnect']))).toEqual(
      Array(2).fill('Error: Correct the driver: disconnect is in `features`, but not there.'),
    );
    const { capabilities, ...methods } = memoryStorage();
    const joining = { ...methods, capabilities: { ...capabilities, joinHost: true, durable: true } };
    expect(await failures(driverOf(['joinHost', 'durable'], joining))).toEqual(
      Array(2).fill(
        'Error: Correct the driver: the storage says durable, but the driver has no `reopen` to prove it with; ' +
          'the storage says joinHost, but the driver has no `host` to prove it with.',
      ),
    );
  });
});
