import type { ColumnKind, Dialect, ParameterKind, SourceColumn } from './dialect.js';

const types: { readonly [kind in ParameterKind]: string } = {
  bool: 'boolean',
  bigint: 'bigint',
  text: 'text',
  date: 'date',
  list: 'text[]',
  json: 'json',
  document: 'jsonb',
  numeric: 'numeric',
};

/** Postgres 15 and later, PGlite included. */
export const postgresDialect: Dialect = {
  name: 'postgres',
  writeShape: 'unnest',
  quote: (identifier) => `"${identifier.replaceAll('"', '""')}"`,
  columnType: (kind) => (kind === 'text' ? 'text collate "C"' : kind === 'list' ? 'text[] collate "C"' : types[kind]),
  parameter: (position, kind) =>
    kind === 'text' ? `($${position}::text collate "C")` : `($${position}::text)::${types[kind]}`,
  // Rows of lists travel as the text of each list, because arrays of arrays would be flattened.
  listParameter: (position, kind) => `($${position}::text)::${kind === 'list' ? 'text' : types[kind]}[]`,
  listText: writeArray,
  noValue: (kind) => `null::${types[kind]}`,
  byCodePoint: (sql) => `(${sql}) collate "C"`,
  isDistinct: (left, right) => `${left} is distinct from ${right}`,
  isNotTrue: (condition) => `(${condition}) is not true`,
  isInList: (value, list) => `${value} = any(${list})`,
  startsWith: (text, prefix) => `starts_with(${text}, ${prefix})`,
  // The two functions are taken apart by characters, so nothing has to be escaped as it would for LIKE.
  endsWith: (text, suffix) => `right(${text}, char_length(${suffix})) = ${suffix}`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  listHas: (list, value) => `${value} = any(${list})`,
  documentField: readDocument,
  scaleUp: (sql, digits) => (digits === 0 ? sql : `(${sql})::numeric * ${10n ** BigInt(digits)}`),
  divideRounded: (dividend, divisor) =>
    `div(2 * abs(${dividend})::numeric + ${divisor}, 2 * ${divisor}) * sign((${dividend})::numeric)`,
  rowsFrom: (columns, firstPosition, alias, ordinal) => {
    const lists = columns.map(({ kind }, index) => postgresDialect.listParameter(firstPosition + index, kind));
    const counted = ordinal === undefined ? '' : ' with ordinality';
    return `unnest(${lists.join(', ')})${counted} as ${aliasOf(alias, columns, ordinal)}`;
  },
  valuesFrom: (columns, firstPosition, alias, rows, ordinal) => {
    const tuples = Array.from({ length: rows }, (_, row) => {
      const first = firstPosition + row * columns.length;
      const cells = columns.map(({ kind }, index) => postgresDialect.parameter(first + index, kind));
      return `(${[...cells, ...(ordinal === undefined ? [] : [row + 1])].join(', ')})`;
    });
    return `(values ${tuples.join(', ')}) as ${aliasOf(alias, columns, ordinal)}`;
  },
  readText: (sql, kind) => readText(sql, kind),
  textOf: (cell) => cell,
};

/**
 * Postgres behind a driver that takes a byte order mark at the start of a text for no part of it, as PGlite does: text is
 * selected with a blank in front.
 */
export const markedPostgresDialect: Dialect = {
  ...postgresDialect,
  name: 'postgres, marked text',
  readText: (sql, kind) => (kind === 'text' ? `' ' || ${sql}` : readText(sql, kind)),
  textOf: (cell) => cell.slice(1),
};

function aliasOf(alias: string, columns: readonly SourceColumn[], ordinal: string | undefined): string {
  const names = [...columns.map(({ name }) => name), ...(ordinal === undefined ? [] : [ordinal])];
  return `${alias}(${names.map((name) => postgresDialect.quote(name)).join(', ')})`;
}

function readText(sql: string, kind: ColumnKind): string {
  if (kind === 'text') return sql;
  // A date's own text depends on the session's DateStyle.
  if (kind === 'date') return `to_char(${sql}, 'YYYY-MM-DD')`;
  if (kind === 'list') return `array_to_json(${sql})::text`;
  return `${sql}::text`;
}

function readDocument(column: string, steps: readonly string[], kind: ColumnKind): string {
  const path = steps.map((step) => `'${step.replaceAll("'", "''")}'`);
  const last = path.pop() ?? "''";
  const parent = [column, ...path].join('->');
  if (kind === 'document' || kind === 'json') return `(${parent}->${last})`;
  if (kind === 'list') return `array(select jsonb_array_elements_text(${parent}->${last}))`;
  return kind === 'text' ? `(${parent}->>${last}) collate "C"` : `(${parent}->>${last})::${types[kind]}`;
}

function writeArray(values: readonly (string | null)[]): string {
  let text = '{';
  for (const value of values) {
    if (text.length > 1) text += ',';
    text += value === null ? 'NULL' : quoteElement(value);
  }
  return `${text}}`;
}

function quoteElement(value: string): string {
  if (!value.includes('"') && !value.includes('\\')) return `"${value}"`;
  // A JSON string escapes the same two characters, and several times faster; control characters it writes otherwise.
  return hasControlCharacter(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : JSON.stringify(value);
}

function hasControlCharacter(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) if (value.charCodeAt(index) < 0x20) return true;
  return false;
}
