import { nanoid } from 'nanoid';
import { UnsupportedError } from '../errors/unsupported-error.js';
import { createHandlerScope } from './handler-scope.js';
import { runSubscriber, type Subscriber, type Tries } from './run-subscriber.js';
import type { Runtime } from './runtime.js';

/** What a drain came to. */
export interface DrainResult {
  readonly handled: number;
  readonly failed: number;
  readonly parked: number;
  /** True when every subscriber reached the end of the feed as it was; false also where another process is at work. */
  readonly isComplete: boolean;
}

/** Limits of a drain. */
export interface DrainOptions {
  /** One tenant; otherwise those that `createCrm({ tenants })` lists and those this process opened sessions for. */
  readonly tenant?: string;
  /** Stop after this many milliseconds. Default: no limit. */
  readonly maxMs?: number;
}

/** Runs subscribers; one drain of a subscriber and tenant at a time within this process. */
export interface Drainer {
  drain(tenants: readonly string[], options: DrainOptions): Promise<DrainResult>;
}

/**
 * Makes the drainer of one CRM.
 *
 * @throws {@link UnsupportedError} `UNSUPPORTED` from `drain` inside a handler
 */
export function createDrainer(runtime: Runtime, subscribers: () => Iterable<Subscriber>): Drainer {
  const tries: Tries = new Map();
  const running = new Map<string, Promise<unknown>>();

  const scope = createHandlerScope();
  const owner = nanoid();

  /** Two runs side by side would call handlers twice for nothing; processes are kept apart by a lease. */
  async function alone<T>(key: string, run: () => Promise<T>): Promise<T> {
    while (running.has(key)) await running.get(key)?.catch(() => undefined);
    const promise = run();
    running.set(key, promise);
    try {
      return await promise;
    } finally {
      running.delete(key);
    }
  }

  return {
    async drain(tenants, { maxMs = Number.POSITIVE_INFINITY }) {
      if (scope.isInside())
        throw new UnsupportedError(
          'drain() inside a handler would wait for the handler itself. Return from it; what it wrote is delivered after it.',
        );
      const end = performance.now() + maxMs;
      const limits = { remainingMs: () => end - performance.now(), tries, owner, run: scope.run };
      const total = { handled: 0, failed: 0, parked: 0, isComplete: true };
      for (const tenant of tenants) {
        for (const subscriber of subscribers()) {
          const run = await alone(`${tenant}\0${subscriber.name}`, () =>
            runSubscriber(runtime, subscriber, tenant, limits),
          );
          total.handled += run.handled;
          total.failed += run.failed;
          total.parked += run.parked;
          total.isComplete &&= run.isComplete;
        }
      }
      return total;
    },
  };
}
