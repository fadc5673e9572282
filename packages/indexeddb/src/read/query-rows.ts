import type { CursorPosition, Page, Query, Row, RowPosition, StorageSchema } from '@crmkit/core';
import { checkLimit, comparePositions, decodeCursor, encodeCursor, entityOf, rowPosition } from '@crmkit/core/storage';
import { stores } from '../database/layout.js';
import type { Access } from './access.js';
import { chooseAccess } from './choose-access.js';
import { createMatcher } from './match-rows.js';
import { readCandidates } from './read-candidates.js';
import { readOrdered } from './read-ordered.js';
import { type RecordSource, recordSource } from './record-source.js';

/** Stores a query needs: records, their keys and related records are one store. */
export const queryStores: readonly string[] = [stores.record];

/** With a condition more candidates than rows are needed; how many is not known before reading. */
const FILTERED_CHUNK = 200;
/** Rows kept beyond a page before an unordered read sorts and forgets the surplus. */
const SORT_SLACK = 2_000;

/**
 * Answers a query inside one transaction, so that all of a page is one state.
 *
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a malformed cursor or one of another query
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the limit is outside 1 to 10,000 or a sort field has no order
 */
export async function queryRows(
  transaction: IDBTransaction,
  schema: StorageSchema,
  tenant: string,
  entity: string,
  query: Query,
): Promise<Page> {
  checkLimit(query.limit);
  const { name } = entityOf(schema, entity);
  const bound = { tenant, entity: name, query };
  const start = query.cursor == null ? null : decodeCursor(bound, query.cursor, entityOf(schema, name));
  const now = start?.now ?? query.now;
  const sort = query.sort ?? [];
  const compare = comparePositions(sort, entityOf(schema, name));
  const source = recordSource(transaction);
  const matcher = createMatcher(source, schema, name, { ...query, now });
  const access = await chooseAccess(source, schema, name, query, now);
  const scan = { source, entity: name, query, start, matcher, compare };
  const found =
    access.order === null
      ? await collectSorted(scan, access)
      : await collectInOrder(scan, { ...access, order: access.order });
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return { rows, cursor: more ? encodeCursor(bound, { now, ...rowPosition(sort, last) }) : null };
}

interface Scan {
  readonly source: RecordSource;
  readonly entity: string;
  readonly query: Query;
  readonly start: CursorPosition | null;
  readonly matcher: (rows: readonly Row[]) => Promise<readonly Row[]>;
  readonly compare: (a: RowPosition, b: RowPosition) => number;
}

/** Reads in the query's order and stops with the row that proves a next page. */
async function collectInOrder(
  scan: Scan,
  access: Access & { readonly order: NonNullable<Access['order']> },
): Promise<readonly Row[]> {
  const { query, start } = scan;
  const wanted = query.limit + 1;
  const first = query.where === undefined ? wanted : Math.max(wanted, FILTERED_CHUNK);
  const found: Row[] = [];
  for await (const rows of readOrdered(scan.source, scan.entity, access, query.sort ?? [], start, first)) {
    for (const row of await scan.matcher(rows)) found.push(row);
    if (found.length >= wanted) break;
  }
  return found.slice(0, wanted);
}

/** Reads all candidates and keeps the first of the query's order, never much more than a page of them. */
async function collectSorted(scan: Scan, access: Access): Promise<readonly Row[]> {
  const { query, start, compare } = scan;
  const sort = query.sort ?? [];
  const wanted = query.limit + 1;
  let found: { readonly row: Row; readonly position: RowPosition }[] = [];
  const keepFirst = (): void => {
    found = found.sort((a, b) => compare(a.position, b.position)).slice(0, wanted);
  };
  for await (const rows of readCandidates(scan.source, scan.entity, access)) {
    for (const row of await scan.matcher(rows)) {
      const position = rowPosition(sort, row);
      if (start === null || compare(position, start) > 0) found.push({ row, position });
    }
    if (found.length > wanted + SORT_SLACK) keepFirst();
  }
  keepFirst();
  return found.map(({ row }) => row);
}
