import type { Expression } from '../node.js';
import type { BoolBuilder, CalendarTests, Condition, Family, Folding, ListBuilder, Order, TextTests, TimeTests, ValueOf, Windowed } from './value-types.js';

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
export type AnyAggregateBuilder = Windowed<AnyComparable & Pick<TextTests<string>, 'startsWith' | 'endsWith' | 'contains'>>;

type Build = (row: AnyRowBuilder) => Expression;

/** Related records of any entity. */
export interface AnyRelationBuilder {
  where(build: Build): AnyRelationBuilder;
  some(build?: Build): Condition;
  every(build: Build): Condition;
  none(build?: Build): Condition;
  count(): AnyAggregateBuilder;
  sum(path: string): AnyAggregateBuilder;
  avg(path: string): AnyAggregateBuilder;
  min(path: string): AnyAggregateBuilder;
  max(path: string): AnyAggregateBuilder;
  first(path: string): AnyAggregateBuilder;
  last(path: string): AnyAggregateBuilder;
  distinct(path: string): AnyAggregateBuilder;
}

