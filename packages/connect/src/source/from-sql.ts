import type { Json } from '@crmkit/core';
import { isCrmError, UnavailableError } from '@crmkit/core';
import { InvalidSourceError } from '../errors/invalid-source-error.js';
import type { SourceRow } from '../mapping/compiled-value.js';
import type { ReadOptions, Source, SourceBatch } from './source.js';

/** Runs one statement on the host's connection: `(text, params) => client.query(text, params).then((r) => r.rows)`. */
export type SqlQuery = (text: string, params: readonly unknown[]) => Promise<readonly SourceRow[]>;

/** A query whose rows go inside the rows of the main one, such as the lines of orders. */
export interface NestedSql {
  readonly sql: string;
  /** Column of the nested query that holds the key of the main row. */
  readonly key: string;
  /** Columns that order the rows of one key, so that each run sees them alike. */
  readonly orderBy: readonly string[];
}

/** How a SQL source is read. */
export interface SqlOptions {
  /** Name in errors and tokens. Default `sql`. */
  readonly name?: string;
  /** Column (or columns) that number the rows uniquely and never hold null; pages follow it, so it should be indexed. */
  readonly key: string | readonly string[];
  /** Values of `$1`, `$2` … in `sql`. */
  readonly params?: readonly unknown[];
  /** Property of the row → query of the rows that go there. Needs a `key` of one column. */
  readonly nested?: { readonly [property: string]: NestedSql };
}

/**
 * Rows of a query over the host's own Postgres connection, page by page along a key, in bounded memory and without a
 * cursor or transaction held open. Every column is read as text, so that neither the driver's settings nor binary
 * floats come between the table and the CRM, and a mapping sees the same as from a file.
 *
 * @param query - runs a statement on the host's connection; of `pg`, PGlite or any other driver
 * @param sql - a select without semicolon; a `where` and parameters may narrow it
 * @throws {@link InvalidSourceError} `INVALID_SOURCE` while reading, when the statement fails or the key is not among its columns
 * @example
 * fromSql(query, 'select * from erp.orders', {
 *   key: 'order_id',
 *   nested: { lines: { sql: 'select * from erp.order_lines', key: 'order_id', orderBy: ['line_no'] } },
 * });
 */
export function fromSql(query: SqlQuery, sql: string, options: SqlOptions): Source {
  const name = options.name ?? 'sql';
  const keys = typeof options.key === 'string' ? [options.key] : options.key;
  const params = options.params ?? [];
  const nested = Object.entries(options.nested ?? {});
  if (keys.length === 0) throw new InvalidSourceError(name, 'it has no key column');
  if (nested.length > 0 && keys.length > 1) throw new InvalidSourceError(name, 'nested rows need a key of one column');
  const run: SqlQuery = async (text, values) => {
    try {
      return await query(text, values);
    } catch (error) {
      if (isCrmError(error) || isConnectionError(error))
        throw isCrmError(error) ? error : new UnavailableError(`The connection of ${name} broke.`, { cause: error });
      throw new InvalidSourceError(name, `the statement was refused${codeOf(error)}`, { cause: error });
    }
  };
  return {
    name,
    read: (read) => readPages({ run, sql, params, name, keys, nested }, read),
  };
}

interface SqlPlan {
  readonly run: SqlQuery;
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly name: string;
  readonly keys: readonly string[];
  readonly nested: readonly (readonly [property: string, nested: NestedSql])[];
}

async function* readPages(plan: SqlPlan, { batch, after, signal }: ReadOptions): AsyncGenerator<SourceBatch> {
  const { run, sql, params, name, keys } = plan;
  const columns = await readColumns(run, sql, params);
  if (columns.length === 0) return;
  for (const key of keys)
    if (!columns.includes(key)) throw new InvalidSourceError(name, `the statement has no column ${key}`);
  const nested = await Promise.all(
    plan.nested.map(async ([property, inner]) => ({ property, inner, columns: await readColumns(run, inner.sql, []) })),
  );
  const keyList = keys.map(quote).join(', ');
  const places = keys.map((_, index) => `$${params.length + index + 1}`).join(', ');
  const page = (from: string): string =>
    `select ${asText(columns)} from (select * from (${sql}) as source${from} order by ${keyList} limit ${batch}) as page order by ${keys.map((key) => `page.${quote(key)}`).join(', ')}`;
  const firstPage = page('');
  const nextPage = page(` where (${keyList}) > (${places})`);

  let position = readPosition(after, keys.length, name);
  for (;;) {
    signal?.throwIfAborted();
    const rows = await run(position ? nextPage : firstPage, position ? [...params, ...position] : params);
    if (rows.length === 0) return;
    const last = rows.at(-1) as SourceRow;
    const end = keys.map((key) => readKey(last, key, name));
    const lists = await Promise.all(
      nested.map((each) => readNested(run, each.inner, each.columns, position?.[0], end[0] ?? '')),
    );
    const nestedRows = (id: string): SourceRow =>
      Object.fromEntries(nested.map(({ property }, index) => [property, lists[index]?.get(id) ?? []]));
    const items = rows.map((row) => ({
      ok: true as const,
      at: describePlace(keys, row),
      row: nested.length === 0 ? row : { ...row, ...nestedRows(String(row[keys[0] ?? ''])) },
    }));
    position = end;
    yield { items, position: end, columns: [...columns, ...nested.map(({ property }) => property)] };
    if (rows.length < batch) return;
  }
}

function describePlace(keys: readonly string[], row: SourceRow): string {
  const [key = ''] = keys;
  return keys.length === 1
    ? `${key} ${String(row[key])}`
    : keys.map((each) => `${each} ${String(row[each])}`).join(', ');
}

/** Reads the nested rows of one page in one statement, by the stretch of keys the page covers. */
async function readNested(
  run: SqlQuery,
  { sql, key, orderBy }: NestedSql,
  columns: readonly string[],
  after: string | undefined,
  last: string,
): Promise<ReadonlyMap<string, readonly SourceRow[]>> {
  const lists = new Map<string, SourceRow[]>();
  if (columns.length === 0) return lists;
  const column = quote(key);
  const order = [key, ...orderBy].map((each) => `inside.${quote(each)}`).join(', ');
  const text = `select ${asText(columns)} from (${sql}) as inside where ${column} <= $1${after === undefined ? '' : ` and ${column} > $2`} order by ${order}`;
  for (const row of await run(text, after === undefined ? [last] : [last, after])) {
    const id = String(row[key]);
    const list = lists.get(id);
    if (list) list.push(row);
    else lists.set(id, [row]);
  }
  return lists;
}

/** Names of the columns, from one row: the one way that works with every driver. None when there is no row. */
async function readColumns(run: SqlQuery, sql: string, params: readonly unknown[]): Promise<readonly string[]> {
  const [row] = await run(`select * from (${sql}) as source limit 1`, params);
  return row ? Object.keys(row) : [];
}

function readPosition(after: Json | undefined, length: number, source: string): readonly string[] | null {
  if (after === undefined || after === null) return null;
  const parts = Array.isArray(after) ? (after as readonly unknown[]) : [];
  if (parts.length === length && parts.every((part) => typeof part === 'string')) return parts as readonly string[];
  throw new InvalidSourceError(source, 'the resume token belongs to another kind of source');
}

function readKey(row: SourceRow, key: string, source: string): string {
  const value = row[key];
  if (typeof value === 'string') return value;
  throw new InvalidSourceError(source, `the key column ${key} is null in a row`);
}

function asText(columns: readonly string[]): string {
  return columns.map((column) => `${quote(column)}::text as ${quote(column)}`).join(', ');
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function codeOf(error: unknown): string {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' ? ` (${code})` : '';
}

/** Classes 08 and 57P of SQLSTATE and the socket errors of Node: trying again later can help. */
function isConnectionError(error: unknown): boolean {
  const code = (error as { readonly code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(?:08|57P|ECONN|EPIPE|ETIMEDOUT)/.test(code);
}
