// Access
export type { AccessAction, AccessFields, AccessRule, AccessRules } from './access/define-access.js';
export { defineAccess, openAccess } from './access/define-access.js';
export type { AccessAnswer } from './access/explain-access.js';
export { salesPreset } from './access/presets.js';
export type { RuleCondition, RuleRow } from './access/rule-row.js';

// Commands and sessions
export type { AggregateOptions, Measure, RecordGroup } from './command/aggregate-records.js';
export type { AsOfOption } from './command/as-of.js';
export { createCrm } from './command/create-crm.js';
export type {
  CommandsIn,
  Crm,
  CrmOf,
  CrmOptions,
  EntitiesIn,
  EventName,
  SessionOf,
  SubscribeOptions,
  ViewsIn,
} from './command/crm-types.js';
export type {
  AnyRecord,
  ClaimChange,
  CommandDefinition,
  CommandOptions,
  CommandOutcome,
  CommandReader,
  DecideContext,
  Decision,
  PublicAggregateRow,
  ReaderAggregate,
  RecordChange,
  Refusal,
  Subject,
} from './command/define-command.js';
export { accept, defineCommand, refuse } from './command/define-command.js';
export type { ModuleDefinition } from './command/define-module.js';
export { defineModule } from './command/define-module.js';
export type {
  SatelliteContext,
  SatelliteDefinition,
  SatelliteShapes,
  SatelliteState,
} from './command/define-satellite.js';
export { defineSatellite } from './command/define-satellite.js';
export type { CrmEvent, SubscriberDefinition } from './command/define-subscriber.js';
export type { ViewDefinition } from './command/define-view.js';
export { defineView } from './command/define-view.js';
export type { CommandDescription, FullDescription, RightsDescription } from './command/describe-rights.js';
export { digestOf } from './command/digest.js';
export type { DrainOptions, DrainResult } from './command/drain.js';
export type { IdSource } from './command/id-source.js';
export { createIdSource } from './command/id-source.js';
export type { Principal } from './command/principal.js';
export type { RecordVersion } from './command/read-history.js';
export type { FactResult } from './command/record-facts.js';
export type { ReversalResult } from './command/reverse-facts.js';
export type { Logger } from './command/runtime.js';
export type {
  CommandMethods,
  EntityMethods,
  FactInput,
  FactMethods,
  FieldPath,
  GroupOf,
  ListQuery,
  Measures,
  PageOf,
  ReadMethods,
  Session,
  SessionMethods,
  UpsertInput,
  ViewMethods,
  WriteMethods,
} from './command/session-types.js';
export type { OnDuplicate, SourceRef } from './command/upsert-items.js';
export type { Duplicate, UpsertResult } from './command/upsert-result.js';
export type { Where } from './command/where.js';
export type { Worker, WorkerOptions } from './command/worker.js';

// Errors
export { AbortedError } from './errors/aborted-error.js';
export { AccessDeniedError } from './errors/access-denied-error.js';
export { ClosedError } from './errors/closed-error.js';
export { ConflictError } from './errors/conflict-error.js';
export { CrmError, isCrmError } from './errors/crm-error.js';
export { DuplicateError } from './errors/duplicate-error.js';
export { FatalStorageError } from './errors/fatal-storage-error.js';
export { InvalidCursorError } from './errors/invalid-cursor-error.js';
export { InvalidExpressionError } from './errors/invalid-expression-error.js';
export type { InputIssue } from './errors/invalid-input-error.js';
export { InvalidInputError } from './errors/invalid-input-error.js';
export { InvalidModelError } from './errors/invalid-model-error.js';
export { InvalidTransitionError } from './errors/invalid-transition-error.js';
export { InvalidValueError } from './errors/invalid-value-error.js';
export { MissingReferenceError } from './errors/missing-reference-error.js';
export { NotFoundError } from './errors/not-found-error.js';
export { QuotaError } from './errors/quota-error.js';
export { ReferencedError } from './errors/referenced-error.js';
export { RetryableError } from './errors/retryable-error.js';
export { SchemaTooNewError } from './errors/schema-too-new-error.js';
export { UnavailableError } from './errors/unavailable-error.js';
export { UnsupportedError } from './errors/unsupported-error.js';

// Expressions
export type {
  AnyAggregateBuilder,
  AnyRelationBuilder,
  AnyRowBuilder,
  AnyValueBuilder,
} from './expression/builder/any-row-types.js';
export { and, not, or } from './expression/builder/condition.js';
export type {
  AggregatedBuilder,
  BuilderOfKind,
  FieldAt,
  FieldBuilder,
  FieldBuilders,
  PathOf,
  RelationBuilder,
  RowBuilder,
  WhereOf,
} from './expression/builder/row-types.js';
export type {
  BoolBuilder,
  CalendarTests,
  CalendarUnit,
  Condition,
  DateBuilder,
  DecimalBuilder,
  Equality as EqualityTests,
  Family,
  FoldedBuilder,
  Folding,
  InstantBuilder,
  IntBuilder,
  ListBuilder,
  MoneyBuilder,
  Order as OrderTests,
  Presence as PresenceTests,
  RefBuilder,
  TextBuilder,
  TextTests,
  TimeTests,
  ValueOf,
  Windowed,
  WithinOptions,
} from './expression/builder/value-types.js';
export { buildAnyExpression, buildExpression, now, param } from './expression/builder.js';
export { canonicalJson } from './expression/canonical.js';
export type { CheckedExpression } from './expression/check.js';
export { checkExpression } from './expression/check.js';
export type { Predicate, RunEnvironment } from './expression/compile.js';
export { compileExpression } from './expression/compile.js';
export type { ComparableKind } from './expression/kind.js';
export { EXPRESSION_LIMITS } from './expression/limits.js';
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
export { normaliseExpression } from './expression/normalise.js';
export type { Node, NodeOf, OperandRule, Operator, OperatorEntry, Slot } from './expression/operators.js';
export { parseExpression } from './expression/parse.js';
export type { ExpressionWarning } from './expression/warnings.js';

// Model
export type { PublicRecord } from './model/codec.js';
export type {
  EntityDefinition,
  EntityFields,
  EntityOptions,
  EntityRule,
  FactFields,
  FieldShapes,
  PartDefinition,
  PartShapes,
  RelationDefinition,
  RelationShapes,
  RuleIssue,
  StateMachine,
  UniqueDefinition,
} from './model/define-entity.js';
export { defineEntity, defineFact, many, one } from './model/define-entity.js';
export type { EntityDescription, FieldDescription, OwnedDescription, RelationDescription } from './model/describe.js';
export { describeEntity } from './model/describe.js';
export type { FieldMeta, KindOf, Tagged } from './model/field-registry.js';
export type { FieldKind, FieldType } from './model/field-type.js';
export type { FieldOptions, MoneyOptions, MoneySchema, TextOptions } from './model/fields.js';
export { date, decimal, indexed, instant, int, keyword, keywords, moneyField, ref, text } from './model/fields.js';
export type { EntityLabels, LabelSet, Labels, OptionLabels } from './model/labels.js';
export type { HostFields, Model, ModelEntity } from './model/model.js';
export { buildModel } from './model/model.js';
export type {
  DraftOf,
  EntityShape,
  FieldsInput,
  FieldsOutput,
  ManagedField,
  ModelShape,
  NewRecord,
  RecordOf,
  ShapeOf,
} from './model/model-shape.js';
export type { EntitySchema, FieldSchema, RelationSchema, StorageSchema } from './model/storage-schema.js';

// Nucleus
export type { IdentifierAdded } from './nucleus/commands/add-identifier.js';
export type { ContactPointChanged } from './nucleus/commands/change-contact-point.js';
export type { ContactPointValue } from './nucleus/normalise-contact-point.js';
export { normaliseContactPoint } from './nucleus/normalise-contact-point.js';
export type { IdentifierValue } from './nucleus/normalise-identifier.js';
export { normaliseIdentifier } from './nucleus/normalise-identifier.js';
export type { NucleusModule } from './nucleus/nucleus.js';
export { nucleus } from './nucleus/nucleus.js';
export type { OverviewCounts, PartyOverview } from './nucleus/overview/overview.js';
export type { OpenItem } from './nucleus/overview/read-open-items.js';
export type { RelationshipView } from './nucleus/overview/read-relationships.js';
export type { Timeline, TimelineEntity, TimelineItem } from './nucleus/overview/read-timeline.js';
export type { CurrencyTotal } from './nucleus/overview/read-totals.js';
export type { NucleusRecord } from './nucleus/record-of.js';

// Storage: the contract; what storages are made of stands in storage.ts
export type { RowPosition } from './storage/compare-rows.js';
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
export type { CursorBound, CursorPosition } from './storage/cursor.js';
export type { QueryScope } from './storage/evaluate-query.js';
export type { MeasureFunction } from './storage/measure-rows.js';
export type { MemoryData } from './storage/memory/memory-data.js';
export type { Related } from './storage/related-rows.js';

// Values
export { isCurrency, listCurrencies, minorUnits } from './values/currency.js';
export { addDays, addMonths, EARLIEST_INSTANT, isDate, LATEST_INSTANT } from './values/date.js';
export {
  canonicalDecimal,
  compareDecimals,
  compareScaled,
  decimalScale,
  divideRounded,
  fitsInt64,
  formatDecimal,
  MAX_DECIMAL_DIGITS,
  parseDecimal,
  toBigInt,
  toScaled,
} from './values/decimal.js';
export { canonicalDuration, parseDuration } from './values/duration.js';
export { formatInstant, parseInstant } from './values/instant.js';
export { fromStoredMoney, money, toStoredMoney } from './values/money.js';
export { cleanText, compareText, foldText } from './values/text.js';
export type { WindowBounds } from './values/window.js';
export { windowBounds } from './values/window.js';
export { dateInZone, isZone, startOfDay, zoneOffset } from './values/zone.js';
