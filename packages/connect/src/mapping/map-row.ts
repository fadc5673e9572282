import type { CompiledField, CompiledMapping } from './compile-mapping.js';
import { readRows } from './compile-value.js';
import type { RowScope, SourceRow } from './compiled-value.js';
import type { RowProblem } from './row-problem.js';

/** Looks up the record an external one became; undefined while there is none. */
export type Resolve = (key: string) => string | undefined;

/** What a row became: an item for `upsert` or `record`, or the reasons why it cannot be one. */
export type MappedRow =
  | { readonly ok: true; readonly id: string; readonly item: MappedItem }
  | { readonly ok: false; readonly id: string | undefined; readonly problems: readonly RowProblem[] };

/** Input of a session's `upsert` (entities: `ref` and `data`) or `record` (facts: the fields themselves). */
export type MappedItem = { readonly [key: string]: unknown };

/**
 * Turns one row into the input of a command. Pure: the same row and the same answers of `resolve` give the same item.
 *
 * @param compiled - from {@link compileMapping}
 * @param resolve - answers references; the keys it is asked for are those of {@link listReferences}
 */
export function mapRow(compiled: CompiledMapping, row: SourceRow, resolve: Resolve): MappedRow {
  const problems: RowProblem[] = [];
  const scope: RowScope = { row, prefix: '', field: 'id', problems, resolve };
  const id = compiled.readId(scope);
  if (id === undefined || id === '')
    problems.push({ reason: 'missingValue', path: 'id', ...columnOf(compiled.idColumn) });
  scope.field = 'version';
  const version = compiled.readVersion?.(scope);
  const data = readFields(compiled.fields, scope);
  for (const { part, rows, fields } of compiled.parts) {
    if (!isListOfRows(row[rows])) problems.push({ reason: 'wrongShape', path: part, column: rows });
    data[part] = readRows(row, rows).map((partRow, index) =>
      readFields(fields, { ...scope, row: partRow, prefix: `${part}[${index}].` }),
    );
  }
  const satellites = readSatellites(compiled, scope);
  if (problems.length > 0 || id === undefined) return { ok: false, id, problems };
  const { system, objectType } = compiled.mapping;
  if (compiled.fact) {
    return {
      ok: true,
      id,
      item: { system, externalId: id, ...(version === undefined ? {} : { externalVersion: version }), ...data },
    };
  }
  const { onDuplicate, keepUnmapped } = compiled.mapping;
  return {
    ok: true,
    id,
    item: {
      ref: {
        system,
        id,
        ...(objectType === undefined ? {} : { type: objectType }),
        ...(version === undefined ? {} : { version }),
      },
      data,
      ...satellites,
      ...(onDuplicate === undefined ? {} : { onDuplicate }),
      ...(keepUnmapped ? { payload: readUnmapped(compiled, row) } : {}),
    },
  };
}

/** Lists the external records that a row refers to, as keys to resolve. */
export function listReferences(compiled: CompiledMapping, row: SourceRow, into: Set<string>): void {
  // Reading with a resolver that only listens asks for exactly what reading for good will ask for.
  const scope: RowScope = {
    row,
    prefix: '',
    field: '',
    problems: [],
    resolve: (key) => {
      into.add(key);
      return key;
    },
  };
  for (const field of compiled.fields) if (field.refers) field.read(scope);
  for (const { rows, fields } of compiled.parts) {
    const referring = fields.filter(({ refers }) => refers);
    if (referring.length === 0) continue;
    for (const partRow of readRows(row, rows)) for (const field of referring) field.read({ ...scope, row: partRow });
  }
}

function readFields(fields: readonly CompiledField[], scope: RowScope): { [field: string]: unknown } {
  const data: { [field: string]: unknown } = {};
  const custom: { [field: string]: unknown } = {};
  for (const { field, path, custom: isCustom, required, column, read } of fields) {
    const before = scope.problems.length;
    scope.field = path;
    const value = read(scope);
    if (value === undefined) {
      if (required && scope.problems.length === before) {
        scope.problems.push({ reason: 'missingValue', path: scope.prefix + path, ...columnOf(column) });
      }
      continue;
    }
    if (isCustom) custom[field] = value;
    else data[field] = value;
  }
  if (Object.keys(custom).length > 0) data.custom = custom;
  return data;
}

function readSatellites(compiled: CompiledMapping, scope: RowScope): { readonly [kind: string]: readonly unknown[] } {
  const result: { [kind: string]: unknown[] } = {};
  for (const { kind, fields, columns } of compiled.satellites) {
    const items = result[kind] ?? [];
    result[kind] = items;
    if (columns.length > 0 && columns.every((column) => isEmpty(scope.row[column]))) continue;
    items.push(readFields(fields, { ...scope, prefix: `${kind}[${items.length}].` }));
  }
  return result;
}

function readUnmapped(compiled: CompiledMapping, row: SourceRow): { readonly [column: string]: unknown } {
  const left: { [column: string]: unknown } = {};
  const taken = new Set([...compiled.columns, ...(compiled.mapping.dropColumns ?? [])]);
  for (const [column, value] of Object.entries(row)) {
    if (taken.has(column) || isEmpty(value)) continue;
    left[column] = value instanceof Date ? value.toISOString() : typeof value === 'bigint' ? value.toString() : value;
  }
  return left;
}

function isListOfRows(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function columnOf(column: string | undefined): { readonly column?: string } {
  return column === undefined ? {} : { column };
}
