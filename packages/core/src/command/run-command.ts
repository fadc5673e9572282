import type { z } from 'zod';
import { grantsOf } from '../access/grant.js';
import { AccessDeniedError } from '../errors/access-denied-error.js';
import { type InputIssue, InvalidInputError } from '../errors/invalid-input-error.js';
import { formatInstant } from '../values/instant.js';
import { type Caller, modelEntity } from './caller.js';
import { commandReader } from './command-reader.js';
import { commitDecided, type Decided } from './commit-decided.js';
import type { CommandDefinition, DecideContext, Decision, Refusal } from './define-command.js';
import type { ViewDefinition } from './define-view.js';
import { readStored, toRowChanges } from './record-changes.js';
import { collectIssues } from './record-parser.js';

/**
 * Runs a module's command on the one write path: input parsed, rights checked, read, decided, committed; a conflict is
 * read and decided again. The caller needs the command's verb on its entity; what the command changes there must lie in
 * the rows and fields that grant opens, and what it changes on other entities comes with the command.
 *
 * @returns the result, or `{ ok, … }` when the command declares refusals
 */
export async function runCommand(caller: Caller, command: CommandDefinition, input: unknown): Promise<unknown> {
  const [entity = '', verb = ''] = command.name.split('.');
  requireRight(caller, entity, verb);
  const parsed = parseInput(command.name, command.input, input);
  const outcome = await commitDecided(caller, command.name, async (now): Promise<Decided<AnyOutcome>> => {
    const context = decideContext(caller, now);
    const state = await command.read(commandReader(caller), parsed as never, context);
    const decision: Decision<unknown, string> = command.decide(state as never, parsed as never, context);
    if (!decision.ok) return { changes: [], finish: () => decision };
    const changes = toRowChanges(caller, decision.changes, await readStored(caller, decision.changes), {
      command: command.name,
      now,
      rightsOf: (name) => (name === entity ? { action: verb } : 'system'),
    });
    const event = decision.event ?? command.event;
    return {
      changes,
      claims: decision.claims ?? [],
      ...(event !== undefined && { detail: { event } }),
      finish: () => ({ ok: true, result: decision.result }),
    };
  });
  if (command.refusals.length > 0) return outcome;
  // A refusal the command does not declare has no place in its result; decide() is typed not to give one.
  return outcome.ok ? outcome.result : outcome;
}

type AnyOutcome = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly refusal: Refusal };

/** Runs a module's view under the caller's rights. A text stands for `{ id }`. */
export async function runView(caller: Caller, view: ViewDefinition, input: unknown): Promise<unknown> {
  const parsed = parseInput(view.name, view.input, typeof input === 'string' ? { id: input } : input);
  return view.read(commandReader(caller), parsed as never, decideContext(caller, caller.runtime.clock()));
}

/**
 * What decisions may lean on: everything in it is injected.
 *
 * @param now - UTC milliseconds
 */
function decideContext(caller: Caller, now: number): DecideContext {
  const { runtime, principal } = caller;
  return {
    now: formatInstant(now),
    ...principal,
    newId: (entity) => runtime.ids.next(modelEntity(runtime, entity).definition.prefix),
  };
}

/** Refuses an action no role of the principal grants. */
function requireRight(caller: Caller, entity: string, action: string): void {
  if (grantsOf(caller.grants(entity), action).length > 0) return;
  throw new AccessDeniedError({
    action: `${entity}.${action}`,
    entity,
    reason: `no role of this principal may ${action} it`,
  });
}

function parseInput(subject: string, schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues: InputIssue[] = [];
  collectIssues(result.error, '', issues);
  throw new InvalidInputError(subject, issues);
}
