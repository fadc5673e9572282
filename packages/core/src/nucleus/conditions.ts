import type { Expression } from '../expression/node.js';

/** The reference field holds this id. */
export function refersTo(field: string, id: string): Expression {
  return { op: 'eq', left: { op: 'field', path: [field] }, right: { op: 'lit', type: 'ref', value: id } };
}

/** The keyword field holds this code. */
export function hasCode(field: string, value: string): Expression {
  return { op: 'eq', left: { op: 'field', path: [field] }, right: { op: 'lit', type: 'keyword', value } };
}

/** All of these hold. */
export function allOf(...args: readonly Expression[]): Expression {
  return args.length === 1 && args[0] ? args[0] : { op: 'and', args };
}
