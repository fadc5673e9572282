import type { Context, Storage } from '@crmkit/core';
import type { SeededRandom } from '@crmkit/core/testing';
import type { DriverInstance } from './driver.js';
import type { Feature } from './feature.js';
import type { Expect } from './runner.js';

/** What one rule runs with. Each rule has tenants of its own, so rules never see each other's data. */
export interface Trial {
  /** The storage as a host uses it: with `withFallbacks` around it for what it does not push down. */
  readonly storage: Storage;
  /** The storage as the driver made it. */
  readonly raw: Storage;
  readonly instance: DriverInstance;
  /** Tells whether the driver lists a feature. */
  has(feature: Feature): boolean;
  /** Context of the rule's own tenant. */
  readonly context: Context;
  /** Context of another tenant of this rule. */
  tenant(name: string): Context;
  /** Makes and opens a storage with data of its own, disposed after the rule. */
  fresh(): Promise<{ readonly storage: Storage; readonly instance: DriverInstance }>;
  /** Makes a storage with data of its own that is not opened, disposed after the rule. */
  unopened(): Promise<Storage>;
  readonly expect: Expect;
  readonly random: SeededRandom;
  readonly seed: number;
  /** Shrinks a loop count by the driver's scale, never below `least`. */
  loops(count: number, least?: number): number;
}

/** One promise of the contract and the case that proves it. */
export interface Rule {
  /** Stable id, such as `CR1`; never reused. */
  readonly id: string;
  /** The promise in one sentence, as it stands in SPEC.md. */
  readonly promise: string;
  /** What a storage or its driver has to have for the rule to apply; applies to all when left out. */
  readonly needs?: readonly Feature[];
  /** Applies to storages without this only. */
  readonly unless?: Feature;
  /** Proves the promise; throws when the storage does not keep it. */
  run(trial: Trial): Promise<void>;
}

/** Rules that belong together. */
export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}
