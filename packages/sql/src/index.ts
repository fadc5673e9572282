// Conditions
export type { CompiledCondition, ConditionOptions } from './condition/compile-condition.js';
export { compileCondition, createScope } from './condition/compile-condition.js';
export { compileCondition as renderCondition } from './condition/compile-node.js';
export { fieldFragment } from './condition/field-fragment.js';
export type { Fold } from './condition/fold-values.js';
export { distinctMoney, foldMoney, foldPlain } from './condition/fold-values.js';
export type { Fragment, MoneyFragment, NumberFragment, PlainFragment } from './condition/fragment.js';
export { ParameterList } from './condition/parameter-list.js';
export { prefixEnd } from './condition/prefix-range.js';
export type { Rendering, Scope } from './condition/scope.js';

// Dialects
export type { ColumnKind, Dialect, ParameterKind, SourceColumn, WriteShape } from './dialect/dialect.js';
export { markedPostgresDialect, postgresDialect } from './dialect/postgres-dialect.js';

// Names
export { hashName, snakeName } from './identifier/snake-name.js';

// Order
export { keysetCondition } from './order/keyset-condition.js';
export type { SortTerm } from './order/sort-terms.js';
export { orderBy, planSort } from './order/sort-terms.js';

// Schema
export type { PlannedColumn, PlanOptions, SchemaPart } from './schema/plan-schema.js';
export { planSchema } from './schema/plan-schema.js';
export { renderStep } from './schema/render-step.js';
export type { ColumnDefinition, IndexPart, SchemaStep } from './schema/steps.js';

// Tables
export type { ColumnPart, ColumnPlan, ComputedColumn, LayoutOptions, TablePlan } from './table/table-plan.js';
export { columnKind, columnName, planTable, planTables, SYSTEM_COLUMNS } from './table/table-plan.js';
