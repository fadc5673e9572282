// What an expression is checked against and evaluated on
export { isCrmError } from './errors/crm-error.js';
export { InvalidExpressionError } from './errors/invalid-expression-error.js';
export { InvalidValueError } from './errors/invalid-value-error.js';
export type {
  AnyAggregateBuilder,
  AnyRelationBuilder,
  AnyRowBuilder,
  AnyValueBuilder,
} from './expression/builder/any-row-types.js';
export { and, not, or } from './expression/builder/condition.js';
export type { RowBuilder, WhereOf } from './expression/builder/row-types.js';
export type { Condition } from './expression/builder/value-types.js';
export { buildAnyExpression, buildExpression, now, param } from './expression/builder.js';
export { canonicalJson } from './expression/canonical.js';
export type { CheckedExpression } from './expression/check.js';
export { checkExpression } from './expression/check.js';
export type { Predicate, RunEnvironment } from './expression/compile.js';
export { compileExpression } from './expression/compile.js';
export type {
  AggregateNode,
  Expression,
  FieldNode,
  Literal,
  MoneyValue,
  NowNode,
  ParamNode,
  ValueNode,
  Window,
} from './expression/node.js';
export type { ExpressionWarning } from './expression/warnings.js';
export type { FieldKind, FieldType } from './model/field-type.js';
export type { EntitySchema, FieldSchema, RelationSchema, StorageSchema } from './model/storage-schema.js';
export type { Row, Scaled, StoredMoney, StoredValue } from './storage/contract.js';
// Values
export { formatDecimal, parseDecimal } from './values/decimal.js';
export { formatInstant, parseInstant } from './values/instant.js';
export { fromStoredMoney, money, toStoredMoney } from './values/money.js';
