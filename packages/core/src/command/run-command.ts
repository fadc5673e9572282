import type { z } from 'zod';
import { grantsOf } from '../access/grant.js';
import { matchGrants } from '../access/match-grants.js';
import { type InputIssue, InvalidInputError } from '../errors/invalid-input-error.js';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { formatInstant } from '../values/instant.js';
import { type Caller, modelEntity, relatedSource } from './caller.js';
import { requireAction } from './check-write-rights.js';
import { commandReader } from './command-reader.js';
import { commitDecided, type Decided } from './commit-decided.js';
import type { CommandDefinition, CommandReader, DecideContext, Decision, Refusal } from './define-command.js';
import type { ViewDefinition } from './define-view.js';
import { readForWrite } from './read-rows.js';
import { readStored, toRowChanges } from './record-changes.js';
import { collectIssues } from './record-parser.js';

/**
 * Runs a module's command on the one write path: input parsed, rights checked, read, decided, committed; a conflict is
 * read and decided again. The caller needs the command's verb on its entity and on its subject; what the command
 * changes there must lie in the rows and fields that grant opens, and what it changes on other entities comes with the
 * command.
 *
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` when no role grants the verb
 * @throws {@link InvalidModelError} `INVALID_MODEL` when its decision names an event it does not declare
 * @throws {@link NotFoundError} `NOT_FOUND` for a subject the caller cannot see, or on which no grant of the verb holds
 * @returns the result, or `{ ok, … }` when the command declares refusals
 */
export async function runCommand(caller: Caller, command: CommandDefinition, input: unknown): Promise<unknown> {
  const [entity = '', verb = ''] = command.name.split('.');
  requireAction(caller, entity, verb);
  const parsed = parseInput(command.name, command.input, input);
  const outcome = await commitDecided(caller, command.name, async (now): Promise<Decided<AnyOutcome>> => {
    const context = decideContext(caller, now);
    const reader = commandReader(caller);
    await requireSubject(caller, command, parsed, { reader, now });
    const state = await command.read(reader, parsed as never, context);
    const decision: Decision<unknown, string> = command.decide(state as never, parsed as never, context);
    if (!decision.ok) return { changes: [], finish: () => decision };
    const changes = toRowChanges(caller, decision.changes, await readStored(caller, decision.changes), {
      command: command.name,
      now,
      rightsOf: (name) => (name === entity ? { action: verb } : 'system'),
    });
    const event = decision.event ?? command.event;
    if (event !== undefined && !command.events.includes(event))
      throw new InvalidModelError(command.name, `it tells ${event}, which is none of its events`);
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

/**
 * Runs a module's view under the caller's rights, of which its name is one like that of a command. A text stands for
 * `{ id }`.
 */
export async function runView(caller: Caller, view: ViewDefinition, input: unknown): Promise<unknown> {
  const [entity = '', noun = ''] = view.name.split('.');
  requireAction(caller, entity, noun);
  const parsed = parseInput(view.name, view.input, typeof input === 'string' ? { id: input } : input);
  const reader = commandReader(caller);
  const now = caller.runtime.clock();
  await requireSubject(caller, view, parsed, { reader, now });
  return view.read(reader, parsed as never, decideContext(caller, now));
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

/** Refuses a subject the caller cannot see, or on which none of its grants of the verb holds. */
async function requireSubject(
  caller: Caller,
  { name, subject = ownId }: CommandDefinition | ViewDefinition,
  input: unknown,
  { reader, now }: { readonly reader: CommandReader; readonly now: number },
): Promise<void> {
  const [entity = '', verb = ''] = name.split('.');
  const found = await subject(input as never, reader);
  const ids = typeof found === 'string' ? [found] : found;
  if (ids.length === 0) return;
  const rows = (await readForWrite(caller, entity, ids)).map(({ stored }) => stored);
  const match = await matchGrants(relatedSource(caller, now), grantsOf(caller.grants(entity), verb), entity, rows);
  const outside = rows.find((row) => match(row).length === 0);
  if (outside) throw new NotFoundError(entity, outside.id);
}

/** The input's own id or ids. */
function ownId(input: { readonly id?: unknown } | null | undefined): string | readonly string[] {
  const id = input?.id;
  return typeof id === 'string' || Array.isArray(id) ? id : [];
}

function parseInput(subject: string, schema: z.ZodType, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issues: InputIssue[] = [];
  collectIssues(result.error, '', issues);
  throw new InvalidInputError(subject, issues);
}
