import { type Expression, InvalidExpressionError, type ValueNode } from '@crmkit/core';
import { readParam } from '@crmkit/core/storage';
import { type Comparison, compareFragments, distinctFragments, enterMoney } from './compare.js';
import { compileIn } from './compile-in.js';
import { compileOperands, compileValue } from './compile-value.js';
import { compileWindow } from './compile-window.js';
import { fieldFragment } from './field-fragment.js';
import type { Fragment, PlainFragment } from './fragment.js';
import { prefixEnd } from './prefix-range.js';
import { enterRelation } from './relation.js';
import type { Scope } from './scope.js';

/**
 * Renders a condition of positive polarity: true exactly when the expression holds, otherwise false or null. Wrapping
 * it to be never null would keep the database from using an index.
 *
 * @param node - a checked expression; sugar is rendered too
 * @param scope - the row it stands on
 * @returns a condition for `where`
 * @example
 * const parameters = new ParameterList();
 * const scope = createScope(schema, 'party', postgresDialect, { now: 0 }, parameters);
 * renderCondition({ op: 'startsWith', arg: { op: 'field', path: ['name'] }, text: { op: 'lit', type: 'text', value: 'Ac' } }, scope);
 * parameters.values; // ['Ac', 'Ad']
 */
export function compileCondition(node: Expression, scope: Scope): string {
  switch (node.op) {
    case 'lit':
      return node.value ? 'true' : 'false';
    case 'field':
      return plainOf(fieldFragment(scope, node.path), 'a condition').sql;
    case 'and':
    case 'or':
      return joinConditions(
        node.op,
        node.args.map((arg) => compileCondition(arg, scope)),
      );
    case 'not':
      return compileNegation(node.arg, scope);
    case 'if':
      return compileChoice(node, scope);
    case 'eq':
      return compareNodes('=', node.left, node.right, scope);
    case 'lt':
      return compareNodes('<', node.left, node.right, scope);
    case 'lte':
      return compareNodes('<=', node.left, node.right, scope);
    case 'gt':
      return compareNodes('<', node.right, node.left, scope);
    case 'gte':
      return compareNodes('<=', node.right, node.left, scope);
    case 'ne':
      return compileNegation({ op: 'eq', left: node.left, right: node.right }, scope);
    case 'between':
      return compileBetween(node, scope);
    case 'in':
      // A parameter rendered for nothing would have no type.
      return node.list.length === 0 ? 'false' : compileIn(compileValue(node.arg, scope), node.list, scope);
    case 'notIn':
      return compileNegation({ op: 'in', arg: node.arg, list: node.list }, scope);
    case 'isNull':
      return compileIsNull(node.arg, 'is null', scope);
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return compileText(node, scope);
    case 'has':
      return compileHas(node.path, node.value, scope);
    case 'within':
      return compileWindow(node.field, node.window, node.offset, scope);
    case 'some':
    case 'none':
    case 'every':
      return compileSome(node, scope);
    default:
      return node satisfies never;
  }
}

/** The exact complement: true wherever the inner condition is false or has no value. */
function compileNegation(node: Expression, scope: Scope): string {
  switch (node.op) {
    case 'lit':
      return node.value ? 'false' : 'true';
    case 'not':
      return compileCondition(node.arg, scope);
    case 'isNull':
      return compileIsNull(node.arg, 'is not null', scope);
    case 'some':
      return `not ${compileCondition(node, scope)}`;
    case 'eq': {
      const [left, right] = compileOperands([node.left, node.right], scope) as [Fragment, Fragment];
      const distinct = distinctFragments(scope.rendering, left, right);
      return distinct ?? scope.rendering.dialect.isNotTrue(compareFragments(scope.rendering, '=', left, right));
    }
    default:
      return scope.rendering.dialect.isNotTrue(compileCondition(node, scope));
  }
}

function joinConditions(word: 'and' | 'or', conditions: readonly string[]): string {
  if (conditions.length === 0) return word === 'and' ? 'true' : 'false';
  return conditions.length === 1 ? `${conditions[0]}` : `(${conditions.join(` ${word} `)})`;
}

function compileChoice(node: Extract<Expression, { op: 'if' }>, scope: Scope): string {
  const [condition, then, otherwise] = [node.cond, node.then, node.else].map((each) => compileCondition(each, scope));
  return `case when ${condition} then ${then} else ${otherwise} end`;
}

function compareNodes(operator: Comparison, left: ValueNode, right: ValueNode, scope: Scope): string {
  const [l, r] = compileOperands([left, right], scope) as [Fragment, Fragment];
  return compareFragments(scope.rendering, operator, l, r);
}

function compileBetween(node: Extract<Expression, { op: 'between' }>, scope: Scope): string {
  const [value, low, high] = compileOperands([node.arg, node.low, node.high], scope) as [Fragment, Fragment, Fragment];
  const { rendering } = scope;
  return joinConditions('and', [
    compareFragments(rendering, '<=', low, value),
    compareFragments(rendering, '<=', value, high),
  ]);
}

function compileIsNull(node: ValueNode, test: 'is null' | 'is not null', scope: Scope): string {
  // The text of a whole list or object would have to be built only to see that it is there.
  if (node.op === 'field' && node.path.length === 2) {
    const { dialect } = scope.rendering;
    return `${dialect.documentField(`${scope.alias}.${dialect.quote('custom')}`, [node.path[1] ?? ''], 'document')} ${test}`;
  }
  if (node.op === 'lit' || node.op === 'now') return `${test === 'is not null'}`;
  if (node.op === 'param') return `${(readParam(node, scope.rendering.params) === null) === (test === 'is null')}`;
  const value = compileValue(node, scope);
  if (value.type === 'money') {
    // An aggregate over no rows may give no row at all, so absence is asked for as the lack of an amount.
    if (value.from !== undefined)
      return `${test === 'is null' ? 'not ' : ''}${enterMoney([value], `${value.amount} is not null`)}`;
    return `${value.amount} ${test}`;
  }
  return `${value.sql} ${test}`;
}

function compileText(node: Extract<Expression, { op: 'startsWith' | 'endsWith' | 'contains' }>, scope: Scope): string {
  const { dialect, parameters } = scope.rendering;
  const subject = plainOf(compileValue(node.arg, scope), node.op);
  const text = plainOf(compileValue(node.text, scope), node.op);
  if (node.op !== 'startsWith') return dialect[node.op](subject.sql, text.sql);
  if (text.constant === undefined) return dialect.startsWith(subject.sql, text.sql);
  // A range over code points uses the plain index of the column, also under row-level security.
  const end = prefixEnd(text.constant);
  const from = `${subject.sql} >= ${text.sql}`;
  return end === null ? from : `(${from} and ${subject.sql} < ${dialect.parameter(parameters.add(end), 'text')})`;
}

function compileHas(path: readonly string[], value: string, scope: Scope): string {
  const { dialect, parameters } = scope.rendering;
  const list = plainOf(fieldFragment(scope, path), 'has');
  return dialect.listHas(list.sql, dialect.parameter(parameters.add(value), 'text'));
}

function compileSome(node: Extract<Expression, { op: 'some' | 'none' | 'every' }>, scope: Scope): string {
  if (node.op === 'every' && node.where === undefined) return 'true';
  const { inner, source, conditions } = enterRelation(scope, node.rel);
  if (node.where !== undefined)
    conditions.push(node.op === 'every' ? compileNegation(node.where, inner) : compileCondition(node.where, inner));
  const exists = `exists (select 1 from ${source} where ${conditions.join(' and ')})`;
  return node.op === 'some' ? exists : `not ${exists}`;
}

function plainOf(value: Fragment, use: string): PlainFragment {
  if (value.type === 'plain') return value;
  throw new InvalidExpressionError('', `${use} does not take a ${value.type}`);
}
