import type { Json } from '@crmkit/core';
import { InvalidSourceError } from '../errors/invalid-source-error.js';
import type { SourceRow } from '../mapping/compiled-value.js';
import type { Source, SourceBatch, SourceItem } from './source.js';

/** The rows of one key so far, and where to read again so that none of them is missed. */
interface OpenGroup {
  readonly key: string;
  readonly at: string;
  readonly rows: SourceRow[];
  readonly restart: GroupPosition;
}

/** Go on at `inner` and leave out the first `drop` items there. */
type GroupPosition = { readonly inner: Json; readonly drop: number };

/**
 * Makes one row of each run of rows that share a key, such as one order of its lines: the first row with all of them in
 * `into`. Rows of one key have to follow each other. A key that comes back later is refused, because half an order
 * would replace the other half; for that the keys of a run are remembered (some 100 bytes each). Rows from SQL are
 * better nested by `fromSql` itself.
 *
 * @param source - flat rows, such as a CSV file with one line per order line
 * @param options - `key`: column that tells which rows belong together; `into`: property that takes the list of rows
 * @throws {@link InvalidSourceError} `INVALID_SOURCE` while reading, when a key comes back
 * @example
 * const lines = fromCsv('order_no,item\nSO-1,Valve\nSO-1,Filter\nSO-2,Chair\n');
 * const orders = [];
 * for await (const batch of groupRows(lines, { key: 'order_no', into: 'lines' }).read({ batch: 100, after: null })) {
 *   orders.push(...batch.items);
 * }
 * orders.length; // 2
 */
export function groupRows(source: Source, options: { readonly key: string; readonly into: string }): Source {
  const { key: column, into } = options;
  return {
    name: source.name,
    async *read(read): AsyncGenerator<SourceBatch> {
      const start = readPosition(read.after, source.name);
      const seen = new Set<string>();
      let open = null as OpenGroup | null;
      let items: SourceItem[] = [];
      let toDrop = start.drop;
      let before: Json = start.inner;
      let columns: readonly string[] | undefined;
      const batchOf = (position: GroupPosition): SourceBatch => ({
        items,
        position,
        ...(columns ? { columns: [...columns, into] } : {}),
      });
      for await (const batch of source.read({ ...read, ...(start.inner === null ? {} : { after: start.inner }) })) {
        columns = batch.columns;
        for (const [index, item] of batch.items.entries()) {
          if (toDrop > 0) {
            toDrop -= 1;
            continue;
          }
          const key: string | null = item.ok ? readKey(item.row[column]) : null;
          if (key === null || !item.ok) {
            items.push(
              item.ok ? { ok: false, at: item.at, problem: { reason: 'missingValue', path: '', column } } : item,
            );
            continue;
          }
          if (open?.key === key) {
            open.rows.push(item.row);
            continue;
          }
          if (seen.has(key))
            throw new InvalidSourceError(source.name, `rows of one ${column} do not follow each other (${item.at})`);
          seen.add(key);
          if (open) items.push(close(open, into));
          open = { key, at: item.at, rows: [item.row], restart: { inner: before, drop: index } };
        }
        before = batch.position;
        if (items.length < read.batch) continue;
        yield batchOf(open?.restart ?? { inner: before, drop: 0 });
        items = [];
      }
      if (open) items.push(close(open, into));
      if (items.length > 0) yield batchOf({ inner: before, drop: 0 });
    },
  };
}

function close(group: OpenGroup, into: string): SourceItem {
  return { ok: true, at: group.at, row: { ...group.rows[0], [into]: group.rows } };
}

function readKey(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value);
}

function readPosition(after: Json | undefined, source: string): GroupPosition {
  if (after === undefined || after === null) return { inner: null, drop: 0 };
  const position = after as Partial<GroupPosition>;
  if (typeof position === 'object' && typeof position.drop === 'number' && position.inner !== undefined) {
    return { inner: position.inner, drop: position.drop };
  }
  throw new InvalidSourceError(source, 'the resume token belongs to another kind of source');
}
