import type { Expression } from '../node.js';
import type { Condition } from './value-types.js';

/** Joins conditions; its own enumerable keys are those of the expression, so it is one for every reader of plain data. */
class ConditionBuilder {
  constructor(expression: Expression) {
    Object.assign(this, expression);
  }

  and(...others: readonly Expression[]): Condition {
    return and(this.self(), ...others);
  }

  or(...others: readonly Expression[]): Condition {
    return or(this.self(), ...others);
  }

  not(): Condition {
    return not(this.self());
  }

  private self(): Expression {
    // The constructor gave it the keys of an expression.
    return this as unknown as Expression;
  }
}

/**
 * Gives an expression the methods that join it with others.
 *
 * @example
 * toCondition({ op: 'lit', type: 'bool', value: true }).not().op; // 'not'
 */
export function toCondition(expression: Expression): Condition {
  return new ConditionBuilder(expression) as unknown as Condition;
}

/**
 * True where all conditions are; true for none.
 *
 *
 * @example
 * await rep.party.count({ where: (row) => and(row.status.eq('active'), row.tags.has('vip')) }); // 1
 */
export function and(...args: readonly Expression[]): Condition {
  return toCondition({ op: 'and', args });
}

/**
 * True where any condition is; false for none.
 *
 *
 * @example
 * await rep.party.count({ where: (row) => or(row.status.eq('archived'), row.orders.some()) }); // 1
 */
export function or(...args: readonly Expression[]): Condition {
  return toCondition({ op: 'or', args });
}

/**
 * True exactly where the condition is not.
 *
 *
 * @example
 * await rep.party.count({ where: (row) => not(row.tags.has('vip')) }); // 0
 */
export function not(arg: Expression): Condition {
  return toCondition({ op: 'not', arg });
}
