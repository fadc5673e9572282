import type { ColumnKind, Dialect, ParameterKind } from './dialect.js';

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
  rowsFrom: (columns, firstPosition, alias) => {
    const lists = columns.map(({ kind }, index) => postgresDialect.listParameter(firstPosition + index, kind));
    const names = columns.map(({ name }) => postgresDialect.quote(name));
    return `unnest(${lists.join(', ')}) as ${alias}(${names.join(', ')})`;
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
  return value.includes('"') || value.includes('\\') ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
