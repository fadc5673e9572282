import type { z } from 'zod';
import type { FieldShapes } from '../../model/define-entity.js';
import type { KindOf } from '../../model/field-registry.js';
import type { FieldKind } from '../../model/field-type.js';
import type { EntityShape, ModelShape } from '../../model/model-shape.js';
import type { Expression } from '../node.js';
import type {
  BoolBuilder,
  Condition,
  DateBuilder,
  DecimalBuilder,
  InstantBuilder,
  IntBuilder,
  ListBuilder,
  MoneyBuilder,
  RefBuilder,
  TextBuilder,
  Windowed,
} from './value-types.js';

/** What a field kind offers; `L` are the literals of a keyword. */
export interface BuilderOfKind<L extends string> {
  readonly bool: BoolBuilder;
  readonly int: IntBuilder;
  readonly decimal: DecimalBuilder;
  readonly text: TextBuilder;
  readonly keyword: TextBuilder<L>;
  readonly date: DateBuilder;
  readonly instant: InstantBuilder;
  readonly ref: RefBuilder;
  readonly money: MoneyBuilder;
  readonly list: ListBuilder;
  readonly json: never;
}

type LiteralOf<Z extends z.ZodType> = Extract<z.output<Z>, string>;
/** The builder of one field. */
export type FieldBuilder<Z extends z.ZodType> = BuilderOfKind<LiteralOf<Z>>[KindOf<Z>];
/** The builders of all fields that can be queried; those of kind json are left out. */
export type FieldBuilders<F extends FieldShapes> = {
  readonly [K in keyof F as KindOf<F[K]> extends 'json' ? never : K]: FieldBuilder<F[K]>;
};

/** The row builder of an entity: its id, fields, host fields and relations. */
export type RowBuilder<M extends ModelShape, E extends keyof M> = {
  readonly id: RefBuilder;
  readonly custom: FieldBuilders<M[E]['custom']>;
} & FieldBuilders<M[E]['fields']> & {
    readonly [R in keyof M[E]['relations']]: RelationBuilder<M, M[E]['relations'][R]['entity'] & keyof M>;
  };

/** A condition over an entity as callers may write it: a function of the row builder, or an expression. */
export type WhereOf<M extends ModelShape, E extends keyof M> = Expression | ((row: RowBuilder<M, E>) => Expression);

type KindsWithOrder = 'int' | 'decimal' | 'text' | 'keyword' | 'date' | 'instant' | 'money';
type KindsWithSum = 'int' | 'decimal' | 'money';

type FieldNames<F extends FieldShapes, K extends FieldKind> = {
  [N in keyof F]: KindOf<F[N]> extends K ? N : never;
}[keyof F] &
  string;
/** Dotted paths of an entity's fields of certain kinds: `total`, `custom.points`. */
export type PathOf<S extends EntityShape, K extends FieldKind> =
  | FieldNames<S['fields'], K>
  | `custom.${FieldNames<S['custom'], K>}`;
/** The field a dotted path names. */
export type FieldAt<S extends EntityShape, P extends string> = P extends `custom.${infer N}`
  ? S['custom'][N & keyof S['custom']]
  : S['fields'][P & keyof S['fields']];

type AverageOf<Z extends z.ZodType> = KindOf<Z> extends 'money' ? MoneyBuilder : DecimalBuilder;

/** Related records: conditions over them and values folded from them. */
export interface RelationBuilder<M extends ModelShape, E extends keyof M> {
  /** Only related records that meet the condition. */
  where(build: (row: RowBuilder<M, E>) => Expression): RelationBuilder<M, E>;
  /** At least one (that meets the condition). */
  some(build?: (row: RowBuilder<M, E>) => Expression): Condition;
  /** All meet the condition; true when there is none. */
  every(build: (row: RowBuilder<M, E>) => Expression): Condition;
  /** None (that meets the condition). */
  none(build?: (row: RowBuilder<M, E>) => Expression): Condition;
  /** How many; zero over nothing. */
  count(): Windowed<IntBuilder>;
  /** Zero over nothing; no value over amounts of several currencies. */
  sum<P extends PathOf<M[E], KindsWithSum>>(path: P): Windowed<FieldBuilder<FieldAt<M[E], P>>>;
  /** With six more digits than the field. */
  avg<P extends PathOf<M[E], KindsWithSum>>(path: P): Windowed<AverageOf<FieldAt<M[E], P>>>;
  /** The least value; no value over nothing or over several currencies. */
  min<P extends PathOf<M[E], KindsWithOrder>>(path: P): Windowed<AggregatedBuilder<FieldAt<M[E], P>>>;
  /** The greatest value; no value over nothing or over several currencies. */
  max<P extends PathOf<M[E], KindsWithOrder>>(path: P): Windowed<AggregatedBuilder<FieldAt<M[E], P>>>;
  /** Of the earliest related record by its time, then id. */
  first<P extends PathOf<M[E], KindsWithOrder | 'bool' | 'ref'>>(
    path: P,
  ): Windowed<AggregatedBuilder<FieldAt<M[E], P>>>;
  /** Of the latest related record by its time, then id. */
  last<P extends PathOf<M[E], KindsWithOrder | 'bool' | 'ref'>>(path: P): Windowed<AggregatedBuilder<FieldAt<M[E], P>>>;
  /** How many different values. */
  distinct<P extends PathOf<M[E], KindsWithOrder | 'bool' | 'ref'>>(path: P): Windowed<IntBuilder>;
}

/** A folded value has no column, so it neither folds case nor stands in a window, and a bool is no condition by itself. */
export type AggregatedBuilder<Z extends z.ZodType> = Omit<
  FieldBuilder<Z>,
  'fold' | 'inLast' | 'inLastCalendar' | 'and' | 'or' | 'not'
>;
