import type { CountedStorage } from '../host/count-commits.js';
import type { HostDatabase } from '../host/host-database.js';
import type { HostCrm, HostSession } from '../host/open-crm.js';
import type { Output } from '../show/output.js';
import type { DemoClock } from './demo-clock.js';

/** What every step of the demo works with. */
export interface DemoContext {
  readonly database: HostDatabase;
  readonly crm: HostCrm;
  readonly storage: CountedStorage;
  /** The session of the import: a program of the host with every right. */
  readonly session: HostSession;
  readonly clock: DemoClock;
  readonly output: Output;
}

/** The tenant of the sample company. */
export const SAMPLE_TENANT = 'sample';
