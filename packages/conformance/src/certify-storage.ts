import type { Context, Storage } from '@crmkit/core';
import { withFallbacks } from '@crmkit/core/storage';
import { createRandom } from '@crmkit/core/testing';
import { checkFeatures } from './check-features.js';
import type { DriverInstance, StorageDriver } from './driver.js';
import type { Feature } from './feature.js';
import type { Rule, Trial } from './rule.js';
import { ruleGroups } from './rules/index.js';
import type { Runner } from './runner.js';
import { suiteSchema } from './support/suite-schema.js';

/** The seed of all random data, unless told otherwise. */
export const DEFAULT_SEED = 20_240_229;

const CASE_TIMEOUT_MS = 180_000;

/** Settings of one run. */
export interface CertifyOptions {
  /** Seed of all random data; printed when a rule fails. `DEFAULT_SEED` when left out. */
  readonly seed?: number;
}

/**
 * Declares one case per rule of SPEC.md against a storage. Call it in a test file of your adapter; it runs in Node and
 * in browsers. A rule that does not apply is skipped, with what is missing in its name.
 *
 * @param runner - `describe`, `it` and `expect` of the test runner
 * @param driver - makes the storage under test; `knownGaps` are expected to fail
 * @param options - the seed
 * @throws RangeError when `knownGaps` names a rule that does not exist
 * @example
 * certifyStorage(
 *   { describe, it, expect },
 *   { name: 'memory', features: [], create: async () => ({ storage: memoryStorage(), dispose: async () => {} }) },
 * );
 */
export function certifyStorage(runner: Runner, driver: StorageDriver, options: CertifyOptions = {}): void {
  const seed = options.seed ?? DEFAULT_SEED;
  const gaps = new Set(driver.knownGaps ?? []);
  refuseUnknownGaps(gaps);
  const shared = createShared(driver);
  for (const group of ruleGroups) {
    runner.describe(`${driver.name}: ${group.title}`, () => {
      for (const rule of group.rules) {
        const run = (): Promise<void> => runRule(rule, runner, driver, shared, seed);
        const reason = notApplying(rule, driver.features);
        if (reason !== null) {
          runner.it.skip?.(`${rule.id} ${rule.promise} (${reason})`, run);
          continue;
        }
        if (gaps.has(rule.id))
          runner.it(`${rule.id} (known gap) ${rule.promise}`, () => expectFailure(rule, run), CASE_TIMEOUT_MS);
        else runner.it(`${rule.id} ${rule.promise}`, run, CASE_TIMEOUT_MS);
      }
    });
  }
  runner.describe(`${driver.name}: end`, () => {
    runner.it('closes and disposes what the suite opened', () => shared.dispose(), CASE_TIMEOUT_MS);
  });
}

/** Why a rule does not bind the storages of a driver; null when it does. */
function notApplying({ needs = [], unless }: Rule, features: readonly Feature[]): string | null {
  if (unless !== undefined && features.includes(unless)) return `promised: ${unless}`;
  const missing = needs.filter((feature) => !features.includes(feature));
  return missing.length === 0 ? null : `not promised: ${missing.join(', ')}`;
}

interface Shared {
  /** Opens the storage most rules share, at the first use. */
  use(): Promise<OpenInstance>;
  open(): Promise<OpenInstance>;
  dispose(): Promise<void>;
}

interface OpenInstance {
  readonly instance: DriverInstance;
  readonly storage: Storage;
}

function createShared(driver: StorageDriver): Shared {
  let opened: Promise<OpenInstance> | null = null;
  const open = async (): Promise<OpenInstance> => {
    const instance = await driver.create();
    checkFeatures(driver.features, instance);
    const storage = withFallbacks(instance.storage);
    await storage.open(suiteSchema);
    return { instance, storage };
  };
  return {
    open,
    use() {
      opened ??= open();
      return opened;
    },
    async dispose() {
      const { instance, storage } = await this.use();
      await storage.close();
      await instance.dispose();
    },
  };
}

async function runRule(
  rule: Rule,
  { expect }: Runner,
  driver: StorageDriver,
  shared: Shared,
  seed: number,
): Promise<void> {
  const { instance, storage } = await shared.use();
  const extra: DriverInstance[] = [];
  const tenant = (name: string): Context => ({ tenant: `${rule.id} ${name}` });
  const trial: Trial = {
    storage,
    raw: instance.storage,
    instance,
    has: (feature) => driver.features.includes(feature),
    context: tenant('main'),
    tenant,
    async fresh() {
      const made = await shared.open();
      extra.push(made.instance);
      return made;
    },
    async unopened() {
      const made = await driver.create();
      extra.push(made);
      return made.storage;
    },
    expect,
    random: createRandom(seed),
    seed,
    loops: (count, least = 1) => Math.max(least, Math.round(count * (driver.scale ?? 1))),
  };
  try {
    await rule.run(trial);
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message} [${rule.id}, seed ${seed}]`;
    throw error;
  } finally {
    for (const made of extra) await made.dispose();
  }
}

async function expectFailure(rule: Rule, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
  throw new Error(`${rule.id} passes now. Remove it from knownGaps.`);
}

function refuseUnknownGaps(gaps: ReadonlySet<string>): void {
  const known = new Set(ruleGroups.flatMap(({ rules }) => rules.map(({ id }) => id)));
  const unknown = [...gaps].filter((id) => !known.has(id));
  if (unknown.length > 0) throw new RangeError(`There is no rule ${unknown.join(', ')}. Correct knownGaps.`);
}
