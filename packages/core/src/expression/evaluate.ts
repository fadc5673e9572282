import type { StorageSchema } from '../model/storage-schema.js';
import type { Row, StoredValue } from '../storage/contract.js';
import { foldText } from '../values/text.js';
import { windowBounds } from '../values/window.js';
import { aggregateRows } from './evaluate-aggregate.js';
import { storeLiteral, typeOfLiteral } from './literal.js';
import type { AggregateNode, Expression, ValueNode, Window } from './node.js';
import { ROOT } from './plain-data.js';
import { readParam } from './read-param.js';
import { readPath } from './read-path.js';
import { resolveEntity, resolveField, resolveRelation } from './resolve.js';
import { typeOfOperands } from './type-of.js';
import { compareValues, type TypedValue } from './typed-value.js';

/** All that the meaning of an expression depends on. */
export interface EvaluationEnvironment {
  readonly schema: StorageSchema;
  readonly entity: string;
  readonly row: Row;
  /** UTC milliseconds. */
  readonly now: number;
  readonly params?: { readonly [name: string]: StoredValue };
  /** Live rows that a relation of a row leads to, of the same tenant; the relation's own `where` is not applied yet. */
  readonly related: (entity: string, relation: string, row: Row) => readonly Row[];
}

/**
 * Evaluates a checked expression on one row by the letter of the meaning table. Slow and obvious on purpose: compiled
 * forms are tested against it.
 *
 * @param expression - checked; short forms such as `ne` or `every` are evaluated as they stand
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * evaluateExpression({ op: 'isNull', arg: { op: 'field', path: ['name'] } }, environment);
 */
export function evaluateExpression(expression: Expression, env: EvaluationEnvironment): boolean {
  switch (expression.op) {
    case 'lit':
      return expression.value;
    case 'field':
      return readPath(env.row, expression.path) === true;
    case 'and':
      return expression.args.every((arg) => evaluateExpression(arg, env));
    case 'or':
      return expression.args.some((arg) => evaluateExpression(arg, env));
    case 'not':
      return !evaluateExpression(expression.arg, env);
    case 'if':
      return evaluateExpression(evaluateExpression(expression.cond, env) ? expression.then : expression.else, env);
    case 'eq':
      return compareNodes(expression.left, expression.right, env) === 0;
    case 'ne':
      return compareNodes(expression.left, expression.right, env) !== 0;
    case 'lt':
      return holds(compareNodes(expression.left, expression.right, env), (order) => order < 0);
    case 'lte':
      return holds(compareNodes(expression.left, expression.right, env), (order) => order <= 0);
    case 'gt':
      return holds(compareNodes(expression.left, expression.right, env), (order) => order > 0);
    case 'gte':
      return holds(compareNodes(expression.left, expression.right, env), (order) => order >= 0);
    case 'between':
      return isBetween(expression, env);
    case 'in':
      return isListed(expression, env);
    case 'notIn':
      return !isListed(expression, env);
    case 'isNull':
      return evaluateAlone(expression.arg, env) === null;
    case 'startsWith':
      return testTexts(expression, env, (text, part) => text.startsWith(part));
    case 'endsWith':
      return testTexts(expression, env, (text, part) => text.endsWith(part));
    case 'contains':
      return testTexts(expression, env, (text, part) => text.includes(part));
    case 'has': {
      const held = readPath(env.row, expression.path);
      return Array.isArray(held) && held.includes(expression.value);
    }
    case 'within':
      return isWithin(env.row, expression.field, expression.window, expression.offset, env);
    case 'some':
      return relatedRows(expression.rel, expression.where, env).length > 0;
    case 'none':
      return relatedRows(expression.rel, expression.where, env).length === 0;
    case 'every':
      return (
        relatedRows(expression.rel, expression.where, env).length === relatedRows(expression.rel, undefined, env).length
      );
  }
}

function evaluateAlone(node: ValueNode, env: EvaluationEnvironment): TypedValue | null {
  return evaluateOperands([node], env)[0] ?? null;
}

function evaluateOperands(nodes: readonly ValueNode[], env: EvaluationEnvironment): readonly (TypedValue | null)[] {
  const types = typeOfOperands(nodes, env.schema, env.entity);
  return nodes.map((node, index) => {
    const type = types[index];
    const value = type === undefined ? null : evaluateValue(node, env);
    return type === undefined || value === null ? null : { type, value };
  });
}

function evaluateValue(node: ValueNode, env: EvaluationEnvironment): StoredValue | null {
  switch (node.op) {
    case 'lit':
      return storeLiteral(node, typeOfLiteral(node));
    case 'field':
      return readPath(env.row, node.path);
    case 'param':
      return readParam(node, env.params);
    case 'now':
      return env.now;
    case 'fold': {
      const text = evaluateValue(node.arg, env);
      return text === null ? null : foldText(text as string);
    }
    case 'agg':
      return evaluateAggregate(node, env);
  }
}

function evaluateAggregate(node: AggregateNode, env: EvaluationEnvironment): StoredValue | null {
  const { entity } = resolveRelation(env.schema, env.entity, node.rel, ROOT);
  const { time } = resolveEntity(env.schema, entity, ROOT);
  const { window } = node;
  const rows = relatedRows(node.rel, node.where, env).filter(
    (row) => window === undefined || isWithin(row, window.field ?? [time ?? ''], window.window, undefined, env),
  );
  const type = node.value === undefined ? null : resolveField(env.schema, entity, node.value, ROOT).type;
  return aggregateRows(node.fn, rows, node.value ?? null, type, time);
}

function relatedRows(rel: string, where: Expression | undefined, env: EvaluationEnvironment): readonly Row[] {
  const relation = resolveRelation(env.schema, env.entity, rel, ROOT);
  const conditions = [relation.where, where].filter((condition) => condition !== undefined);
  return env
    .related(env.entity, rel, env.row)
    .filter((row) =>
      conditions.every((condition) => evaluateExpression(condition, { ...env, entity: relation.entity, row })),
    );
}

function compareNodes(left: ValueNode, right: ValueNode, env: EvaluationEnvironment): number | null {
  const [a, b] = evaluateOperands([left, right], env);
  return a && b ? compareValues(a, b) : null;
}

function isBetween(
  node: { readonly arg: ValueNode; readonly low: ValueNode; readonly high: ValueNode },
  env: EvaluationEnvironment,
): boolean {
  const [value, low, high] = evaluateOperands([node.arg, node.low, node.high], env);
  if (!value || !low || !high) return false;
  return (
    holds(compareValues(low, value), (order) => order <= 0) && holds(compareValues(value, high), (order) => order <= 0)
  );
}

function isListed(
  node: { readonly arg: ValueNode; readonly list: readonly ValueNode[] },
  env: EvaluationEnvironment,
): boolean {
  const [value, ...items] = evaluateOperands([node.arg, ...node.list], env);
  return items.some((item) => value && item && compareValues(value, item) === 0);
}

function testTexts(
  node: { readonly arg: ValueNode; readonly text: ValueNode },
  env: EvaluationEnvironment,
  test: (text: string, part: string) => boolean,
): boolean {
  const text = evaluateValue(node.arg, env);
  const part = evaluateValue(node.text, env);
  return typeof text === 'string' && typeof part === 'string' && test(text, part);
}

function isWithin(
  row: Row,
  field: readonly string[],
  window: Window,
  offset: string | undefined,
  env: EvaluationEnvironment,
): boolean {
  const value = readPath(row, field);
  const bounds = windowBounds(window, env.now, offset);
  if (typeof value === 'number') return bounds.after < value && value <= bounds.until;
  if (typeof value !== 'string' || bounds.fromDate === null || bounds.untilDate === null) return false;
  return bounds.fromDate <= value && value <= bounds.untilDate;
}

function holds(order: number | null, test: (order: number) => boolean): boolean {
  return order !== null && test(order);
}
