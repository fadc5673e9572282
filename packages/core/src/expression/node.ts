/** A money literal or value outside the store: exact decimal string and ISO 4217 code. */
export interface MoneyValue {
  readonly amount: string;
  readonly currency: string;
}

/** A typed constant. Decimals and money amounts are decimal strings, instants ISO 8601, dates `yyyy-mm-dd`. */
export type Literal =
  | { readonly op: 'lit'; readonly type: 'bool'; readonly value: boolean }
  | { readonly op: 'lit'; readonly type: 'int'; readonly value: number }
  | {
      readonly op: 'lit';
      readonly type: 'text' | 'keyword' | 'decimal' | 'date' | 'instant' | 'ref';
      readonly value: string;
    }
  | { readonly op: 'lit'; readonly type: 'money'; readonly value: MoneyValue };

/** A field of the row the node stands on: `['name']`, or `['custom', 'creditClass']`; `['id']` is the record's own id. */
export interface FieldNode {
  readonly op: 'field';
  readonly path: readonly string[];
}

/** A value given when the expression runs, declared with its type. */
export interface ParamNode {
  readonly op: 'param';
  readonly name: string;
  readonly type: Literal['type'];
}

/** The instant the evaluation is for; the caller sets it once per query. */
export interface NowNode {
  readonly op: 'now';
}

/**
 * A span of time. `duration` is exact (ISO 8601 with weeks, days, hours, minutes, seconds: `P90D` is 90 × 24 hours);
 * `calendar` counts days, weeks or months in a named zone and starts at local midnight (`floor`).
 */
export type Window =
  | { readonly type: 'duration'; readonly value: string }
  | {
      readonly type: 'calendar';
      readonly count: number;
      readonly unit: 'day' | 'week' | 'month';
      readonly zone: string;
    };

/** A node that yields one value of the row, or no value. */
export type ValueNode =
  | Literal
  | FieldNode
  | ParamNode
  | NowNode
  | { readonly op: 'fold'; readonly arg: ValueNode }
  | AggregateNode;

/** Folds the related rows into one value: `count` needs no `value`; `first` and `last` go by the entity's time, then id. */
export interface AggregateNode {
  readonly op: 'agg';
  readonly fn: 'count' | 'sum' | 'min' | 'max' | 'avg' | 'first' | 'last' | 'distinct';
  readonly rel: string;
  /** Path of the aggregated field on the related entity. */
  readonly value?: readonly string[];
  readonly where?: Expression;
  /** Only rows whose time field lies in `(now − window, now]`; the field defaults to the entity's time. */
  readonly window?: { readonly field?: readonly string[]; readonly window: Window };
}

/**
 * A condition: the JSON tree every engine compiles. `ne gt gte notIn every none` and `if` are sugar that
 * `normalise` rewrites; storages only ever see the other operators.
 */
export type Expression =
  | { readonly op: 'lit'; readonly type: 'bool'; readonly value: boolean }
  | FieldNode
  | { readonly op: 'and' | 'or'; readonly args: readonly Expression[] }
  | { readonly op: 'not'; readonly arg: Expression }
  | { readonly op: 'if'; readonly cond: Expression; readonly then: Expression; readonly else: Expression }
  | { readonly op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'; readonly left: ValueNode; readonly right: ValueNode }
  | { readonly op: 'between'; readonly arg: ValueNode; readonly low: ValueNode; readonly high: ValueNode }
  | { readonly op: 'in' | 'notIn'; readonly arg: ValueNode; readonly list: readonly Literal[] }
  | { readonly op: 'isNull'; readonly arg: ValueNode }
  | { readonly op: 'startsWith' | 'endsWith' | 'contains'; readonly arg: ValueNode; readonly text: ValueNode }
  | { readonly op: 'has'; readonly path: readonly string[]; readonly value: string }
  | {
      readonly op: 'within';
      readonly field: readonly string[];
      readonly window: Window;
      /** Moves the end of the window back by this exact ISO duration. */
      readonly offset?: string;
    }
  | { readonly op: 'some' | 'every' | 'none'; readonly rel: string; readonly where?: Expression };
