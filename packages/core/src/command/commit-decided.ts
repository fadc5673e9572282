import { ConflictError } from '../errors/conflict-error.js';
import { DuplicateError } from '../errors/duplicate-error.js';
import { invalidInput } from '../errors/invalid-input.js';
import { MissingReferenceError } from '../errors/missing-reference-error.js';
import { RetryableError } from '../errors/retryable-error.js';
import { UnsupportedError } from '../errors/unsupported-error.js';
import type { Cause, Commit, CommitResult, Rev } from '../storage/contract.js';
import type { Caller, CheckpointMove } from './caller.js';
import { checkRules, type RuleRound } from './check-rules.js';
import { checkWriteRights } from './check-write-rights.js';
import type { ClaimChange } from './define-command.js';
import { duplicateOf } from './duplicate-of.js';
import { planCommit } from './plan-commit.js';
import { visibleDifference } from './read-history.js';
import { readRows } from './read-rows.js';
import { refuseHiddenReferences } from './refuse-hidden-references.js';
import { refuseReferenced } from './refuse-referenced.js';
import type { RowChange } from './row-change.js';

/** What one round of read and decide came to. */
export interface Decided<T> {
  readonly changes: readonly RowChange[];
  /** Entities whose changes hold values of the caller itself: they may only refer to what it can see. */
  readonly given?: readonly string[];
  readonly claims?: readonly ClaimChange[];
  readonly detail?: Cause['detail'];
  /** Makes the result from the revisions of the changes, in their order. */
  readonly finish: (revs: readonly Rev[]) => T;
  /** What a held claim means to this command: decide again, or an error. Default: `DuplicateError`. */
  readonly onClaimed?: (key: string, holder: string | null) => 'again' | Error;
  /** What a conflict on a record means to this command; default: decide again. */
  readonly onConflict?: (entity: string, id: string, isThere: boolean) => 'again' | Error;
  /** What the entities' rules need to know of this decision. */
  readonly judged?: Pick<RuleRound, 'reconciled' | 'pathOf'>;
  /** Names a record whose id the caller has never seen, for the error about a missing reference. */
  readonly nameOf?: (id: string) => string;
}

type Refusal = Extract<CommitResult, { readonly ok: false }>;

/** Base of the pause before a conflict is decided again, in ms; it doubles and is jittered. */
const PAUSE_MS = 5;

/**
 * The one write path: decide, check rights, plan, commit. A conflict is read and decided again, a bounded number of
 * times. Nothing to change makes no commit.
 *
 * @param caller - who writes
 * @param command - name for the cause: `party.update`
 * @param decide - reads and decides one round; gets the instant of the injected clock in UTC milliseconds
 * @returns what the last round's `finish` made of the revisions
 * @throws {@link ConflictError} `CONFLICT` when the last round still met a conflict
 * @throws {@link InvalidInputError} `INVALID_INPUT` when a rule of an entity would be broken
 * @throws {@link DuplicateError} `DUPLICATE` when a unique key is held by another record
 * @throws {@link MissingReferenceError} `MISSING_REFERENCE` when a reference points nowhere, or to what the caller cannot see
 * @throws {@link ReferencedError} `REFERENCED` when it deletes what others refer to
 * @throws {@link UnsupportedError} `UNSUPPORTED` for the second commit of a subscriber's handler
 */
export async function commitDecided<T>(
  caller: Caller,
  command: string,
  decide: (now: number) => Promise<Decided<T>>,
): Promise<T> {
  const { runtime, principal, context, checkpoint } = caller;
  for (let round = 1; ; round += 1) {
    const now = runtime.clock();
    const decided = await decide(now);
    if (decided.changes.length === 0 && (decided.claims ?? []).length === 0) return decided.finish([]);
    refuseSecond(checkpoint);
    await checkWriteRights(caller, decided.changes, now);
    const given = decided.changes.filter(({ entity }) => decided.given?.includes(entity) === true);
    await refuseHiddenReferences(caller, given, (id) => decided.nameOf?.(id) ?? id);
    await checkRules(caller, decided.changes, { command, now, ...decided.judged });
    await refuseReferenced(caller, decided.changes, now);
    const commit: Commit = {
      ...planCommit(runtime.model, decided.changes, decided.claims ?? []),
      ...(checkpoint && {
        checkpoints: [{ subscriber: checkpoint.subscriber, expect: checkpoint.expect, next: checkpoint.next }],
      }),
      cause: { command, actor: principal.actor, at: now, ...(decided.detail && { detail: decided.detail }) },
    };
    checkSize(caller, commit, command);
    const result = await runtime.storage.commit(context, commit);
    if (result.ok) {
      if (checkpoint) checkpoint.isDone = true;
      return decided.finish(result.revs);
    }
    // Two commits at once: the other one was faster.
    refuseSecond(checkpoint);
    const error = judge(result, decided, command);
    if (error !== null) throw await withoutHiddenHolder(caller, error);
    if (round >= runtime.attempts) throw await giveUp(caller, result, decided, command);
    await runtime.wait(runtime.random() * PAUSE_MS * 2 ** round);
  }
}

/** What a subscriber meets that commits twice for one event: only one of its commits can carry the checkpoint. */
export function secondCommit(): UnsupportedError {
  return new UnsupportedError(
    'A subscriber commits once per event with the session it is given. Put the effect into one command, or use a session of your own for the rest.',
  );
}

function refuseSecond(checkpoint: CheckpointMove | undefined): void {
  if (checkpoint?.isDone !== true) return;
  checkpoint.isExceeded = true;
  throw secondCommit();
}

/** A holder the caller cannot see stays unnamed; that the value is taken cannot be kept from it. */
async function withoutHiddenHolder(caller: Caller, error: Error): Promise<Error> {
  if (!(error instanceof DuplicateError) || error.duplicate.holder === null) return error;
  const { entity, holder } = error.duplicate;
  const [row = null] = await readRows(caller, entity, [holder]);
  return row === null ? new DuplicateError({ ...error.duplicate, holder: null }) : error;
}

function checkSize({ runtime }: Caller, commit: Commit, command: string): void {
  const size = commit.writes.length + commit.claims.length;
  const { maxBatch } = runtime.storage.capabilities;
  if (size <= maxBatch) return;
  throw invalidInput(
    command,
    '',
    `${size} writes and claims do not fit one commit of this storage (${maxBatch}); give fewer records at a time`,
  );
}

/** An error when deciding again cannot help, null when it can. */
function judge<T>(result: Refusal, decided: Decided<T>, command: string): Error | null {
  switch (result.reason) {
    case 'conflict': {
      const verdict = decided.onConflict?.(result.entity, result.id, result.current !== null) ?? 'again';
      return verdict === 'again' ? null : verdict;
    }
    case 'claimed': {
      const verdict =
        decided.onClaimed?.(result.key, result.holder) ?? defaultVerdict(result.key, result.holder, command);
      return verdict === 'again' ? null : verdict;
    }
    case 'missingRef': {
      const { entity, id, path, target } = result;
      return new MissingReferenceError({ entity, id: decided.nameOf?.(id) ?? id, path, target });
    }
    case 'checkpoint':
      return new RetryableError(
        `Subscriber ${result.subscriber} was moved on by another process; the event is handled there.`,
      );
    default:
      return result satisfies never;
  }
}

/** A claim nobody holds was let go since it was read; that is worth another round. */
function defaultVerdict(key: string, holder: string | null, command: string): 'again' | Error {
  return holder === null ? 'again' : duplicateOf(key, holder, command);
}

async function giveUp<T>(caller: Caller, result: Refusal, decided: Decided<T>, command: string): Promise<Error> {
  if (result.reason !== 'conflict')
    return new RetryableError(
      `${command} kept losing the race for ${result.reason === 'claimed' ? result.key : 'its records'}. Try again.`,
    );
  const planned = decided.changes.find(
    (change) => change.entity === result.entity && change.type !== 'create' && change.before.id === result.id,
  );
  const before = planned === undefined || planned.type === 'create' ? null : planned.before;
  const fields =
    before === null || result.current === null
      ? []
      : await visibleDifference(caller, result.entity, before, result.current);
  return new ConflictError({ entity: result.entity, id: result.id, fields });
}
