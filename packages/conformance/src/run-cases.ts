import { type CertifyOptions, certifyStorage } from './certify-storage.js';
import type { StorageDriver } from './driver.js';
import type { Expect } from './runner.js';

/** What one case came to. */
export interface CaseOutcome {
  /** Rule id, or `end` for the closing case. */
  readonly id: string;
  readonly name: string;
  readonly ok: boolean;
  /** What was thrown, when it failed. */
  readonly error?: unknown;
  readonly durationMs: number;
}

/**
 * Runs the suite as a program, without a test runner: to test the suite itself, or to certify a storage from a script.
 *
 * @param expect - assertions, such as the `expect` of vitest
 * @param driver - makes the storage under test
 * @param options - `only`: ids of the rules to run, all when left out; `seed` as in `certifyStorage`
 * @returns one outcome per case, in the order of SPEC.md
 * @example
 * const outcomes = await runCases(expect, driver, { only: ['CR1'] });
 * outcomes.filter(({ ok }) => !ok); // []
 */
export async function runCases(
  expect: Expect,
  driver: StorageDriver,
  options: CertifyOptions & { readonly only?: readonly string[] } = {},
): Promise<readonly CaseOutcome[]> {
  const cases: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  certifyStorage(
    {
      describe: (_name, body) => body(),
      it: (name, body) => cases.push({ name, body }),
      expect,
    },
    driver,
    options,
  );
  const outcomes: CaseOutcome[] = [];
  for (const { name, body } of cases) {
    const id = /^[A-Z]{2}\d+/.exec(name)?.[0] ?? 'end';
    if (id !== 'end' && options.only?.includes(id) === false) continue;
    const start = performance.now();
    const error = await body().then(
      () => null,
      (thrown: unknown) => thrown ?? new Error('nothing was thrown'),
    );
    outcomes.push({
      id,
      name,
      ok: error === null,
      ...(error !== null && { error }),
      durationMs: performance.now() - start,
    });
  }
  return outcomes;
}
