import type { Sort } from '@crmkit/core';
import { writeTextPrefix, writeValue } from '../key/encode-key.js';
import type { EntityPlan } from '../key/entity-plan.js';
import type { IndexColumn, IndexDefinition } from '../key/index-definition.js';
import { isEmptySpan, type KeySpan, spanOf } from '../key/key-range.js';
import type { KeyBytes } from '../key/key-writer.js';
import { type Condition, findEqual, findPrefix } from './conditions.js';
import { extendPrefix, narrowPrefixes } from './narrow-prefixes.js';

/** A way to read candidates: through one index, or (null) the records by id. */
export interface Access {
  readonly index: IndexDefinition | null;
  readonly spans: readonly KeySpan[];
  /** Columns held to one value, plus a half for a range on the next: more is more selective. */
  readonly selectivity: number;
  /** Set when the single span, read in this direction, gives the order of the query. */
  readonly order: KeyOrder | null;
}

/** How keys of an ordered access are made up: what all share, then the sort columns, then the id. */
export interface KeyOrder {
  readonly direction: 'asc' | 'desc';
  readonly prefix: KeyBytes;
  readonly columns: readonly IndexColumn[];
}

/** More values than this in an `in` and the index is not worth it. */
const MAX_SPANS = 100;

/**
 * Every way the entity's indexes can serve a query, best first is not promised.
 *
 * @param sort - without what the ordering by id makes redundant
 */
export function accessesOf(
  plan: EntityPlan,
  conditions: readonly Condition[],
  sort: readonly Sort[],
): readonly Access[] {
  return plan.indexes.flatMap((index) => {
    const access =
      index.kind === 'columns' ? columnAccess(index, conditions, sort) : pointAccess(index, conditions, sort);
    return access === null ? [] : [access];
  });
}

function columnAccess(index: IndexDefinition, conditions: readonly Condition[], sort: readonly Sort[]): Access | null {
  let prefixes: readonly KeyBytes[] = [index.prefix];
  let held = 0;
  for (const column of index.columns) {
    const equal = findEqual(conditions, column.path.join('.'), false);
    if (equal === null || prefixes.length * equal.length > MAX_SPANS) break;
    const next = prefixes.flatMap((prefix) =>
      equal.flatMap((value) => extendPrefix(prefix, (writer) => writeValue(writer, column.type, value ?? undefined))),
    );
    if (next.length < prefixes.length) break; // a constant without a key
    prefixes = next;
    held += 1;
  }
  const rest = index.columns.slice(held);
  const first = rest[0];
  const narrowed = first === undefined ? null : narrowPrefixes(prefixes, first, conditions);
  const spans = (narrowed ?? prefixes.map(spanOf)).filter((span) => !isEmptySpan(span));
  const heldPaths = new Set(
    prefixes.length === 1 ? index.columns.slice(0, held).map(({ path }) => path.join('.')) : [],
  );
  const only = prefixes.length === 1 ? prefixes[0] : undefined;
  const order =
    only === undefined
      ? null
      : orderOf(
          only,
          rest,
          sort.filter(({ path }) => !heldPaths.has(path.join('.'))),
        );
  if (held === 0 && narrowed === null && order === null) return null;
  return { index, spans, selectivity: held + (narrowed === null ? 0 : 0.5), order };
}

/** The rows of a folded text or of a list element: a point, or for texts a beginning. */
function pointAccess(index: IndexDefinition, conditions: readonly Condition[], sort: readonly Sort[]): Access | null {
  const column = index.columns[0];
  if (column === undefined) return null;
  const path = column.path.join('.');
  if (index.kind === 'element') {
    const element = conditions.find((condition) => condition.type === 'element' && condition.path === path);
    if (element?.type !== 'element') return null;
    return pointsAccess(
      index,
      extendPrefix(index.prefix, (writer) => writeValue(writer, column.type, element.value)),
      sort,
    );
  }
  const equal = findEqual(conditions, path, true);
  if (equal !== null && equal.length <= MAX_SPANS) {
    return pointsAccess(
      index,
      equal.flatMap((value) =>
        extendPrefix(index.prefix, (writer) => writeValue(writer, column.type, value ?? undefined)),
      ),
      sort,
    );
  }
  const text = findPrefix(conditions, path, true);
  return text === null
    ? null
    : {
        index,
        spans: extendPrefix(index.prefix, (writer) => writeTextPrefix(writer, text)).map(spanOf),
        selectivity: 0.5,
        order: null,
      };
}

function pointsAccess(index: IndexDefinition, prefixes: readonly KeyBytes[], sort: readonly Sort[]): Access {
  const only = prefixes.length === 1 ? prefixes[0] : undefined;
  return {
    index,
    spans: prefixes.map(spanOf),
    selectivity: 1,
    order: only === undefined ? null : orderOf(only, [], sort),
  };
}

/** The direction in which keys behind a prefix give the order of a query, if they do. */
export function orderOf(prefix: KeyBytes, columns: readonly IndexColumn[], sort: readonly Sort[]): KeyOrder | null {
  const direction = sort[0]?.direction ?? 'asc';
  const fits =
    columns.length === sort.length &&
    sort.every((key, at) => key.direction === direction && key.path.join('.') === columns[at]?.path.join('.'));
  return fits ? { direction, prefix, columns } : null;
}
