import type { z } from 'zod';
import type { Expression } from '../expression/node.js';
import type { AggregateQuery, AsOf, Sort } from '../storage/contract.js';

/** What a decision may lean on beside its input and what was read: injected, so that a test or replay gives the same answer. */
export interface DecideContext {
  /** ISO instant of the injected clock. */
  readonly now: string;
  readonly tenant: string;
  readonly actor: string;
  readonly roles: readonly string[];
  /** Makes a sortable id for a new record of an entity. */
  readonly newId: (entity: string) => string;
}

/** A record as commands see it: public, JSON-safe values. */
export type AnyRecord = {
  readonly id: string;
  readonly rev: string;
  readonly custom?: { readonly [field: string]: unknown };
  readonly [field: string]: unknown;
};

/** One change of a decision. Records are public values; `create` may leave out `id`, `update` gives the record as read and as it shall be. */
export type RecordChange =
  | {
      readonly type: 'create';
      readonly entity: string;
      readonly record: { readonly id: string; readonly [field: string]: unknown };
    }
  | {
      readonly type: 'update';
      readonly entity: string;
      readonly before: AnyRecord;
      readonly after: { readonly [field: string]: unknown };
    }
  | { readonly type: 'delete'; readonly entity: string; readonly before: AnyRecord };

/** A claim of a decision beyond those that derive from `unique` and external references. */
export interface ClaimChange {
  readonly key: string;
  readonly holder: string;
  readonly expect: 'absent' | { readonly holder: string } | { readonly rev: string };
  readonly release?: boolean;
}

/** What a command came to: the next records with a result, or a refusal with its facts. */
export type Decision<T, R extends string> =
  | {
      readonly ok: true;
      readonly changes: readonly RecordChange[];
      readonly claims?: readonly ClaimChange[];
      readonly result: T;
      /** Past-tense event of this very outcome, where it depends on the decision; one that the command declares. */
      readonly event?: string;
    }
  | { readonly ok: false; readonly refusal: Refusal<R> };

/** An expected "no": a code declared by the command and what is missing, as data. */
export interface Refusal<R extends string = string> {
  readonly code: R;
  readonly [fact: string]: unknown;
}

/** One aggregate as commands and views ask for it. */
export type ReaderAggregate = Pick<AggregateQuery, 'where' | 'groupBy' | 'measures'>;

/** One group with public values: money as `{ amount, currency }`, instants in ISO 8601. */
export interface PublicAggregateRow {
  readonly group: { readonly [path: string]: unknown };
  readonly measures: { readonly [name: string]: unknown };
}

/** Reads for commands: the session's rights are ANDed in; `system` reads skip them and never leave the command. */
export interface CommandReader {
  /** Records by id, in order; null where there is nothing the caller can see. */
  find(entity: string, ids: readonly string[]): Promise<readonly (AnyRecord | null)[]>;
  /** The first `limit` records of a query, in its order. It is not paged: a decision reads what it needs at once. */
  list(
    entity: string,
    query: {
      readonly where?: Expression;
      readonly sort?: readonly Sort[];
      readonly limit: number;
      readonly asOf?: AsOf;
    },
  ): Promise<readonly AnyRecord[]>;
  /** How many records meet the condition. */
  count(entity: string, query: { readonly where?: Expression }): Promise<number>;
  /** Groups and measures as public values; a measure without value has no key. */
  aggregate(entity: string, query: ReaderAggregate): Promise<readonly PublicAggregateRow[]>;
  /** Who holds these claims, in order; null where nobody does. */
  holders(keys: readonly string[]): Promise<readonly (string | null)[]>;
  readonly system: Omit<CommandReader, 'system'>;
}

/**
 * Tells which records of its own entity a command or view is about, by id: each must be one the caller can see and on
 * which a grant of the verb holds. An empty list stands for none, such as for a verb that makes new records.
 */
export type Subject<I> = (
  input: I,
  reader: CommandReader,
) => string | readonly string[] | Promise<string | readonly string[]>;

/** What a command declares. */
export interface CommandOptions<N extends string, I extends z.ZodType, S, T, R extends string, E extends string> {
  /** `entity.verb`: `party.rename`. The typed method, `can()`, audit causes and errors use it. */
  readonly name: N;
  /** Parsed before anything runs; a list of problems with paths is thrown as `INVALID_INPUT`. */
  readonly input: I;
  /**
   * The records whose row conditions decide whether the verb is allowed, checked before `read` in each attempt: one that
   * is outside is `NOT_FOUND`. Default: `input.id`, where the input has one. Without a subject only the records that the
   * command changes on its own entity are checked.
   */
  readonly subject?: Subject<z.output<I>>;
  /** Codes this command may refuse with; a refusal is a return value, never an exception. */
  readonly refusals?: readonly R[];
  /** Past-tense event that subscribers see beside `entity.created` and its like: `party.renamed`. */
  readonly event?: E;
  /** Further events, of which a decision may name one by `accept`: `['opportunity.won', 'opportunity.lost']`. */
  readonly events?: readonly E[];
  /** Reads what the decision needs. Runs again when a commit meets a conflict. */
  readonly read: (reader: CommandReader, input: z.output<I>, context: DecideContext) => Promise<S>;
  /** Pure: no clock, no randomness, no storage of its own. */
  readonly decide: (state: S, input: z.output<I>, context: DecideContext) => Decision<T, R>;
}

/** A declared command: a plain value, made by {@link defineCommand}. */
export interface CommandDefinition<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  T = unknown,
  R extends string = string,
  E extends string = string,
> {
  readonly name: N;
  readonly input: I;
  readonly subject?: Subject<never>;
  readonly refusals: readonly R[];
  readonly event?: E;
  /** All events that it may tell, `event` among them. */
  readonly events: readonly E[];
  /** As declared; the input is what `input` parsed. */
  readonly read: (reader: CommandReader, input: never, context: DecideContext) => Promise<unknown>;
  /** As declared; the state is what `read` gave. */
  readonly decide: (state: never, input: never, context: DecideContext) => Decision<T, R>;
}

/** What the typed method of a command returns: the bare result when it declares no refusals, else `{ ok }`. */
export type CommandOutcome<T, R extends string> = [R] extends [never]
  ? T
  : { readonly ok: true; readonly result: T } | { readonly ok: false; readonly refusal: Refusal<R> };

/**
 * Declares a verb of the CRM: input, refusals, what it reads, what it decides. Types of the method follow from it.
 *
 * @example
 * const rename = defineCommand({
 *   name: 'party.rename',
 *   input: z.object({ id: z.string(), name: z.string() }),
 *   refusals: ['SAME_NAME'],
 *   read: async (reader, input) => (await reader.find('party', [input.id]))[0] ?? null,
 *   decide: (party, input) =>
 *     party === null || party.name === input.name
 *       ? refuse('SAME_NAME', { id: input.id })
 *       : accept([{ type: 'update', entity: 'party', before: party, after: { ...party, name: input.name } }], { id: input.id }),
 * });
 */
export function defineCommand<
  const N extends string,
  I extends z.ZodType,
  S,
  T,
  const R extends string = never,
  const E extends string = never,
>(options: CommandOptions<N, I, S, T, R, E>): CommandDefinition<N, I, T, R, E> {
  const { event, events = [], refusals = [] } = options;
  return Object.freeze({ ...options, refusals, events: event === undefined ? events : [event, ...events] });
}

/**
 * A positive decision: these changes, this result.
 *
 * @param changes - records to create, update or delete, all or none
 * @param result - what the method gives back
 * @param claims - keys to take or give up with the changes
 * @param event - past-tense event of this very outcome, one of the command's `events`
 * @example
 * accept([], { moved: 0 }).result; // { moved: 0 }
 */
export function accept<T>(
  changes: readonly RecordChange[],
  result: T,
  claims: readonly ClaimChange[] = [],
  event?: string,
): {
  readonly ok: true;
  readonly changes: readonly RecordChange[];
  readonly claims: readonly ClaimChange[];
  readonly result: T;
  readonly event?: string;
} {
  return { ok: true, changes, claims, result, ...(event !== undefined && { event }) };
}

/**
 * A negative decision that callers expect: a return value, never an exception.
 *
 * @param code - one of the command's `refusals`
 * @param facts - what a caller needs to explain it or to go on, such as ids
 * @example
 * refuse('SAME_NAME', { id: 'pty_1' }).refusal; // { code: 'SAME_NAME', id: 'pty_1' }
 */
export function refuse<const R extends string>(
  code: R,
  facts: { readonly [fact: string]: unknown } = {},
): { readonly ok: false; readonly refusal: Refusal<R> } {
  return { ok: false, refusal: { ...facts, code } };
}
