import type { EntitySchema, Expression, FieldType, StoredValue, ValueNode } from '@crmkit/core';
import { windowBounds } from '@crmkit/core';
import { findField, storeLiteral } from '@crmkit/core/storage';

/** What constants stand on. */
export interface ConstantScope {
  readonly entity: EntitySchema;
  readonly now: number;
  readonly params: { readonly [name: string]: StoredValue } | undefined;
}

/**
 * A condition on one field that an index can narrow down to. All of them are necessary, none has to be sufficient:
 * whatever an index finds is evaluated in full afterwards. `folded` speaks of the case-folded text.
 */
export type Condition =
  | {
      readonly type: 'equal';
      readonly path: string;
      readonly folded: boolean;
      readonly values: readonly (StoredValue | null)[];
    }
  | { readonly type: 'range'; readonly path: string; readonly low?: Bound; readonly high?: Bound }
  | { readonly type: 'prefix'; readonly path: string; readonly folded: boolean; readonly text: string }
  | { readonly type: 'element'; readonly path: string; readonly value: string };

/** One end of a range. */
interface Bound {
  readonly value: StoredValue;
  readonly included: boolean;
}

/** The conditions that every matching row meets, taken from the top of an expression. */
export function conditionsOf(where: Expression | undefined, scope: ConstantScope): readonly Condition[] {
  if (where === undefined) return [];
  if (where.op === 'and') return where.args.flatMap((arg) => conditionsOf(arg, scope));
  const condition = conditionOf(where, scope);
  return condition === null ? [] : [condition];
}

function conditionOf(node: Expression, scope: ConstantScope): Condition | null {
  switch (node.op) {
    case 'field':
      return { type: 'equal', path: node.path.join('.'), folded: false, values: [true] };
    case 'eq':
      return equality(node.left, [node.right], scope) ?? equality(node.right, [node.left], scope);
    case 'in':
      return equality(node.arg, node.list, scope);
    case 'isNull':
      return node.arg.op === 'field'
        ? { type: 'equal', path: node.arg.path.join('.'), folded: false, values: [null] }
        : null;
    case 'lt':
    case 'lte': {
      const included = node.op === 'lte';
      return (
        range(node.left, null, { node: node.right, included }, scope) ??
        range(node.right, { node: node.left, included }, null, scope)
      );
    }
    case 'between':
      return range(node.arg, { node: node.low, included: true }, { node: node.high, included: true }, scope);
    case 'startsWith':
      return beginning(node.arg, node.text, scope);
    case 'has':
      return { type: 'element', path: node.path.join('.'), value: node.value };
    case 'within':
      return inWindow(node, scope);
    default:
      return null;
  }
}

function equality(subject: ValueNode, constants: readonly ValueNode[], scope: ConstantScope): Condition | null {
  const folded = subject.op === 'fold';
  const field = folded ? subject.arg : subject;
  const type = field.op === 'field' ? findField(scope.entity, field.path)?.type : undefined;
  if (field.op !== 'field' || type === undefined) return null;
  // Two literals may come to one stored value, which must be looked up once.
  const values = new Map<string, StoredValue>();
  for (const constant of constants) {
    const value = constantOf(constant, folded ? { type: 'text' } : type, scope);
    if (value === null) return null;
    values.set(JSON.stringify(value), value);
  }
  return { type: 'equal', path: field.path.join('.'), folded, values: [...values.values()] };
}

interface End {
  readonly node: ValueNode;
  readonly included: boolean;
}

function range(subject: ValueNode, low: End | null, high: End | null, scope: ConstantScope): Condition | null {
  if (subject.op !== 'field') return null;
  const type = findField(scope.entity, subject.path)?.type;
  if (type === undefined) return null;
  const bounds = { low: boundOf(low, type, scope), high: boundOf(high, type, scope) };
  if (bounds.low === null && bounds.high === null) return null;
  return {
    type: 'range',
    path: subject.path.join('.'),
    ...(bounds.low && { low: bounds.low }),
    ...(bounds.high && { high: bounds.high }),
  };
}

function boundOf(end: End | null, type: FieldType, scope: ConstantScope): Bound | null {
  const value = end === null ? null : constantOf(end.node, type, scope);
  return end === null || value === null ? null : { value, included: end.included };
}

function beginning(subject: ValueNode, constant: ValueNode, scope: ConstantScope): Condition | null {
  const folded = subject.op === 'fold';
  const field = folded ? subject.arg : subject;
  if (field.op !== 'field') return null;
  const text = constantOf(constant, { type: 'text' }, scope);
  return typeof text === 'string' && text !== '' ? { type: 'prefix', path: field.path.join('.'), folded, text } : null;
}

function inWindow(node: Extract<Expression, { readonly op: 'within' }>, scope: ConstantScope): Condition | null {
  const type = findField(scope.entity, node.field)?.type.type;
  const { after, until, fromDate, untilDate } = windowBounds(node.window, scope.now, node.offset);
  const path = node.field.join('.');
  if (type === 'instant') {
    return { type: 'range', path, low: { value: after, included: false }, high: { value: until, included: true } };
  }
  if (type !== 'date' || fromDate === null || untilDate === null) return null;
  return { type: 'range', path, low: { value: fromDate, included: true }, high: { value: untilDate, included: true } };
}

/** The value a constant has in a field of a type; null when it is no constant, has no value or no exact form there. */
function constantOf(node: ValueNode, type: FieldType, { now, params }: ConstantScope): StoredValue | null {
  if (node.op === 'now') return type.type === 'instant' ? now : null;
  if (node.op === 'param') {
    const given = params !== undefined && Object.hasOwn(params, node.name) ? params[node.name] : undefined;
    return given !== undefined && isSameKind(node.type, type) ? given : null;
  }
  if (node.op !== 'lit') return null;
  // An id is a keyword here and a reference elsewhere; both are the same text.
  if (typeof node.value === 'string' && isSameKind(node.type, type)) {
    if (node.type !== 'decimal' && node.type !== 'instant') return node.value;
  }
  try {
    return storeLiteral(node, type);
  } catch {
    return null; // more digits than the field keeps: evaluating in full says what that means
  }
}

const textKinds: ReadonlySet<string> = new Set(['text', 'keyword', 'ref']);

function isSameKind(kind: string, type: FieldType): boolean {
  return kind === type.type || (textKinds.has(kind) && textKinds.has(type.type));
}

/** The values one column may have, from the condition that leaves the fewest; null when none holds it. */
export function findEqual(
  conditions: readonly Condition[],
  path: string,
  folded: boolean,
): Extract<Condition, { type: 'equal' }>['values'] | null {
  let fewest: Extract<Condition, { type: 'equal' }>['values'] | null = null;
  for (const condition of conditions) {
    if (condition.type !== 'equal' || condition.path !== path || condition.folded !== folded) continue;
    if (fewest === null || condition.values.length < fewest.length) fewest = condition.values;
  }
  return fewest;
}

/** The beginning that a text must have; null when there is no such condition. */
export function findPrefix(conditions: readonly Condition[], path: string, folded: boolean): string | null {
  const found = conditions.find(
    (condition) => condition.type === 'prefix' && condition.path === path && condition.folded === folded,
  );
  return found?.type === 'prefix' ? found.text : null;
}
