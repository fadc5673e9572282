import { ClosedError } from '../errors/closed-error.js';
import { isCrmError } from '../errors/crm-error.js';
import { CHECKPOINTS, type Checkpoint } from '../storage/contract.js';
import { type Caller, type CheckpointMove, createCaller } from './caller.js';
import { secondCommit } from './commit-decided.js';
import type { CrmEvent } from './define-subscriber.js';
import { eventsOfChange, type PendingEvent } from './events-of-change.js';
import { decodePosition, encodePosition, isBehind } from './feed-position.js';
import { createLease, type Lease } from './lease.js';
import type { Principal } from './principal.js';
import { readEvents } from './read-events.js';
import type { Runtime } from './runtime.js';

/** A subscriber as `crm.subscribe` or a module declared it. */
export interface Subscriber {
  readonly name: string;
  readonly events: ReadonlySet<string>;
  readonly roles: readonly string[];
  /** How often a throwing handler is tried before its event is parked. */
  readonly attempts: number;
  /** Gets the event and a caller whose next commit carries the checkpoint. */
  readonly handle: (event: CrmEvent, caller: Caller) => Promise<void>;
}

/** What one run came to. */
export interface SubscriberRun {
  handled: number;
  /** Times a handler threw. */
  failed: number;
  /** Events given up after the last attempt, or because their handler committed twice; each is reported to the logger. */
  parked: number;
  /** False when time ran out, a handler waits for its next attempt, or another process is at work. */
  isComplete: boolean;
}

/** Tries so far of the event a subscriber of a tenant stands on; kept in memory, so a new process starts over. */
export type Tries = Map<string, { readonly position: Checkpoint; count: number }>;

/** Limits of one run. */
export interface RunLimits {
  /** Milliseconds left; real time, since budgets of a host do not follow an injected clock. */
  readonly remainingMs: () => number;
  readonly tries: Tries;
  /** Names this process in leases. */
  readonly owner: string;
  /** Runs a handler. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A storage that one process has for itself needs none. */
const NO_LEASE: Lease = { hold: async () => 'held', release: async () => undefined };

const PAGE = 200;
const BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Delivers a tenant's events to one subscriber, in order, from where it stands to the end of the feed. The checkpoint
 * moves in the commit of the handler's own effect, or behind the handler when it commits nothing through its session.
 * When another process has moved it meanwhile, the run goes on from there.
 */
export async function runSubscriber(
  runtime: Runtime,
  subscriber: Subscriber,
  tenant: string,
  limits: RunLimits,
): Promise<SubscriberRun> {
  const run: SubscriberRun = { handled: 0, failed: 0, parked: 0, isComplete: true };
  const caller = createCaller(runtime, subscriberPrincipal(subscriber, tenant));
  const lease = runtime.storage.capabilities.multiProcess
    ? createLease(caller, subscriber.name, limits.owner)
    : NO_LEASE;
  try {
    await deliverAll(caller, subscriber, { run, limits, lease });
  } finally {
    await lease.release();
  }
  return run;
}

/** Under whom a subscriber acts and sees. */
export function subscriberPrincipal({ name, roles }: Pick<Subscriber, 'name' | 'roles'>, tenant: string): Principal {
  return { tenant, actor: `subscriber:${name}`, roles };
}

interface Round {
  readonly run: SubscriberRun;
  readonly limits: RunLimits;
  readonly lease: Lease;
}

async function deliverAll(caller: Caller, subscriber: Subscriber, round: Round): Promise<void> {
  const { runtime } = caller;
  const { tenant } = caller.principal;
  const entities = [...new Set([...subscriber.events].map((event) => event.split('.')[0] ?? ''))];
  for (;;) {
    const stored = await readCheckpoint(caller, subscriber.name);
    const position = decodePosition(stored);
    const page = await runtime.storage.changes(caller.context, { after: position.after, limit: PAGE, entities });
    if (page.reset === true)
      runtime.logger.warn('subscriber missed events older than the feed keeps', {
        subscriber: subscriber.name,
        tenant,
      });
    const end = encodePosition({ after: page.checkpoint, last: null });
    const pending = page.changes.map((change) =>
      eventsOfChange(change).filter(
        (event) => isWanted(subscriber, event) && isBehind(position, change.number, event.index),
      ),
    );
    if (pending.some((events) => events.length > 0)) {
      const state = await round.lease.hold();
      if (state === 'elsewhere') {
        round.run.isComplete = false;
        return;
      }
      // Whoever had it may have moved on since the place was read.
      if (state === 'taken') continue;
    }
    const outcome = await deliver(caller, subscriber, pending, { ...round, stored, after: position.after, end });
    if (outcome === 'stopped') return;
    if (outcome === 'moved') continue;
    if (page.changes.length === 0 && page.checkpoint === position.after) return;
  }
}

interface Delivery extends Round {
  readonly stored: Checkpoint | null;
  readonly after: Checkpoint | null;
  readonly end: Checkpoint;
}

/** `done`: the stretch is behind us. `moved`: go on from where somebody else left it. `stopped`: no more in this run. */
type Outcome = 'done' | 'moved' | 'stopped';

async function deliver(
  caller: Caller,
  subscriber: Subscriber,
  pending: readonly (readonly PendingEvent[])[],
  delivery: Delivery,
): Promise<Outcome> {
  let expect = delivery.stored;
  for (const events of pending) {
    const ready = await readEvents(caller, events);
    for (const [index, event] of ready.entries()) {
      const named = events[index];
      if (event === null || named === undefined || !subscriber.events.has(event.type)) continue;
      const next = encodePosition({ after: delivery.after, last: { number: named.change.number, index: named.index } });
      const outcome = await handleEvent(caller, subscriber, event, { expect, next, ...delivery });
      if (outcome !== 'done') return outcome;
      expect = next;
    }
  }
  if (expect === delivery.end || (expect === null && delivery.end === encodePosition({ after: null, last: null })))
    return 'done';
  return moveCheckpoint(caller, { subscriber: subscriber.name, expect, next: delivery.end });
}

async function handleEvent(
  caller: Caller,
  subscriber: Subscriber,
  event: CrmEvent,
  { expect, next, run, limits, lease }: Delivery & { readonly expect: Checkpoint | null; readonly next: Checkpoint },
): Promise<Outcome> {
  const { runtime, principal } = caller;
  const key = `${principal.tenant}\0${subscriber.name}`;
  for (;;) {
    if (limits.remainingMs() <= 0 || (await lease.hold()) === 'elsewhere') {
      run.isComplete = false;
      return 'stopped';
    }
    const move: CheckpointMove = { subscriber: subscriber.name, expect, next, isDone: false, isExceeded: false };
    try {
      await limits.run(() => subscriber.handle(event, createCaller(runtime, principal, { checkpoint: move })));
      if (move.isExceeded) throw secondCommit();
      const outcome = move.isDone ? 'done' : await moveCheckpoint(caller, move);
      if (outcome === 'done') run.handled += 1;
      limits.tries.delete(key);
      return outcome;
    } catch (error) {
      if (error instanceof ClosedError || isCrmError(error, 'CLOSED')) throw error;
      if ((await readCheckpoint(caller, subscriber.name)) !== expect && !move.isDone) return 'moved';
      run.failed += 1;
      const outcome = await afterFailure(caller, subscriber, event, { error, move, run, limits, key });
      if (outcome !== null) return outcome;
    }
  }
}

interface Failure {
  readonly error: unknown;
  readonly move: CheckpointMove;
  readonly run: SubscriberRun;
  readonly limits: RunLimits;
  readonly key: string;
}

/** Null: try again. An event whose effect was committed before its handler threw is done, and reported. */
async function afterFailure(
  caller: Caller,
  subscriber: Subscriber,
  event: CrmEvent,
  { error, move, run, limits, key }: Failure,
): Promise<Outcome | null> {
  const { runtime, principal } = caller;
  const facts = {
    subscriber: subscriber.name,
    tenant: principal.tenant,
    event: event.type,
    entity: event.entity,
    id: event.id,
    number: event.number,
    ...describeError(error),
  };
  if (move.isDone) {
    if (move.isExceeded) run.parked += 1;
    const problem = move.isExceeded
      ? 'subscriber lost a second commit: one commit per event'
      : 'subscriber threw after its effect was committed';
    runtime.logger.error(problem, facts);
    limits.tries.delete(key);
    return 'done';
  }
  const known = limits.tries.get(key);
  const count = known?.position === move.next ? known.count + 1 : 1;
  if (count >= subscriber.attempts) {
    runtime.logger.error('subscriber gave up on an event', { ...facts, attempts: count });
    run.parked += 1;
    limits.tries.delete(key);
    return moveCheckpoint(caller, move);
  }
  limits.tries.set(key, { position: move.next, count });
  const pause = Math.min(LONGEST_BACKOFF_MS, BACKOFF_MS * 2 ** count) * (0.5 + runtime.random() / 2);
  if (pause > limits.remainingMs()) {
    run.isComplete = false;
    return 'stopped';
  }
  await runtime.wait(pause);
  return null;
}

/** Names of errors only: messages of hosts may hold personal data. */
function describeError(error: unknown): { readonly error: string; readonly code?: string } {
  if (isCrmError(error)) return { error: error.name, code: error.code };
  return { error: error instanceof Error ? error.name : typeof error };
}

async function readCheckpoint({ runtime, context }: Caller, name: string): Promise<Checkpoint | null> {
  const [row] = await runtime.storage.get(context, CHECKPOINTS, [name]);
  const checkpoint = row?.['checkpoint'];
  return typeof checkpoint === 'string' ? checkpoint : null;
}

async function moveCheckpoint(
  { runtime, context, principal }: Caller,
  move: Pick<CheckpointMove, 'subscriber' | 'expect' | 'next'>,
): Promise<Outcome> {
  const { subscriber, expect, next } = move;
  const result = await runtime.storage.commit(context, {
    writes: [],
    claims: [],
    checkpoints: [{ subscriber, expect, next }],
    cause: { command: 'subscriber.checkpoint', actor: principal.actor, at: runtime.clock() },
  });
  return result.ok ? 'done' : 'moved';
}

function isWanted({ events }: Subscriber, { type, change }: PendingEvent): boolean {
  return events.has(type) || (events.has(`${change.entity}.deleted`) && type === `${change.entity}.updated`);
}
