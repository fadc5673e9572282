import type { CursorPosition, Row, Sort } from '@crmkit/core';
import { InvalidCursorError } from '@crmkit/core';
import { readPath } from '@crmkit/core/storage';
import type { RecordEntry } from '../database/layout.js';
import { settleRequest } from '../database/request.js';
import { compareBytes } from '../key/compare-bytes.js';
import { writeValue } from '../key/encode-key.js';
import { afterKey, afterPrefix, isEmptySpan, type KeySpan, keyRange } from '../key/key-range.js';
import { type KeyBytes, KeyWriter } from '../key/key-writer.js';
import type { Access, KeyOrder } from './access.js';
import { chunkSizes, type RecordSource, readAscending, sourceOf } from './record-source.js';

/**
 * Rows of an ordered access in the order of the query, a chunk at a time, from behind a position on.
 *
 * @param access - with an `order` and one span
 * @param start - where the page before ended; null for the first page
 * @param first - rows the first read should get
 */
export async function* readOrdered(
  source: RecordSource,
  entity: string,
  access: Access & { readonly order: KeyOrder },
  sort: readonly Sort[],
  start: CursorPosition | null,
  first: number,
): AsyncGenerator<readonly Row[]> {
  const span = access.spans[0];
  if (span === undefined) return;
  const { order } = access;
  const group = start === null ? null : groupAt(order, sort, start);
  if (order.direction === 'asc') {
    const from = start === null || group === null ? span.from : later(span.from, afterKey(withId(group, start.id)));
    yield* readFrom(source, entity, access, span, from, first);
    return;
  }
  let rest = span;
  if (start !== null && group !== null) {
    yield* readFrom(
      source,
      entity,
      access,
      { from: group, until: afterPrefix(group) },
      afterKey(withId(group, start.id)),
      first,
    );
    rest = { from: span.from, until: earlier(span.until, group) };
  }
  yield* readDescending(source, entity, access, rest, first);
}

function readFrom(
  source: RecordSource,
  entity: string,
  access: Access,
  span: KeySpan,
  from: KeyBytes,
  first: number,
): AsyncGenerator<readonly Row[]> {
  return readAscending(source, entity, access.index, { from, until: span.until }, first, span.from);
}

/**
 * Values descending, ids ascending within each value: reads backwards, turns every complete group of equal values
 * round, and reads a group that does not fit a chunk forwards on its own.
 */
async function* readDescending(
  source: RecordSource,
  entity: string,
  access: Access & { readonly order: KeyOrder },
  span: KeySpan,
  first: number,
): AsyncGenerator<readonly Row[]> {
  let rest = span;
  for (const size of chunkSizes(first + 1)) {
    if (isEmptySpan(rest)) return;
    const rows = await readLast(sourceOf(source, access.index), rest, size);
    const groups = groupRows(access.order, rows);
    const isEnd = rows.length < size;
    const cut = isEnd ? undefined : groups.pop();
    if (groups.length > 0) yield groups.flatMap((group) => group.rows.reverse());
    else if (cut !== undefined)
      yield* readFrom(source, entity, access, { from: cut.key, until: afterPrefix(cut.key) }, cut.key, size);
    const last = groups.at(-1) ?? cut;
    if (isEnd || last === undefined) return;
    rest = { from: rest.from, until: earlier(rest.until, last.key) };
  }
}

interface Group {
  readonly key: KeyBytes;
  readonly rows: Row[];
}

function groupRows(order: KeyOrder, rows: readonly Row[]): Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const key = groupOf(order, row);
    const last = groups.at(-1);
    if (last !== undefined && compareBytes(last.key, key) === 0) last.rows.push(row);
    else groups.push({ key, rows: [row] });
  }
  return groups;
}

/** The last rows of a span, last first. */
async function readLast(from: IDBObjectStore | IDBIndex, span: KeySpan, count: number): Promise<readonly Row[]> {
  const direct = from as {
    readonly getAllRecords?: (options: object) => IDBRequest<readonly { readonly value: RecordEntry }[]>;
  };
  if (typeof direct.getAllRecords === 'function') {
    const records = await settleRequest(direct.getAllRecords({ query: keyRange(span), count, direction: 'prev' }));
    return records.map(({ value }) => value.r);
  }
  return readLastByCursor(from, span, count);
}

/** For browsers whose `getAll` knows no direction. */
function readLastByCursor(from: IDBObjectStore | IDBIndex, span: KeySpan, count: number): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const rows: Row[] = [];
    const request = from.openCursor(keyRange(span), 'prev');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor !== null) rows.push((cursor.value as RecordEntry).r);
      if (cursor === null || rows.length === count) resolve(rows);
      else cursor.continue();
    };
  });
}

function groupOf(order: KeyOrder, row: Row): KeyBytes {
  const writer = new KeyWriter().writeBytes(order.prefix);
  for (const { path, type } of order.columns) writeValue(writer, type, readPath(row, path));
  return writer.take();
}

function groupAt(order: KeyOrder, sort: readonly Sort[], start: CursorPosition): KeyBytes {
  const writer = new KeyWriter().writeBytes(order.prefix);
  try {
    for (const { path, type } of order.columns) {
      const at = sort.findIndex((key) => key.path.join('.') === path.join('.'));
      writeValue(writer, type, start.keys[at]);
    }
  } catch {
    throw new InvalidCursorError('it is malformed');
  }
  return writer.take();
}

function withId(group: KeyBytes, id: string): KeyBytes {
  return new KeyWriter().writeBytes(group).writeText(id).take();
}

function later(a: KeyBytes, b: KeyBytes): KeyBytes {
  return compareBytes(a, b) >= 0 ? a : b;
}

function earlier(a: KeyBytes, b: KeyBytes): KeyBytes {
  return compareBytes(a, b) <= 0 ? a : b;
}
