import type { z } from 'zod';
import type { SatelliteShapes } from '../command/define-satellite.js';
import type { EntityDefinition, FieldShapes, PartShapes, RelationShapes } from './define-entity.js';

/** One entity at type level: its fields, the host's own fields, its relations. */
export interface EntityShape {
  readonly fields: FieldShapes;
  readonly custom: FieldShapes;
  readonly relations: RelationShapes;
  readonly parts: PartShapes;
  readonly satellites?: SatelliteShapes;
  /** True for facts, which are recorded and reversed, never updated. */
  readonly fact: boolean;
  /** False for what sessions only read. */
  readonly writable?: boolean;
}

/** All entities of a CRM at type level, by name. */
export type ModelShape = { readonly [entity: string]: EntityShape };

/** The shape of a list of definitions joined with the host's own fields. */
export type ShapeOf<D extends EntityDefinition, C> = {
  readonly [E in D as E['name']]: {
    readonly fields: E['fields'];
    readonly relations: E['relations'];
    readonly parts: E['parts'];
    readonly satellites: E['satellites'];
    readonly writable: E['writable'];
    readonly fact: 'posting' extends keyof E['fields'] ? true : false;
    readonly custom: E['name'] extends keyof C
      ? C[E['name']] extends FieldShapes
        ? C[E['name']]
        : Record<never, never>
      : Record<never, never>;
  };
};

type Simplify<T> = { [K in keyof T]: T[K] } & {};

type OptionalKeys<F extends FieldShapes> = { [K in keyof F]: undefined extends z.output<F[K]> ? K : never }[keyof F];
/** What a record of these fields looks like outside the store. */
export type FieldsOutput<F extends FieldShapes> = Simplify<
  { -readonly [K in Exclude<keyof F, OptionalKeys<F>>]: z.output<F[K]> } & {
    -readonly [K in OptionalKeys<F>]?: z.output<F[K]>;
  }
>;
type OptionalInputKeys<F extends FieldShapes> = {
  [K in keyof F]: undefined extends z.input<F[K]> ? K : never;
}[keyof F];
/** What a caller gives for these fields. */
export type FieldsInput<F extends FieldShapes> = Simplify<
  { readonly [K in Exclude<keyof F, OptionalInputKeys<F>>]: z.input<F[K]> } & {
    readonly [K in OptionalInputKeys<F>]?: z.input<F[K]>;
  }
>;

/** Fields that crmkit keeps by itself; callers cannot give them. */
export type ManagedField = 'createdAt' | 'updatedAt' | 'recordedAt' | 'posting' | 'reverses';

/** A record as the host reads it: plain JSON with its id, revision, fields and host fields. */
export type RecordOf<S extends EntityShape> = { readonly id: string; readonly rev: string } & FieldsOutput<
  S['fields']
> & {
    custom: Partial<FieldsOutput<S['custom']>>;
  };

/** What a host gives to create a record. An `id` of its own is allowed. */
export type NewRecord<S extends EntityShape> = { readonly id?: string } & FieldsInput<
  Omit<S['fields'], ManagedField>
> & {
    readonly custom?: Partial<FieldsInput<S['custom']>>;
  };

/** What an `update` recipe may change: everything but the keys crmkit keeps. */
export type DraftOf<S extends EntityShape> = Omit<FieldsOutput<S['fields']>, ManagedField> & {
  custom: Partial<FieldsOutput<S['custom']>>;
};
