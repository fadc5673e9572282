import { type AccessRules, openAccess } from '../access/define-access.js';
import { createCrm } from '../command/create-crm.js';
import type { CrmOf } from '../command/crm-types.js';
import type { ModuleDefinition } from '../command/define-module.js';
import type { LabelSet } from '../model/labels.js';
import type { HostFields } from '../model/model.js';
import type { Storage } from '../storage/contract.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { createRandom } from '../values/seeded-random.js';
import { type FixedClock, fixedClock } from './fixed-clock.js';
import { sequentialIds } from './sequential-ids.js';

/** Where the clock of {@link testCrm} starts. */
export const TEST_NOW = '2024-08-09T12:00:00.000Z';

/**
 * Opens a CRM for tests: memory storage, open access, a clock that stands still, ids that count up, pauses that take
 * no time, and a logger that keeps what it is told.
 *
 * @param options - anything `createCrm` takes
 * @returns the CRM, its clock, and what was logged
 * @example
 * const { crm, clock } = await testCrm();
 * const rep = crm.as({ tenant: 'acme', actor: 'u1', roles: [] });
 */
export async function testCrm<
  const F extends HostFields = Record<never, never>,
  const Ms extends readonly ModuleDefinition[] = readonly [],
>(
  options: {
    readonly fields?: F;
    readonly modules?: Ms;
    readonly labels?: readonly LabelSet[];
    readonly access?: readonly AccessRules[];
    readonly storage?: Storage;
    readonly attempts?: number;
    readonly tenants?: () => Promise<readonly string[]>;
  } = {},
): Promise<{
  readonly crm: CrmOf<F, Ms>;
  readonly clock: FixedClock;
  readonly logged: readonly { readonly level: string; readonly message: string; readonly facts: object }[];
}> {
  const clock = fixedClock(TEST_NOW);
  const logged: { level: string; message: string; facts: object }[] = [];
  const random = createRandom(1);
  const crm = await createCrm<F, Ms>({
    storage: memoryStorage(),
    access: [openAccess()],
    clock,
    ids: sequentialIds(),
    random: () => random.next(),
    wait: async () => undefined,
    logger: {
      error: (message, facts) => void logged.push({ level: 'error', message, facts }),
      warn: (message, facts) => void logged.push({ level: 'warn', message, facts }),
    },
    ...options,
  });
  return { crm, clock, logged };
}
