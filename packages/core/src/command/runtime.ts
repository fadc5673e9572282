import type { GrantSource } from '../access/grant.js';
import type { Model } from '../model/model.js';
import type { Storage } from '../storage/contract.js';
import type { CommandDefinition } from './define-command.js';
import type { ViewDefinition } from './define-view.js';
import type { IdSource } from './id-source.js';

/** Where crmkit reports what no caller is there to catch. Entries hold ids and codes, no personal data. */
export interface Logger {
  /** Something failed for good, such as an event that was passed after its last attempt. */
  error(message: string, facts: { readonly [key: string]: unknown }): void;
  /** Something failed and will be tried again. */
  warn(message: string, facts: { readonly [key: string]: unknown }): void;
}

/** A storage that answers everything: by itself, or with fallbacks around it. */
export type FullStorage = Storage & Required<Pick<Storage, 'aggregate' | 'asOf' | 'versions'>>;

/** All that sessions of one CRM share; made once by `createCrm`. */
export interface Runtime {
  readonly model: Model;
  readonly storage: FullStorage;
  readonly grants: GrantSource;
  readonly commands: ReadonlyMap<string, CommandDefinition>;
  readonly views: ReadonlyMap<string, ViewDefinition>;
  /** The actions an entity has: generic ones, verbs and views. */
  readonly verbs: (entity: string) => ReadonlySet<string>;
  /** Every event there is. */
  readonly events: ReadonlySet<string>;
  /** UTC milliseconds. */
  readonly clock: () => number;
  readonly ids: IdSource;
  /** A number in [0, 1), for the jitter of retries alone. */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly logger: Logger;
  /** How often a conflict is decided again before it surfaces. */
  readonly attempts: number;
}
