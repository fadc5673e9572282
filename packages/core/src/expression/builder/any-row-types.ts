import type { Expression } from '../node.js';
import type {
  BoolBuilder,
  CalendarTests,
  Condition,
  Family,
  Folding,
  ListBuilder,
  Order,
  TextTests,
  TimeTests,
  ValueOf,
  Windowed,
} from './value-types.js';

/** The row builder for code that does not know the model's types, such as access rules and presets. */
export interface AnyRowBuilder {
  /** A field by its dotted path: `owner`, `custom.creditClass`, `id`. */
  field(path: string): AnyValueBuilder;
  /** A relation by name. */
  relation(name: string): AnyRelationBuilder;
}

type AnyComparable = ValueOf<Family> & Order<Family, unknown>;

/** A field of any kind, with the methods of all; the checker refuses what does not fit. */
export type AnyValueBuilder = AnyComparable &
  Pick<TextTests<string>, 'startsWith' | 'endsWith' | 'contains'> &
  Pick<ListBuilder, 'has'> &
  Pick<BoolBuilder, 'and' | 'or' | 'not'> &
  Folding &
  CalendarTests &
  TimeTests;

/** A value folded from related records. */
export type AnyAggregateBuilder = Windowed<
  AnyComparable & Pick<TextTests<string>, 'startsWith' | 'endsWith' | 'contains'>
>;

type Build = (row: AnyRowBuilder) => Expression;

/** Related records of any entity. */
export interface AnyRelationBuilder {
  /** Only related records that meet the condition. */
  where(build: Build): AnyRelationBuilder;
  /** At least one (that meets the condition). */
  some(build?: Build): Condition;
  /** All meet the condition; true when there is none. */
  every(build: Build): Condition;
  /** None (that meets the condition). */
  none(build?: Build): Condition;
  /** How many; zero over nothing. */
  count(): AnyAggregateBuilder;
  /** Of an int, decimal or money field: zero over nothing; no value over several currencies or beyond 64 bits. */
  sum(path: string): AnyAggregateBuilder;
  /** Of an int, decimal or money field, with six more digits than the field, half away from zero. */
  avg(path: string): AnyAggregateBuilder;
  /** The least value; no value over nothing or over several currencies. */
  min(path: string): AnyAggregateBuilder;
  /** The greatest value; no value over nothing or over several currencies. */
  max(path: string): AnyAggregateBuilder;
  /** Of the earliest related record by its time, then id. */
  first(path: string): AnyAggregateBuilder;
  /** Of the latest related record by its time, then id. */
  last(path: string): AnyAggregateBuilder;
  /** How many different values; money counts by amount and currency. */
  distinct(path: string): AnyAggregateBuilder;
}
