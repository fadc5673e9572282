// Errors
export { ImportInterruptedError } from './errors/import-interrupted-error.js';
export { InvalidMappingError } from './errors/invalid-mapping-error.js';
export { InvalidSourceError } from './errors/invalid-source-error.js';

// Mappings
export {
  add,
  asDate,
  asDecimal,
  asInstant,
  asMoney,
  asObject,
  column,
  constant,
  firstOf,
  join,
  listOf,
  lookup,
  multiply,
  nullIf,
  reference,
  split,
  subtract,
  sumOf,
  trim,
} from './mapping/build-value.js';
export { checkMapping } from './mapping/check-mapping.js';
export type { SourceRow } from './mapping/compiled-value.js';
export type { FieldMap, Mapping, PartMapping, SatelliteMapping } from './mapping/define-mapping.js';
export { defineMapping } from './mapping/define-mapping.js';
export type { ProblemReason, RowProblem } from './mapping/row-problem.js';
export type { CodeValue, Rounding, ValueNode } from './mapping/value-node.js';
// Runs
export type { ImportCounts, ImportResult, ResumeToken, RowResult, RowStatus } from './run/import-result.js';
export { runImport } from './run/run-import.js';
export type { ImportOptions, ImportProgress } from './run/run-through-port.js';
export type { ImportSession } from './run/session-port.js';
// Sources
export type { CsvInput } from './source/decode-text.js';
export type { CsvOptions } from './source/from-csv.js';
export { fromCsv } from './source/from-csv.js';
export { fromIterable } from './source/from-iterable.js';
export type { NestedSql, SqlOptions, SqlQuery } from './source/from-sql.js';
export { fromSql } from './source/from-sql.js';
export { groupRows } from './source/group-rows.js';
export type { ReadOptions, Source, SourceBatch, SourceItem } from './source/source.js';
