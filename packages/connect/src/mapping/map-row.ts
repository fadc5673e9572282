import type { Json } from '@crmkit/core';
import { cleanText, InvalidValueError } from '@crmkit/core';
import { checkJson } from '@crmkit/core/storage';
import type { CompiledField, CompiledMapping } from './compile-mapping.js';
import { readColumn, readRows } from './compile-value.js';
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
    if (!isListOfRows(readColumn(row, rows))) problems.push({ reason: 'wrongShape', path: part, column: rows });
    data[part] = readRows(row, rows).map((partRow, index) =>
      readFields(fields, { ...scope, row: partRow, prefix: `${part}[${index}].` }),
    );
  }
  const satellites = readSatellites(compiled, scope);
  const payload = compiled.mapping.keepUnmapped ? readUnmapped(compiled, row, problems) : undefined;
  if (problems.length > 0 || id === undefined) return { ok: false, id, problems };
  const { system, objectType } = compiled.mapping;
  if (compiled.fact) {
    return {
      ok: true,
      id,
      item: { system, externalId: id, ...(version === undefined ? {} : { externalVersion: version }), ...data },
    };
  }
  const { onDuplicate } = compiled.mapping;
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
      ...(payload === undefined ? {} : { payload }),
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
  for (const { fields } of [compiled, ...compiled.satellites])
    for (const field of fields) if (field.refers) field.read(scope);
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
    if (columns.length > 0 && columns.every((column) => isEmpty(readColumn(scope.row, column)))) continue;
    items.push(readFields(fields, { ...scope, prefix: `${kind}[${items.length}].` }));
  }
  return result;
}

/** Columns no value reads, as they came. What cannot be kept is a problem of the row: nothing is left out in silence. */
function readUnmapped(compiled: CompiledMapping, row: SourceRow, problems: RowProblem[]): Json {
  const left: { [column: string]: Json } = {};
  for (const [column, value] of Object.entries(row)) {
    if (compiled.taken.has(column) || isEmpty(value)) continue;
    const path = `payload.${column}`;
    try {
      if (column === '__proto__') throw new InvalidValueError(path, 'a column of this name cannot be kept');
      cleanText(column, path);
      left[column] = checkJson(plainOf(value), path);
    } catch (error) {
      if (!(error instanceof InvalidValueError)) throw error;
      problems.push({ reason: 'invalid', path, column, detail: error.problem });
    }
  }
  return left;
}

function plainOf(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return typeof value === 'bigint' ? value.toString() : value;
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
