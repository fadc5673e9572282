import { checkExpression, type Expression, type Literal, type StorageSchema, type ValueNode } from '@crmkit/core';
import { suiteSchema } from './suite-schema.js';

/** A field by its dotted path. */
export function field(path: string): Extract<ValueNode, { readonly op: 'field' }> {
  return { op: 'field', path: path.split('.') };
}

/** A literal of a type; instants and decimals as text. */
export function literal(type: Literal['type'], value: unknown): Literal {
  // The suite's tables pair each type with values of that type.
  return { op: 'lit', type, value } as Literal;
}

/** A comparison of two values. */
export function compare(op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte', left: ValueNode, right: ValueNode): Expression {
  return { op, left, right };
}

/** The complement of a condition. */
export function not(arg: Expression): Expression {
  return { op: 'not', arg };
}

/** All or any of several conditions. */
export function combine(op: 'and' | 'or', ...args: readonly Expression[]): Expression {
  return { op, args };
}

/** Checks and normalises, as core does before a storage sees a condition. */
export function checked(entity: string, expression: Expression, schema: StorageSchema = suiteSchema): Expression {
  return checkExpression(expression, schema, entity).expression;
}
