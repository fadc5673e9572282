import {
  type AggregateQuery,
  type AggregateRow,
  type FieldType,
  InvalidInputError,
  type StoredValue,
} from '@crmkit/core';
import { checkMeasure, findField } from '@crmkit/core/storage';
import {
  columnKind,
  createScope,
  type Dialect,
  distinctMoney,
  fieldFragment,
  foldMoney,
  foldPlain,
  ParameterList,
  renderCondition,
  type Scope,
} from '@crmkit/sql';
import type { Catalog } from '../catalog.js';
import { readScaled } from '../row/row-reader.js';
import type { SqlConnection, SqlRow } from '../session/session.js';

/** One value of the answer: its select expressions, and how their cells are read. */
interface Cellular {
  readonly name: string;
  readonly sql: readonly string[];
  read(cells: SqlRow, offset: number): StoredValue | null;
}

/**
 * Groups and measures rows in one statement.
 *
 * @param connection - where to read
 * @param catalog - layouts
 * @param tenant - from the context
 * @param name - entity name
 * @param query - condition, group keys and measures
 * @returns the groups in no promised order; without `groupBy` exactly one
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field or a function that its type has no meaning for
 */
export async function aggregateRows(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  name: string,
  query: AggregateQuery,
): Promise<readonly AggregateRow[]> {
  const { table } = catalog.entity(name);
  const parameters = new ParameterList([tenant]);
  const { dialect, schema, tables } = catalog;
  const scope = createScope(schema, name, dialect, { now: query.now, params: query.params, tables }, parameters);
  const keys = (query.groupBy ?? []).map((path) => planKey(path, scope));
  const measures = Object.entries(query.measures).map(([measure, { fn, path }]) =>
    planMeasure(measure, fn, path, scope),
  );
  const conditions = [`t.tenant = ${dialect.parameter(1, 'text')}`, 't.deleted_at is null'];
  if (query.where !== undefined) conditions.push(renderCondition(query.where, scope));
  const selected = [...keys, ...measures].flatMap(({ sql }) => sql);
  const grouped = keys.flatMap(({ sql }) => sql).map((_, index) => index + 1);
  // A statement without group keys needs an aggregate to give its one row over nothing.
  const list = [...selected, 'count(*)::text'].join(', ');
  const text = `select ${list} from ${table.qualified} as t where ${conditions.join(' and ')}${grouped.length > 0 ? ` group by ${grouped.join(', ')}` : ''}`;
  const answer = await connection.query(text, parameters.values);
  return answer.map((cells) => ({
    group: readValues(keys, cells, 0),
    measures: readValues(measures, cells, grouped.length),
  }));
}

function readValues(
  values: readonly Cellular[],
  cells: SqlRow,
  offset: number,
): { readonly [name: string]: StoredValue } {
  let at = offset;
  const found: [string, StoredValue][] = [];
  for (const { name, sql, read } of values) {
    const value = read(cells, at);
    if (value !== null) found.push([name, value]);
    at += sql.length;
  }
  return Object.fromEntries(found);
}

function planKey(path: readonly string[], scope: Scope): Cellular {
  const type = typeAt(path, 'groupBy', scope);
  if (type.type === 'list' || type.type === 'json')
    throw problem(scope, 'groupBy', `${path.join('.')} is a ${type.type}`);
  const value = fieldFragment(scope, path);
  const { dialect } = scope.rendering;
  const sql =
    value.type === 'money'
      ? [`(${value.amount})::text`, dialect.readText(value.currency, 'text')]
      : [dialect.readText(value.sql, columnKind(type))];
  return { name: path.join('.'), sql, read: cellReader(type, dialect) };
}

function planMeasure(
  name: string,
  fn: AggregateQuery['measures'][string]['fn'],
  path: readonly string[] | undefined,
  scope: Scope,
): Cellular {
  if (path === undefined) {
    if (fn !== 'count') throw problem(scope, 'measures', `${fn} needs a path`);
    return { name, sql: ['count(*)::text'], read: readCount };
  }
  const type = typeAt(path, 'measures', scope);
  checkMeasure(fn, type);
  const value = fieldFragment(scope, path);
  const { dialect } = scope.rendering;
  if (fn === 'count') {
    const present =
      path.length === 2
        ? dialect.documentField('t.custom', [path[1] ?? ''], 'document')
        : value.type === 'money'
          ? value.amount
          : value.sql;
    return { name, sql: [`count(${present})::text`], read: readCount };
  }
  if (value.type === 'money') {
    if (fn === 'distinct') return { name, sql: [`(${distinctMoney(value)})::text`], read: readCount };
    const { amount, currency } = foldMoney(fn, value, dialect);
    return { name, sql: [`(${amount})::text`, dialect.readText(currency, 'text')], read: cellReader(type, dialect) };
  }
  const folded = foldPlain(fn, value, dialect);
  if (fn === 'min' || fn === 'max')
    return { name, sql: [dialect.readText(folded, columnKind(type))], read: cellReader(type, dialect) };
  return { name, sql: [`(${folded})::text`], read: fn === 'distinct' ? readCount : readExact };
}

function readCount(cells: SqlRow, offset: number): StoredValue {
  return Number(cells[offset] ?? 0);
}

function readExact(cells: SqlRow, offset: number): StoredValue | null {
  const text = cells[offset] ?? null;
  return text === null ? null : readScaled(text);
}

function cellReader(type: FieldType, { textOf }: Dialect): Cellular['read'] {
  return (cells, offset) => {
    const text = cells[offset] ?? null;
    if (text === null) return null;
    if (type.type === 'money') return { amount: readScaled(text), currency: textOf(cells[offset + 1] ?? '') };
    if (type.type === 'bool') return text === 'true';
    if (type.type === 'date') return text;
    return columnKind(type) === 'bigint' ? readScaled(text) : textOf(text);
  };
}

function typeAt(path: readonly string[], where: string, scope: Scope): FieldType {
  const field = findField(scope.table.entity, path);
  if (field === null) throw problem(scope, where, `there is no field ${path.join('.')}`);
  return field.type;
}

function problem({ table }: Scope, path: string, text: string): InvalidInputError {
  return new InvalidInputError(`aggregate of ${table.entity.name}`, [{ path, problem: text }]);
}
