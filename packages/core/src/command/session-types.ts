import type { z } from 'zod';
import type { AccessAnswer } from '../access/explain-access.js';
import type { WhereOf } from '../expression/builder/row-types.js';
import type { Expression, MoneyValue } from '../expression/node.js';
import type { Model } from '../model/model.js';
import type {
  DraftOf,
  EntityShape,
  FieldsInput,
  ManagedField,
  ModelShape,
  NewRecord,
  RecordOf,
} from '../model/model-shape.js';
import type { HostTransaction, Json } from '../storage/contract.js';
import type { AsOfOption } from './as-of.js';
import type { CommandDefinition, CommandOutcome } from './define-command.js';
import type { ViewDefinition } from './define-view.js';
import type { Principal } from './principal.js';
import type { RecordVersion } from './read-history.js';
import type { FactResult } from './record-facts.js';
import type { ReversalResult } from './reverse-facts.js';
import type { OnDuplicate, SourceRef } from './upsert-items.js';
import type { UpsertResult } from './upsert-result.js';

/** Dotted paths of an entity's fields. */
export type FieldPath<S extends EntityShape> =
  | 'id'
  | (keyof S['fields'] & string)
  | `custom.${keyof S['custom'] & string}`;

/** What `list` may ask. */
export interface ListQuery<M extends ModelShape, E extends keyof M & string> {
  readonly where?: WhereOf<M, E>;
  /** Most significant first; the id is always last. */
  readonly sort?: readonly (readonly [path: FieldPath<M[E]>, direction: 'asc' | 'desc'])[];
  /** 1 to 10,000. Default 50. */
  readonly limit?: number;
  /** `nextCursor` of the page before, of the same query. */
  readonly cursor?: string | null;
  readonly asOf?: AsOfOption;
}

/** One page; `nextCursor` is null when nothing follows. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Measures of an aggregate by name. */
export type Measures<S extends EntityShape> = {
  readonly [name: string]: {
    readonly fn: 'count' | 'distinct' | 'sum' | 'min' | 'max' | 'avg';
    readonly path?: FieldPath<S>;
  };
};

type FieldValue<S extends EntityShape, P> = P extends keyof S['fields']
  ? Exclude<z.output<S['fields'][P]>, undefined>
  : P extends `custom.${infer C}`
    ? C extends keyof S['custom']
      ? Exclude<z.output<S['custom'][C]>, undefined>
      : never
    : string;

type MeasureValue<S extends EntityShape, Q> = Q extends { readonly fn: 'count' | 'distinct' }
  ? number
  : Q extends { readonly fn: 'avg'; readonly path: infer P }
    ? FieldValue<S, P> extends MoneyValue
      ? MoneyValue
      : string
    : Q extends { readonly path: infer P }
      ? FieldValue<S, P>
      : never;

/** One group of an aggregate; what has no value has no key. */
export interface GroupOf<S extends EntityShape, G extends string, Q> {
  readonly group: { readonly [P in G]?: FieldValue<S, P> };
  readonly measures: { readonly [N in keyof Q]?: MeasureValue<S, Q[N]> };
}

/** The reads every entity has. */
export interface ReadMethods<M extends ModelShape, E extends keyof M & string> {
  /**
   * Reads one record.
   *
   * @param id - of the record
   * @param options - `asOf`: the record as it was known at a point in time
   * @throws {@link NotFoundError} `NOT_FOUND` when there is none this caller can see; one outside its rights is as absent
   * as one never written
   */
  get(id: string, options?: { readonly asOf?: AsOfOption }): Promise<RecordOf<M[E]>>;
  /** Reads records by id, in their order. `NOT_FOUND` names the first one this caller cannot see. */
  get(ids: readonly string[], options?: { readonly asOf?: AsOfOption }): Promise<readonly RecordOf<M[E]>[]>;
  /** Reads one record where absence is expected; null when there is nothing this caller can see. */
  find(id: string, options?: { readonly asOf?: AsOfOption }): Promise<RecordOf<M[E]> | null>;
  /** Reads records by id, in their order; null where there is nothing this caller can see. */
  find(ids: readonly string[], options?: { readonly asOf?: AsOfOption }): Promise<readonly (RecordOf<M[E]> | null)[]>;
  /**
   * One page of records.
   *
   * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a malformed cursor or one of another query or tenant
   * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` for a condition that does not fit the model
   * @throws {@link AccessDeniedError} `ACCESS_DENIED` when it reads, filters or sorts by what no role opens
   */
  list(query?: ListQuery<M, E>): Promise<PageOf<RecordOf<M[E]>>>;
  /** All records, page by page; `asOf`: as they were known at a point in time. */
  iterate(query?: Omit<ListQuery<M, E>, 'limit' | 'cursor'>): AsyncIterable<RecordOf<M[E]>>;
  /** How many records meet the condition, of those this caller can see. */
  count(query?: { readonly where?: WhereOf<M, E>; readonly asOf?: AsOfOption }): Promise<number>;
  /** Measures records, optionally by groups. */
  aggregate<const G extends FieldPath<M[E]> = never, const Q extends Measures<M[E]> = Measures<M[E]>>(query: {
    readonly where?: WhereOf<M, E>;
    readonly groupBy?: readonly G[];
    readonly measures: Q;
    readonly asOf?: AsOfOption;
  }): Promise<readonly GroupOf<M[E], G, Q>[]>;
  /** All versions of a record, oldest first. */
  history(id: string): Promise<readonly RecordVersion<RecordOf<M[E]>>[]>;
  /** Ids of the records that stand for records of host systems, in order; null where none is known or it was deleted. */
  resolve(refs: readonly Pick<SourceRef, 'system' | 'id' | 'type'>[]): Promise<readonly (string | null)[]>;
}

/** Optional fields take null for "the source has no value any more"; leaving them out keeps what is stored. */
type Clearable<T> = { readonly [K in keyof T]: undefined extends T[K] ? T[K] | null : T[K] };

type SatellitesOf<S extends EntityShape> = NonNullable<S['satellites']>;

/** A record as a source states it, with what travels along. */
export type UpsertInput<S extends EntityShape> = {
  readonly ref: SourceRef;
  /** Fields left out stay as they are; null clears an optional one. */
  readonly data: Clearable<Omit<NewRecord<S>, 'id'>>;
  /** When a unique value is held by another record. Default `refuse`. */
  readonly onDuplicate?: OnDuplicate;
  /** What was received, kept as it was. */
  readonly payload?: Json;
} & { readonly [K in keyof SatellitesOf<S>]?: readonly z.input<SatellitesOf<S>[K]['input']>[] };

/** The writes of an entity that is no fact. */
export interface WriteMethods<M extends ModelShape, E extends keyof M & string> {
  /**
   * Creates records, all or none.
   *
   * @returns the records as stored, in order
   * @throws {@link InvalidInputError} `INVALID_INPUT` with every problem and its path
   * @throws {@link DuplicateError} `DUPLICATE` when a unique value is held by another record
   * @throws {@link MissingReferenceError} `MISSING_REFERENCE` when a reference points at nothing in this tenant
   * @throws {@link AccessDeniedError} `ACCESS_DENIED` when no role may create such a record or set such a field
   */
  create(data: readonly NewRecord<M[E]>[]): Promise<readonly RecordOf<M[E]>[]>;
  /** Creates one record. */
  create(data: NewRecord<M[E]>): Promise<RecordOf<M[E]>>;
  /**
   * Changes one record by a recipe over a draft. Without `rev` it is applied to the record as it is now, again when
   * somebody else was faster.
   *
   * @param recipe - changes the draft and returns nothing; it is not async
   * @param options - `rev`: refuse when the record is no longer at this revision
   * @throws {@link NotFoundError} `NOT_FOUND` when there is none this caller can see
   * @throws {@link ConflictError} `CONFLICT` when `rev` is stale, or every attempt met another change
   * @throws {@link InvalidTransitionError} `INVALID_TRANSITION` for a move the state machine does not declare
   * @throws what `create` throws
   */
  update(
    id: string,
    recipe: (draft: DraftOf<M[E]>) => void,
    options?: { readonly rev?: string },
  ): Promise<RecordOf<M[E]>>;
  /** Changes records by one recipe, all or none. */
  update(ids: readonly string[], recipe: (draft: DraftOf<M[E]>) => void): Promise<readonly RecordOf<M[E]>[]>;
  /**
   * Deletes one record with its satellites (a party's contact points, roles and identifiers): history keeps it, its
   * unique values become free.
   *
   * @throws {@link NotFoundError} `NOT_FOUND` when there is none this caller can see
   * @throws {@link ConflictError} `CONFLICT` when `rev` is stale
   * @throws {@link ReferencedError} `REFERENCED` when other records refer to it
   * @throws {@link AccessDeniedError} `ACCESS_DENIED` when no role may delete it or one of its satellites
   */
  delete(id: string, options?: { readonly rev?: string }): Promise<void>;
  /** Deletes records, all or none. */
  delete(ids: readonly string[]): Promise<void>;
  /**
   * Brings records to what their sources say; answers per item, in order. One commit where the storage's `maxBatch`
   * allows it, otherwise batches that are atomic each.
   */
  upsert(items: readonly UpsertInput<M[E]>[]): Promise<readonly UpsertResult[]>;
  /**
   * Brings one record to what its source says: creates what is new, changes what the source gives and leaves the rest.
   * Known by system and number, so that a repeat writes nothing. A record that was deleted here stays so, and answers
   * `deleted`, until the source says something new; that brings it back as `created`.
   *
   * @throws {@link InvalidInputError} `INVALID_INPUT` with every problem and its path
   */
  upsert(item: UpsertInput<M[E]>): Promise<UpsertResult>;
}

type PartFields<S, Via> = S extends EntityShape
  ? FieldsInput<
      Omit<S['fields'], ManagedField | 'system' | 'externalId' | 'externalVersion' | 'direction' | (Via & string)>
    > & {
      readonly custom?: NewRecord<S>['custom'];
    }
  : never;

/** A fact as a host system states it, with its parts. */
export type FactInput<M extends ModelShape, E extends keyof M & string> = NewRecord<M[E]> & {
  readonly [P in keyof M[E]['parts']]?: readonly PartFields<M[M[E]['parts'][P]['entity']], M[E]['parts'][P]['via']>[];
};

/** The writes of a fact. */
export interface FactMethods<M extends ModelShape, E extends keyof M & string> {
  /**
   * Records facts; answers per item, in order. One commit where the storage's `maxBatch` allows it, otherwise batches
   * that are atomic each.
   */
  record(items: readonly FactInput<M, E>[]): Promise<readonly FactResult[]>;
  /**
   * Records one fact with its parts. The same system, number and version again writes nothing; a new version takes the
   * place of the old one under the same id, and the old one stays as a row of its own that a reversal undoes. A fact
   * that was reversed is posted again, under its id, by the same version or a newer one.
   *
   * @throws {@link InvalidInputError} `INVALID_INPUT` with every problem and its path
   */
  record(item: FactInput<M, E>): Promise<FactResult>;
  /**
   * Undoes one fact with its parts by a fact of opposite amounts; the original stays readable.
   *
   * @param options - `reason` is kept with every version; no personal data
   * @throws {@link NotFoundError} `NOT_FOUND` when there is none this caller can see
   * @throws {@link InvalidInputError} `INVALID_INPUT` for a row that is itself a reversal, and for parts, which go with their whole
   */
  reverse(id: string, options: { readonly reason: string }): Promise<ReversalResult>;
  /** Undoes facts by reversal, all or none. */
  reverse(ids: readonly string[], options: { readonly reason: string }): Promise<readonly ReversalResult[]>;
}

type VerbOf<N extends string, E extends string> = N extends `${E}.${infer Verb}` ? Verb : never;

type OutcomeOf<D> = D extends CommandDefinition<string, z.ZodType, infer T, infer R> ? CommandOutcome<T, R> : never;

/** The verbs of modules on one entity. */
export type CommandMethods<C extends CommandDefinition, E extends string> = {
  readonly [D in C as VerbOf<D['name'], E>]: (input: z.input<D['input']>) => Promise<OutcomeOf<D>>;
};

type ResultOf<D> = D extends ViewDefinition<string, z.ZodType, infer T> ? T : never;
type ViewInput<I> = I extends { readonly id: string } ? I | string : I;

/** The views of modules on one entity; where a view takes an id, the id alone will do. */
export type ViewMethods<V extends ViewDefinition, E extends string> = {
  readonly [D in V as VerbOf<D['name'], E>]: (input: ViewInput<z.input<D['input']>>) => Promise<ResultOf<D>>;
};

/** All methods of one entity. */
export type EntityMethods<
  M extends ModelShape,
  E extends keyof M & string,
  C extends CommandDefinition,
  V extends ViewDefinition,
> = ReadMethods<M, E> &
  (M[E]['fact'] extends true ? FactMethods<M, E> : M[E]['writable'] extends false ? unknown : WriteMethods<M, E>) &
  CommandMethods<C, E> &
  ViewMethods<V, E>;

/** What a session has beside its entities. */
export interface SessionMethods<M extends ModelShape, C extends CommandDefinition, V extends ViewDefinition> {
  readonly principal: Principal;
  /** The compiled model, for code that works with any entity, such as imports. */
  readonly model: Model;
  /** Whether this principal may do something (`party.update`), at all or on one record, and why not. */
  can(right: string, id?: string): Promise<AccessAnswer>;
  /** The same session inside the host's open transaction. Throws `UNSUPPORTED` where the storage cannot join one. */
  using(transaction: HostTransaction): Session<M, C, V>;
  /** Builds and checks an expression. Throws `INVALID_EXPRESSION`. */
  expression<E extends keyof M & string>(entity: E, where: WhereOf<M, E>): Expression;
}

/** One caller's view of the CRM: a property per entity, typed from the nucleus, the host's modules and the host's fields. */
export type Session<M extends ModelShape, C extends CommandDefinition, V extends ViewDefinition> = {
  readonly [E in keyof M & string]: EntityMethods<M, E, C, V>;
} & SessionMethods<M, C, V>;
