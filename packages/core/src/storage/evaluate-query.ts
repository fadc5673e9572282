import { invalidInput } from '../errors/invalid-input.js';
import { compileExpression } from '../expression/compile.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { comparePositions, type RowPosition, rowPosition } from './compare-rows.js';
import type { Id, Page, Query, Row } from './contract.js';
import { type CursorPosition, decodeCursor, encodeCursor } from './cursor.js';
import { entityOf } from './field-of.js';
import type { Related } from './related-rows.js';

/** The most rows one page may hold. */
export const MAX_LIMIT = 10_000;

/** The rows a query runs over, and what its expressions may look up. */
export interface QueryScope {
  readonly schema: StorageSchema;
  readonly tenant: string;
  readonly entity: string;
  /** All live rows of the entity in the tenant, in any order. */
  readonly rows: Iterable<Row>;
  /** The live rows behind an id in id order, where the caller has that cheaper than all rows. */
  readonly rowsAfter?: (id: Id | null) => Iterable<Row>;
  readonly related: Related;
}

/**
 * Filters, orders and pages rows in memory: the meaning of `Storage.query`.
 *
 * @param scope - the rows and their surroundings
 * @param query - condition, order, limit and cursor
 * @returns one page; the cursor is null when nothing follows
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` for a malformed cursor or one of another query
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the limit is outside 1 to 10,000 or a sort field has no order
 * @example
 * evaluateQuery({ schema, tenant: 'acme', entity: 'party', rows, related }, { limit: 50, now: Date.now() });
 */
export function evaluateQuery(scope: QueryScope, query: Query): Page {
  checkLimit(query.limit);
  const bound = { tenant: scope.tenant, entity: scope.entity, query };
  const start = query.cursor == null ? null : decodeCursor(bound, query.cursor, entityOf(scope.schema, scope.entity));
  const now = start?.now ?? query.now;
  const found = selectFirst(scope, query, now, start);
  const rows = found.slice(0, query.limit).map(({ row }) => row);
  const last = found[query.limit - 1];
  const more = found.length > query.limit && last !== undefined;
  return { rows, cursor: more ? encodeCursor(bound, { now, ...last.position }) : null };
}

/**
 * Refuses a page size outside 1 to 10,000.
 *
 * @param limit - rows or entries asked for
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 * @example
 * checkLimit(50);
 */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return;
  throw invalidInput('query', 'limit', `expected a whole number from 1 to ${MAX_LIMIT}`);
}

interface Found {
  readonly row: Row;
  readonly position: RowPosition;
}

/** The first `limit + 1` matching rows after `start`: one more than the page tells whether anything follows. */
function selectFirst(scope: QueryScope, query: Query, now: number, start: CursorPosition | null): readonly Found[] {
  const sort = query.sort ?? [];
  const matches = compileWhere(scope, query, now);
  if (sort.length === 0 && scope.rowsAfter !== undefined) {
    return takeFirst(scope.rowsAfter(start?.id ?? null), matches, query.limit + 1);
  }
  const compare = comparePositions(sort, entityOf(scope.schema, scope.entity));
  const first: Found[] = [];
  for (const row of scope.rows) {
    const position = rowPosition(sort, row);
    if (start !== null && compare(position, start) <= 0) continue;
    const last = first[query.limit];
    if (last !== undefined && compare(last.position, position) <= 0) continue;
    if (!matches(row)) continue;
    first.splice(insertionIndex(first, position, compare), 0, { row, position });
    if (first.length > query.limit + 1) first.pop();
  }
  return first;
}

function takeFirst(ordered: Iterable<Row>, matches: (row: Row) => boolean, count: number): readonly Found[] {
  const first: Found[] = [];
  for (const row of ordered) {
    if (matches(row)) first.push({ row, position: rowPosition([], row) });
    if (first.length === count) break;
  }
  return first;
}

/**
 * Makes the condition of a query into a test of one row.
 *
 * @param scope - the rows' surroundings
 * @param query - condition and parameters; no condition holds for every row
 * @param now - UTC milliseconds that `now` and windows stand on
 * @returns the test
 * @example
 * [...scope.rows].filter(compileWhere(scope, query, query.now));
 */
export function compileWhere(
  scope: QueryScope,
  query: Pick<Query, 'where' | 'params'>,
  now: number,
): (row: Row) => boolean {
  if (query.where === undefined) return () => true;
  const { schema, entity, related } = scope;
  const { where, params } = query;
  return compileExpression(where, schema, entity)({ now, related, ...(params && { params }) });
}

function insertionIndex(
  sorted: readonly Found[],
  position: RowPosition,
  compare: (a: RowPosition, b: RowPosition) => number,
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle];
    if (found !== undefined && compare(found.position, position) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
