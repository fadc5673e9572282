import type { Storage } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { runCases } from '../run-cases.js';
import { memoryDriver } from '../support/memory-driver.js';
import { doubleClaim } from './double-claim.js';
import { halfBatch } from './half-batch.js';
import { leakingTenant } from './leaking-tenant.js';
import { lostUpdate } from './lost-update.js';
import { polledSequence } from './polled-sequence.js';
import { staleCursor } from './stale-cursor.js';
import { unstablePage } from './unstable-page.js';
import { writeBeforeCommit } from './write-before-commit.js';

type Mutant = readonly [name: string, mutate: (storage: Storage) => Storage, rules: readonly string[]];

const mutants: readonly Mutant[] = [
  ['lost update', lostUpdate, ['RA1', 'RA2', 'RA4']],
  ['double claim', doubleClaim, ['CL1', 'CL2']],
  ['leaking tenant', leakingTenant, ['TE1']],
  ['polled sequence', polledSequence, ['FE12']],
  ['unstable page', unstablePage, ['PA6']],
  ['half batch', halfBatch, ['CO1']],
  ['stale cursor', staleCursor, ['PA11']],
  ['write before commit', writeBeforeCommit, ['RA7']],
];
/** What a storage does however wrong it is elsewhere: a mutant that fails these proves nothing. */
const basics = ['CR1', 'CR3', 'CR4', 'CR6', 'CR7', 'VA1', 'QU3', 'PA1', 'CO10'];

describe('a faulty storage', () => {
  for (const [name, mutate, rules] of mutants) {
    it(`with ${name} fails at ${rules.join(', ')} and works otherwise`, async () => {
      const driver = { ...memoryDriver(name, mutate), scale: 0.1 };
      const outcomes = await runCases(expect, driver, { only: [...rules, ...basics] });
      const failed = outcomes.filter(({ ok }) => !ok).map(({ id }) => id);
      expect(failed.sort()).toEqual([...rules].sort());
    }, 60_000);
  }
});

describe('a right storage', () => {
  it('passes every case that a faulty one fails', async () => {
    const only = mutants.flatMap(([, , rules]) => rules);
    const outcomes = await runCases(expect, { ...memoryDriver('memory'), scale: 0.1 }, { only });
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
    expect(outcomes.length).toBe(only.length + 1);
  }, 60_000);
});

describe('known gaps', () => {
  it('pass while their rule fails, fail the run once it passes, and have to name a rule', async () => {
    const faulty = { ...memoryDriver('half batch', halfBatch), knownGaps: ['CO1'] };
    expect((await runCases(expect, faulty, { only: ['CO1'] })).map(({ ok }) => ok)).toEqual([true, true]);
    const right = { ...memoryDriver('memory'), knownGaps: ['CO1'] };
    const [outcome] = await runCases(expect, right, { only: ['CO1'] });
    expect([outcome?.ok, String(outcome?.error)]).toEqual([false, 'Error: CO1 passes now. Remove it from knownGaps.']);
    await expect(runCases(expect, { ...right, knownGaps: ['XX1'] })).rejects.toThrow('There is no rule XX1');
  });
});
