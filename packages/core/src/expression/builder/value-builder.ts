import type { FieldType } from '../../model/field-type.js';
import { foldText } from '../../values/text.js';
import type { AggregateNode, Expression, FieldNode, Literal, ValueNode, Window } from '../node.js';
import { and, not, or, toCondition } from './condition.js';
import type { CalendarUnit, Condition, WithinOptions } from './value-types.js';

/**
 * A value with every method any kind has; the types in `value-types.ts` offer those that fit its kind, and the checker
 * refuses the others. Its own enumerable keys are those of the node.
 */
export class ValueBuilder {
  readonly #node: ValueNode;
  readonly #type: FieldType;

  constructor(node: ValueNode, type: FieldType) {
    Object.assign(this, node);
    this.#node = node;
    this.#type = type;
  }

  eq(other: unknown): Condition {
    return this.#compare('eq', other);
  }

  ne(other: unknown): Condition {
    return this.#compare('ne', other);
  }

  lt(other: unknown): Condition {
    return this.#compare('lt', other);
  }

  lte(other: unknown): Condition {
    return this.#compare('lte', other);
  }

  gt(other: unknown): Condition {
    return this.#compare('gt', other);
  }

  gte(other: unknown): Condition {
    return this.#compare('gte', other);
  }

  between(low: unknown, high: unknown): Condition {
    return toCondition({ op: 'between', arg: this.#node, low: this.#operand(low), high: this.#operand(high) });
  }

  in(list: readonly unknown[]): Condition {
    return this.#lookUp('in', list);
  }

  notIn(list: readonly unknown[]): Condition {
    return this.#lookUp('notIn', list);
  }

  isNull(): Condition {
    return toCondition({ op: 'isNull', arg: this.#node });
  }

  isNotNull(): Condition {
    return this.isNull().not();
  }

  startsWith(text: unknown): Condition {
    return this.#testText('startsWith', text);
  }

  endsWith(text: unknown): Condition {
    return this.#testText('endsWith', text);
  }

  contains(text: unknown): Condition {
    return this.#testText('contains', text);
  }

  fold(): ValueBuilder {
    return new ValueBuilder({ op: 'fold', arg: this.#node }, { type: 'text' });
  }

  has(value: string): Condition {
    return toCondition({ op: 'has', path: this.#path(), value });
  }

  inLast(duration: string, more?: WithinOptions | string): Condition | ValueBuilder {
    return this.#within({ type: 'duration', value: duration }, more);
  }

  inLastCalendar(
    count: number,
    unit: CalendarUnit,
    zone: string,
    more?: WithinOptions | string,
  ): Condition | ValueBuilder {
    return this.#within({ type: 'calendar', count, unit, zone }, more);
  }

  and(...others: readonly Expression[]): Condition {
    return and(this.#flag(), ...others);
  }

  or(...others: readonly Expression[]): Condition {
    return or(this.#flag(), ...others);
  }

  not(): Condition {
    return not(this.#flag());
  }

  #compare(op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte', other: unknown): Condition {
    return toCondition({ op, left: this.#node, right: this.#operand(other) });
  }

  /** A node stays one; anything else becomes a literal of this value's type, which the checker then judges. */
  #operand(other: unknown, type: FieldType = this.#type): ValueNode {
    if (other instanceof ValueBuilder) return other.#node;
    if (typeof other === 'object' && other !== null && 'op' in other) return other as ValueNode;
    const literal = toLiteral(type, other);
    return this.#node.op === 'fold' ? { op: 'fold', arg: literal } : literal;
  }

  #testText(op: 'startsWith' | 'endsWith' | 'contains', text: unknown): Condition {
    return toCondition({ op, arg: this.#node, text: this.#operand(text, { type: 'text' }) });
  }

  #lookUp(op: 'in' | 'notIn', list: readonly unknown[]): Condition {
    const isFolded = this.#node.op === 'fold';
    return toCondition({
      op,
      arg: this.#node,
      list: list.map((item) => toLiteral(this.#type, isFolded && typeof item === 'string' ? foldText(item) : item)),
    });
  }

  // On a field it asks about the row; on an aggregate it limits the rows that are folded.
  #within(window: Window, more: WithinOptions | string | undefined): Condition | ValueBuilder {
    if (this.#node.op !== 'agg') {
      const offset = typeof more === 'object' ? more.offset : undefined;
      return toCondition({ op: 'within', field: this.#path(), window, ...(offset === undefined ? {} : { offset }) });
    }
    const field = typeof more === 'string' ? { field: more.split('.') } : {};
    const node: AggregateNode = { ...this.#node, window: { ...field, window } };
    return new ValueBuilder(node, this.#type);
  }

  #path(): readonly string[] {
    // What is no field has no path; the empty one is refused by the checker, at this place.
    return this.#node.op === 'field' ? this.#node.path : [];
  }

  #flag(): FieldNode {
    return { op: 'field', path: this.#path() };
  }
}

function toLiteral(type: FieldType, value: unknown): Literal {
  const kind = type.type === 'list' || type.type === 'json' ? 'text' : type.type;
  // Untyped callers may hand over anything: the checker reads the literal as untrusted data.
  return { op: 'lit', type: kind, value } as Literal;
}
