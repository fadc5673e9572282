import type { Dialect } from '@crmkit/sql';
import type { SqlConnection } from '../session/session.js';

/** What the database says about itself: the parts that are there, and the schema version it was opened with. */
export interface AppliedParts {
  /** False before the very first migration. */
  readonly exists: boolean;
  /** Details of the parts by their ids. */
  readonly parts: ReadonlyMap<string, string>;
  readonly version: number;
}

const VERSION = 'version';
const PART = 'part:';

/** The table that remembers parts and version; it belongs to no tenant. */
export function metaTable(namespace: string, dialect: Dialect): string {
  return `${dialect.quote(namespace)}."_meta"`;
}

/**
 * Reads what was applied. It needs no rights beyond reading.
 *
 * @param connection - where to read
 * @param namespace - database schema
 * @param dialect - of the database
 * @returns parts and version
 */
export async function readApplied(
  connection: SqlConnection,
  namespace: string,
  dialect: Dialect,
): Promise<AppliedParts> {
  const table = metaTable(namespace, dialect);
  const [found] = await connection.query('select (to_regclass($1::text) is not null)::text', [table]);
  if (found?.[0] !== 'true') return { exists: false, parts: new Map(), version: 0 };
  const rows = await connection.query(`select m.key, m.value from ${table} as m`, []);
  const parts = new Map(
    rows.flatMap(([key, value]) => (key?.startsWith(PART) ? [[key.slice(PART.length), value ?? '']] : [])),
  );
  const version = rows.find(([key]) => key === VERSION)?.[1];
  return { exists: true, parts, version: Number(version ?? 0) };
}

/** Statements that remember parts; without parameters, so that they can be printed. */
export function rememberParts(
  parts: readonly { readonly id: string; readonly detail: string }[],
  namespace: string,
  dialect: Dialect,
): readonly string[] {
  if (parts.length === 0) return [];
  const values = parts.map(({ id, detail }) => `(${literal(`${PART}${id}`)}, ${literal(detail)})`);
  return [
    `insert into ${metaTable(namespace, dialect)} (key, value) values ${values.join(', ')} on conflict (key) do update set value = excluded.value`,
  ];
}

/** The statement that raises the stored schema version. */
export function rememberVersion(version: number, namespace: string, dialect: Dialect): string {
  return (
    `insert into ${metaTable(namespace, dialect)} as m (key, value) values ('${VERSION}', '${Math.trunc(version)}') ` +
    'on conflict (key) do update set value = excluded.value where m.value::bigint < excluded.value::bigint'
  );
}

/** Names are derived from checked ones; quoting stays all the same. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
