import { type AggregateNode, InvalidExpressionError } from '@crmkit/core';
import { compileWindow } from './compile-window.js';
import { fieldFragment } from './field-fragment.js';
import { AVERAGE_DIGITS, distinctMoney, type Fold, foldMoney, foldPlain } from './fold-values.js';
import type { Fragment, MoneyFragment, NumberFragment } from './fragment.js';
import { enterRelation } from './relation.js';
import { columnOf, type Scope } from './scope.js';

/**
 * Renders an aggregate over a relation as a correlated subquery.
 *
 * @param node - a checked aggregate
 * @param scope - the row whose relation it is
 * @returns its value; money brings a table expression with amount and currency
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 */
export function compileAggregate(node: AggregateNode, scope: Scope): Fragment {
  const { inner, source, conditions } = enterRelation(scope, node.rel);
  if (node.where !== undefined) conditions.push(scope.rendering.compile(node.where, inner));
  if (node.window !== undefined)
    conditions.push(compileWindow(node.window.field ?? timeOf(inner), node.window.window, undefined, inner));
  const where = (): string => `from ${source} where ${conditions.join(' and ')}`;
  if (node.fn === 'count') return countFragment(`(select count(*) ${where()})`);
  if (node.value === undefined) throw new InvalidExpressionError('agg', `${node.fn} needs a value`);
  const value = fieldFragment(inner, node.value);
  if (node.fn === 'first' || node.fn === 'last') {
    const time = edgeOf(inner);
    conditions.push(`${time} is not null`);
    const direction = node.fn === 'first' ? 'asc' : 'desc';
    return pickEdge(
      scope,
      value,
      `${where()} order by ${time} ${direction}, ${columnOf(inner, 'id')} ${direction} limit 1`,
    );
  }
  return value.type === 'money'
    ? aggregateMoney(scope, node.fn, value, where())
    : aggregatePlain(scope, node.fn, value, where());
}

function aggregatePlain(
  { rendering }: Scope,
  fn: Fold,
  value: Exclude<Fragment, MoneyFragment>,
  rest: string,
): Fragment {
  const sql = `(select ${foldPlain(fn, value, rendering.dialect)} ${rest})`;
  if (fn === 'distinct') return countFragment(sql);
  if (fn === 'avg' && value.type === 'number')
    return { type: 'number', sql, scale: value.scale + AVERAGE_DIGITS, certain: false };
  return { ...value, sql, certain: false };
}

function aggregateMoney(scope: Scope, fn: Fold, value: MoneyFragment, rest: string): Fragment {
  if (fn === 'distinct') return countFragment(`(select ${distinctMoney(value)} ${rest})`);
  const { amount, currency } = foldMoney(fn, value, scope.rendering.dialect);
  if (fn === 'sum') {
    const total = `case when count(${value.amount}) = 0 then 0 else ${amount} end`;
    return { ...moneyFrom(scope, total, currency, rest, value.digits), bareZero: true };
  }
  return moneyFrom(scope, amount, currency, rest, value.digits + (fn === 'avg' ? AVERAGE_DIGITS : 0));
}

function pickEdge(scope: Scope, value: Fragment, rest: string): Fragment {
  if (value.type === 'money') return moneyFrom(scope, value.amount, value.currency, rest, value.digits);
  return { ...value, sql: `(select ${value.sql} ${rest})`, certain: false };
}

function moneyFrom(
  { rendering }: Scope,
  amount: string,
  currency: string,
  rest: string,
  digits: number,
): MoneyFragment {
  const alias = rendering.nextAlias();
  const from = `(select ${amount}, ${currency} ${rest}) as ${alias}(amount, currency)`;
  return { type: 'money', amount: `${alias}.amount`, currency: `${alias}.currency`, digits, certain: false, from };
}

function countFragment(sql: string): NumberFragment {
  return { type: 'number', sql, scale: 0, certain: true };
}

function timeOf({ table }: Scope): readonly string[] {
  if (table.entity.time === null) throw new InvalidExpressionError('agg', `${table.entity.name} has no time field`);
  return [table.entity.time];
}

function edgeOf(inner: Scope): string {
  const time = fieldFragment(inner, timeOf(inner));
  if (time.type === 'money') throw new InvalidExpressionError('agg', 'the time of an entity is a date or an instant');
  return time.sql;
}
