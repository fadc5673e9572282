// Expressions, as a storage reads them
export type { ComparableKind } from './expression/kind.js';
export { comparableKind, scaleOf } from './expression/kind.js';
export { readLiteral, storeLiteral } from './expression/literal.js';
export type { Expression, Literal, ValueNode, Window } from './expression/node.js';
export type { Node, NodeOf, OperandRule, Operator, OperatorEntry, Slot } from './expression/operators.js';
export { operators, storedOperators } from './expression/operators.js';
export { readParam } from './expression/read-param.js';
export { readPath } from './expression/read-path.js';
export { resolveEntity, resolveField, resolveRelation } from './expression/resolve.js';
export { isNullableNode, typeOfNode, typeOfOperands } from './expression/type-of.js';

// The stored model
export type { FieldKind, FieldType } from './model/field-type.js';
export type { EntitySchema, FieldSchema, RelationSchema, StorageSchema } from './model/storage-schema.js';

// The contract, what adapters share, and memory
export { aggregateQuery } from './storage/aggregate-query.js';
export { checkCommit, MAX_CLAIM_LENGTH } from './storage/check-commit.js';
export { checkContext, MAX_NAME_LENGTH } from './storage/check-context.js';
export { checkJson } from './storage/check-json.js';
export { checkRow } from './storage/check-row.js';
export type { RowPosition } from './storage/compare-rows.js';
export { comparePositions, compareRows, compareStored, rowPosition } from './storage/compare-rows.js';
export type {
  AggregateQuery,
  AggregateRow,
  AsOf,
  AsOfQuery,
  Capabilities,
  Cause,
  Change,
  ChangePage,
  Checkpoint,
  Claim,
  Commit,
  CommitResult,
  Context,
  HostTransaction,
  Id,
  Json,
  Key,
  Page,
  Query,
  Rev,
  Row,
  Scaled,
  Sort,
  Storage,
  StoredMoney,
  StoredValue,
  VersionsQuery,
  Write,
} from './storage/contract.js';
export { CHECKPOINTS, CLAIMS } from './storage/contract.js';
export type { CursorBound, CursorPosition } from './storage/cursor.js';
export { decodeCursor, encodeCursor } from './storage/cursor.js';
export type { QueryScope } from './storage/evaluate-query.js';
export { checkLimit, evaluateQuery, MAX_LIMIT } from './storage/evaluate-query.js';
export { entityOf, findField } from './storage/field-of.js';
export type { MeasureFunction } from './storage/measure-rows.js';
export { checkMeasure, measureRows } from './storage/measure-rows.js';
export type { MemoryData } from './storage/memory/memory-data.js';
export { createMemoryData } from './storage/memory/memory-data.js';
export { memoryStorage } from './storage/memory/memory-storage.js';
export { checkVersionsQuery } from './storage/record-versions.js';
export { relatedEntities } from './storage/related-entities.js';
export type { Related } from './storage/related-rows.js';
export { createRelated } from './storage/related-rows.js';
export { aggregateByScan, queryByScan } from './storage/scan-query.js';
export { withFallbacks } from './storage/with-fallbacks.js';
