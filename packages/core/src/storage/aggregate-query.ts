import { invalidInput } from '../errors/invalid-input.js';
import type { InvalidInputError } from '../errors/invalid-input-error.js';
import { canonicalJson } from '../expression/canonical.js';
import { readPath } from '../expression/read-path.js';
import type { FieldType } from '../model/field-type.js';
import type { EntitySchema } from '../model/storage-schema.js';
import type { AggregateQuery, AggregateRow, Row, StoredValue } from './contract.js';
import { compileWhere, type QueryScope } from './evaluate-query.js';
import { entityOf, findField } from './field-of.js';
import { checkMeasure, measureRows } from './measure-rows.js';

/**
 * Groups and measures rows in memory: the meaning of `Storage.aggregate`. Without `groupBy` there is exactly one
 * group, also over no rows; with it, one group per different set of key values, no value being one of them.
 *
 * @param scope - the rows and their surroundings
 * @param query - condition, group keys and measures
 * @returns the groups in no promised order; group keys are named by their dotted path
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field or a function that its type has no meaning for
 * @example
 * aggregateQuery({ schema, tenant: 'acme', entity: 'order', rows, related }, { measures: { n: { fn: 'count' } }, now: 0 });
 */
export function aggregateQuery(scope: QueryScope, query: AggregateQuery): readonly AggregateRow[] {
  const entity = entityOf(scope.schema, scope.entity);
  const groupBy = query.groupBy ?? [];
  for (const path of groupBy) checkGroupKey(entity, path);
  const measures = Object.entries(query.measures).map(([name, measure]) => ({
    name,
    ...measure,
    type: measuredType(entity, measure),
  }));
  const groups = groupRows(scope, query, groupBy);
  return [...groups.values()].map(({ group, rows }) => ({
    group,
    measures: withoutNulls(
      measures.map(({ name, fn, path, type }) => [
        name,
        path && type ? measureRows(fn, rows, path, type) : rows.length,
      ]),
    ),
  }));
}

interface Group {
  readonly group: { readonly [path: string]: StoredValue };
  readonly rows: Row[];
}

function groupRows(
  scope: QueryScope,
  query: AggregateQuery,
  groupBy: readonly (readonly string[])[],
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  if (groupBy.length === 0) groups.set('{}', { group: {}, rows: [] });
  const matches = compileWhere(scope, query, query.now);
  for (const row of scope.rows) {
    if (!matches(row)) continue;
    const group = withoutNulls(groupBy.map((path) => [path.join('.'), readPath(row, path)]));
    const key = canonicalJson(group);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, { group, rows: [row] });
    else found.rows.push(row);
  }
  return groups;
}

function withoutNulls(entries: readonly (readonly [string, StoredValue | null])[]): {
  readonly [key: string]: StoredValue;
} {
  return Object.fromEntries(entries.filter((entry): entry is readonly [string, StoredValue] => entry[1] !== null));
}

function measuredType(entity: EntitySchema, { fn, path }: AggregateQuery['measures'][string]): FieldType | null {
  if (path === undefined) {
    if (fn === 'count') return null;
    throw problem(entity, 'measures', `${fn} needs a path`);
  }
  const { type } = fieldAt(entity, path, 'measures');
  checkMeasure(fn, type);
  return type;
}

function checkGroupKey(entity: EntitySchema, path: readonly string[]): void {
  const { type } = fieldAt(entity, path, 'groupBy');
  if (type.type === 'list' || type.type === 'json')
    throw problem(entity, 'groupBy', `${path.join('.')} is a ${type.type}`);
}

function fieldAt(entity: EntitySchema, path: readonly string[], where: string): { readonly type: FieldType } {
  const field = findField(entity, path);
  if (field === null) throw problem(entity, where, `there is no field ${path.join('.')}`);
  return field;
}

function problem(entity: EntitySchema, path: string, text: string): InvalidInputError {
  return invalidInput(`aggregate of ${entity.name}`, path, text);
}
