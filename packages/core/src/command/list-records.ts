import { visibleRows } from '../access/visible-rows.js';
import { invalidInput } from '../errors/invalid-input.js';
import { canonicalJson } from '../expression/canonical.js';
import type { Page, Query, Row, Sort } from '../storage/contract.js';
import { pagesOf } from '../storage/pages-of.js';
import { type AsOfOption, parseAsOf } from './as-of.js';
import { type Caller, modelEntity, relatedSource } from './caller.js';
import { checkOptions } from './check-options.js';
import type { AnyRecord } from './define-command.js';
import { publish } from './public-record.js';
import { readPast } from './read-past.js';
import { restrictWhere } from './restrict-where.js';
import type { Where } from './where.js';

/** Order of a list: dotted fields with their direction; the id is always last. */
type SortOption = readonly (readonly [path: string, direction: 'asc' | 'desc'])[];

/** What a list may ask. */
export interface ListOptions {
  readonly where?: Where;
  readonly sort?: SortOption;
  /** 1 to 10,000. Default 50. */
  readonly limit?: number;
  readonly cursor?: string | null;
  readonly asOf?: AsOfOption;
}

/** One page; `nextCursor` is null when nothing follows. */
export interface RecordPage<T = AnyRecord> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

const DEFAULT_LIMIT = 50;
const STREAM_PAGE = 1_000;

/** Lists one page of the records the caller may see. */
export async function listRecords(caller: Caller, name: string, options: ListOptions = {}): Promise<RecordPage> {
  const entity = modelEntity(caller.runtime, name);
  checkOptions(`${name}.list`, options, ['where', 'sort', 'limit', 'cursor', 'asOf']);
  const page = await listRows(caller, name, options);
  return { items: page.rows.map((row) => publish(entity, row)), nextCursor: page.cursor };
}

/** Streams all records the caller may see, page by page; what changes meanwhile may or may not be seen. */
export async function* iterateRecords(
  caller: Caller,
  name: string,
  options: Omit<ListOptions, 'limit' | 'cursor'> = {},
): AsyncGenerator<AnyRecord, void, undefined> {
  checkOptions(`${name}.iterate`, options, ['where', 'sort', 'asOf']);
  const pages = pagesOf(async (from) => {
    const { items, nextCursor } = await listRecords(caller, name, { ...options, limit: STREAM_PAGE, ...from });
    return { rows: items, cursor: nextCursor };
  });
  for await (const items of pages) yield* items;
}

/** One page of rows, hidden fields already left out. */
async function listRows(caller: Caller, name: string, options: ListOptions): Promise<Page> {
  const { runtime, context } = caller;
  modelEntity(runtime, name);
  const sort = parseSort(name, options.sort ?? []);
  const now = runtime.clock();
  const { where, own } = restrictWhere(
    caller,
    name,
    options.where,
    sort.map(({ path }) => path.join('.')),
    now,
  );
  const query: Query = {
    // The rights move with the clock, so the cursor stands on what was asked, by whom and of when.
    boundTo: canonicalJson([own, [...caller.principal.roles].sort(), options.asOf ?? null]),
    sort,
    limit: options.limit ?? DEFAULT_LIMIT,
    cursor: options.cursor ?? null,
    now,
    ...(where && { where }),
  };
  const page =
    options.asOf === undefined
      ? await runtime.storage.query(context, name, query)
      : await readPast(caller, name, query, parseAsOf(options.asOf));
  const rows = await visibleRows(relatedSource(caller, query.now), caller.grants(name), name, page.rows);
  return { rows: rows.filter((row): row is Row => row !== null), cursor: page.cursor };
}

function parseSort(entity: string, sort: SortOption): readonly Sort[] {
  return sort.map(([path, direction], index) => {
    if (typeof path !== 'string' || (direction !== 'asc' && direction !== 'desc')) {
      throw invalidInput(`${entity}.list`, `sort.${index}`, 'expected [field, "asc" or "desc"]');
    }
    return { path: path.split('.'), direction };
  });
}
