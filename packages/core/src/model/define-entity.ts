/**
 * The model at type level: an entity is `EntityDefinition<Name, Fields, Relations>` with fields as zod schemas
 * (`KindOf` gives the field kind of each, see field-registry.ts) and relations naming their target entity.
 * `ModelShape` maps entity names to `{ fields, custom, relations }`; builders and sessions are typed from it.
 */
import { z } from 'zod';
import type { SatelliteShapes } from '../command/define-satellite.js';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import type { Expression } from '../expression/node.js';
import type { PublicRecord } from './codec.js';
import { instant, keyword, ref } from './fields.js';
import type { Labels, OptionLabels } from './labels.js';

/** Fields of an entity: name → zod schema. */
export type FieldShapes = { readonly [field: string]: z.ZodType };

/** A relation as declared: target by name, so that two entities can point at each other. */
export interface RelationDefinition<E extends string = string, K extends 'many' | 'one' = 'many' | 'one'> {
  readonly kind: K;
  readonly entity: E;
  readonly via: string;
  readonly where?: Expression;
}
/** Relations of an entity by name. */
export type RelationShapes = { readonly [relation: string]: RelationDefinition };

/** A field set that no two live records of a tenant may share. Records without a value in any of them are free. */
export interface UniqueDefinition {
  readonly name: string;
  readonly fields: readonly string[];
}

/** A state machine over one keyword field: closed states, declared transitions. */
export interface StateMachine {
  readonly field: string;
  readonly initial: readonly string[];
  readonly transitions: { readonly [from: string]: readonly string[] };
}

/** A fact that lives and dies with another: `entity` points at its whole through the reference field `via`. */
export interface PartDefinition<E extends string = string> {
  readonly entity: E;
  readonly via: string;
}
/** Parts of a fact by the name they have in `record`. */
export type PartShapes = { readonly [part: string]: PartDefinition };

/** What an {@link EntityRule} finds: where it stands in which record, and what is wrong, without the value. */
export interface RuleIssue {
  readonly id: string;
  /** Field of the record. */
  readonly path: string;
  readonly problem: string;
}

/** A rule over all records that point at one owner: at most one preferred e-mail, no role before birth. */
export interface EntityRule {
  readonly name: string;
  /** Reference field that holds the owner: `party`. */
  readonly per: string;
  /** Which records can break it; nothing is read for others. Default: all. */
  readonly concerns?: (record: PublicRecord) => boolean;
  /**
   * Pure: what is wrong among these records, public values. A write is refused for what is wrong after it and was not
   * before. Judged on what was read: of two simultaneous writes each may be fine alone.
   *
   * @param rows - all live records of the owner
   * @param owner - null when it does not live
   */
  readonly check: (
    rows: readonly (PublicRecord & { readonly id: string })[],
    owner: PublicRecord | null,
  ) => readonly RuleIssue[];
}

/** What an entity declaration may say. */
export interface EntityOptions<
  N extends string,
  F extends FieldShapes,
  R extends RelationShapes,
  P extends PartShapes = PartShapes,
  S extends SatelliteShapes = SatelliteShapes,
  W extends boolean = boolean,
> {
  /** Singular, camelCase: `party`, `orderLine`. It names commands and events. */
  readonly name: N;
  /** Two to five letters that begin each id: `pty` gives `pty_…`. */
  readonly prefix: string;
  readonly fields: F;
  readonly relations?: R;
  readonly unique?: readonly UniqueDefinition[];
  readonly indexes?: readonly (readonly string[])[];
  readonly states?: StateMachine;
  /** The instant or date field that says when it happened; the default time of windows. */
  readonly time?: keyof F & string;
  /** Of a fact: facts recorded, superseded and reversed together with it, such as the lines of an order. */
  readonly parts?: P;
  /** Records that an upsert brings along beside its `data`, such as the contact points of a party. */
  readonly satellites?: S;
  /**
   * Completes a record before each write (normalised forms, keys made from fields) and refuses what no single field can
   * see, by throwing `INVALID_VALUE`. Pure; the same when applied twice. Gets and gives public values.
   */
  readonly derive?: (record: PublicRecord) => PublicRecord;
  /** What the records of one owner have to keep together; every write path judges it, once per batch. */
  readonly rules?: readonly EntityRule[];
  /** False: crmkit and commands of modules keep its records, sessions only read them. Default true. */
  readonly writable?: W;
  readonly labels?: Labels;
  readonly fieldLabels?: { readonly [K in keyof F]?: Labels };
  /** Names of the values of closed fields, by field and value. */
  readonly optionLabels?: { readonly [K in keyof F]?: OptionLabels };
}

/** A declared entity: a plain value, made by {@link defineEntity} or {@link defineFact}. */
export interface EntityDefinition<
  N extends string = string,
  F extends FieldShapes = FieldShapes,
  R extends RelationShapes = RelationShapes,
  P extends PartShapes = PartShapes,
  S extends SatelliteShapes = SatelliteShapes,
  W extends boolean = boolean,
> extends Required<Pick<EntityOptions<N, F, R>, 'name' | 'prefix' | 'fields'>> {
  readonly fact: boolean;
  readonly writable: W;
  readonly rules: readonly EntityRule[];
  readonly relations: R;
  readonly parts: P;
  readonly satellites: S;
  /** Completes a record before each write; null when nothing is derived. */
  readonly derive: ((record: PublicRecord) => PublicRecord) | null;
  readonly unique: readonly UniqueDefinition[];
  readonly indexes: readonly (readonly string[])[];
  readonly states: StateMachine | null;
  readonly time: string | null;
  readonly labels: Labels;
  readonly fieldLabels: { readonly [field: string]: Labels | undefined };
  readonly optionLabels: { readonly [field: string]: OptionLabels | undefined };
}

/**
 * A relation to the many records of `entity` whose field `via` holds this record's id.
 *
 * @param entity - the other entity
 * @param options - `via`: its reference field; `where`: which of those records count, as an expression on the other entity
 * @returns a plain value for `defineEntity({ relations })`
 * @example
 * many('order', { via: 'party' }); // { kind: 'many', entity: 'order', via: 'party' }
 */
export function many<const E extends string>(
  entity: E,
  options: { readonly via: string; readonly where?: Expression },
): RelationDefinition<E, 'many'> {
  return { kind: 'many', entity, ...options };
}

/**
 * A relation to the one record of `entity` whose id stands in this record's field `via`.
 *
 * @param entity - the other entity
 * @param options - `via`: this entity's reference field
 * @returns a plain value for `defineEntity({ relations })`
 * @example
 * one('party', { via: 'owner' }); // { kind: 'one', entity: 'party', via: 'owner' }
 */
export function one<const E extends string>(
  entity: E,
  options: { readonly via: string },
): RelationDefinition<E, 'one'> {
  return { kind: 'one', entity, ...options };
}

const namePattern = /^[a-z][A-Za-z0-9]{0,40}$/;
const reserved = new Set(['id', 'rev', 'custom', 'tenant', 'constructor', 'prototype', 'toString', 'valueOf']);

/**
 * Tells whether a field, host field or relation may have this name: camelCase, and nothing that a record or an object
 * has already.
 */
export function isUsableName(name: string): boolean {
  return namePattern.test(name) && !reserved.has(name) && !(name in Object.prototype);
}

interface NamedOptions {
  readonly name: string;
  readonly prefix: string;
  readonly fields: FieldShapes;
  readonly relations?: RelationShapes | undefined;
  readonly unique?: readonly UniqueDefinition[] | undefined;
  readonly states?: StateMachine | undefined;
}

function checkNames(options: NamedOptions): void {
  const { name } = options;
  if (!namePattern.test(name))
    throw new InvalidModelError(name, 'an entity name is camelCase letters and digits, at most 41');
  if (!/^[a-z]{2,5}$/.test(options.prefix))
    throw new InvalidModelError(`${name}.prefix`, 'an id prefix is two to five lower-case letters');
  const relations = Object.keys(options.relations ?? {});
  for (const part of [...Object.keys(options.fields), ...relations]) {
    if (!isUsableName(part)) throw new InvalidModelError(`${name}.${part}`, 'this name cannot be used');
  }
  for (const relation of relations) {
    if (Object.hasOwn(options.fields, relation))
      throw new InvalidModelError(`${name}.${relation}`, 'a relation and a field share this name');
  }
  const machine = options.states;
  if (machine && !Object.hasOwn(options.fields, machine.field)) {
    throw new InvalidModelError(`${name}.states`, `there is no field ${machine.field}`);
  }
  for (const [index, unique] of (options.unique ?? []).entries()) {
    for (const field of unique.fields) {
      if (!Object.hasOwn(options.fields, field))
        throw new InvalidModelError(`${name}.unique[${index}]`, `there is no field ${field}`);
    }
  }
}

function build<
  N extends string,
  F extends FieldShapes,
  R extends RelationShapes,
  P extends PartShapes,
  S extends SatelliteShapes,
  W extends boolean,
>(options: EntityOptions<N, F, R, P, S, W>, fact: boolean): EntityDefinition<N, F, R, P, S, W> {
  checkNames(options);
  return Object.freeze({
    name: options.name,
    prefix: options.prefix,
    fields: options.fields,
    fact,
    relations: options.relations ?? ({} as R),
    parts: options.parts ?? ({} as P),
    satellites: options.satellites ?? ({} as S),
    derive: options.derive ?? null,
    rules: options.rules ?? [],
    writable: options.writable ?? (true as W),
    unique: options.unique ?? [],
    indexes: options.indexes ?? [],
    states: options.states ?? null,
    time: options.time ?? null,
    labels: options.labels ?? {},
    fieldLabels: options.fieldLabels ?? {},
    optionLabels: options.optionLabels ?? {},
  });
}

function entityFields() {
  return { createdAt: instant(), updatedAt: instant() };
}
/** Fields every entity has beside its own; crmkit keeps them. */
export type EntityFields = ReturnType<typeof entityFields>;

function factFields() {
  return {
    /** Name of the system the fact comes from. */
    system: keyword(),
    /** The fact's number there. */
    externalId: keyword(),
    /** Version or digest of what was received; a new one takes its place under the same id. */
    externalVersion: keyword().optional(),
    /** `posted` counts; a `reversed` fact and the `reversal` that undoes it net to zero. */
    posting: z.enum(['posted', 'reversed', 'reversal']),
    /** `sales`: we sell to the party; `purchase`: we buy from it. */
    direction: z.enum(['sales', 'purchase']).default('sales'),
    /** Of a reversal: the fact it undoes. */
    reverses: ref('').optional(),
    recordedAt: instant(),
  };
}
/** Fields every fact has beside its own; crmkit keeps them. */
export type FactFields = ReturnType<typeof factFields>;

/**
 * Declares an entity: fields, relations, uniqueness, indexes, state machine. Everything else (storage, types,
 * validation, `describe`) derives from this one value.
 *
 * @throws {@link InvalidModelError} `INVALID_MODEL` when a name cannot be used or points nowhere
 * @example
 * const project = defineEntity({
 *   name: 'project', prefix: 'prj',
 *   fields: { title: text({ min: 1 }), owner: ref('party').optional() },
 *   relations: { ownedBy: one('party', { via: 'owner' }) },
 * });
 */
export function defineEntity<
  const N extends string,
  F extends FieldShapes,
  const R extends RelationShapes = Record<never, never>,
  const S extends SatelliteShapes = Record<never, never>,
  const W extends boolean = true,
>(
  options: Omit<EntityOptions<N, F, R, PartShapes, S, W>, 'parts'>,
): EntityDefinition<N, F & EntityFields, R, Record<never, never>, S, W> {
  const fields = { ...options.fields, ...entityFields() };
  return build(
    { ...options, fields } as unknown as EntityOptions<N, F & EntityFields, R, Record<never, never>, S, W>,
    false,
  );
}

/**
 * Declares a fact: something that happened in a host system, kept as received and corrected only by reversal.
 * Facts are idempotent by (system, entity, external id, version); the id stands for the document, whatever its version.
 *
 * @throws {@link InvalidModelError} `INVALID_MODEL` when a name cannot be used or points nowhere
 * @example
 * const visit = defineFact({
 *   name: 'visit', prefix: 'vis', time: 'visitedAt',
 *   fields: { party: ref('party'), visitedAt: instant() },
 * });
 */
export function defineFact<
  const N extends string,
  F extends FieldShapes,
  const R extends RelationShapes = Record<never, never>,
  const P extends PartShapes = Record<never, never>,
>(
  options: Omit<EntityOptions<N, F, R, P>, 'satellites' | 'rules' | 'writable'> & { readonly time: keyof F & string },
): EntityDefinition<N, F & FactFields, R, P, Record<never, never>> {
  const fields = { ...options.fields, ...factFields(), reverses: ref(options.name).optional() };
  return build({ ...options, fields } as unknown as EntityOptions<N, F & FactFields, R, P, Record<never, never>>, true);
}
