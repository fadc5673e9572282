import { type StorageSchema, UnsupportedError } from '@crmkit/core';
import { type PlanOptions, planSchema, planTables, renderStep, type SchemaPart, type SchemaStep } from '@crmkit/sql';
import type { SqlConnection } from '../session/session.js';
import { type AppliedParts, metaTable, rememberParts, rememberVersion } from './applied-parts.js';
import { foldStored } from './fold-stored.js';

/** Statements that belong into one transaction, and the parts that are there after it. */
export interface MigrationStep {
  readonly id: string;
  readonly detail: string;
  readonly statements: readonly string[];
  /** What only this process can do for the step, after its statements and in their transaction. */
  readonly complete?: (connection: SqlConnection) => Promise<void>;
}

/**
 * Compares what a schema needs with what is there.
 *
 * @param schema - what the storage is opened with
 * @param applied - what is there
 * @param options - database schema, dialect, row-level security
 * @returns steps in order; none when nothing is to do
 * @throws {@link UnsupportedError} `UNSUPPORTED` when a field was kept in another form before
 */
export function planMigration(
  schema: StorageSchema,
  applied: AppliedParts,
  options: PlanOptions,
): readonly MigrationStep[] {
  const { namespace, dialect } = options;
  const steps = planSchema(schema, options).flatMap((part) => planPart(part, schema, applied, options));
  const version: readonly MigrationStep[] =
    applied.version < schema.version
      ? [
          {
            id: 'version',
            detail: String(schema.version),
            statements: [rememberVersion(schema.version, namespace, dialect)],
          },
        ]
      : [];
  return [...(applied.exists ? [] : [bootstrap(options)]), ...steps, ...version];
}

function bootstrap({ namespace, dialect }: PlanOptions): MigrationStep {
  const schema = dialect.quote(namespace);
  return {
    id: 'bootstrap',
    detail: '',
    // The right to create schemas is asked for only where there is none yet.
    statements: [
      `do $$ begin if to_regnamespace('${schema}') is null then create schema ${schema}; end if; end $$`,
      `create table if not exists ${metaTable(namespace, dialect)} (key text collate "C" primary key, value text not null)`,
    ],
  };
}

function planPart(
  part: SchemaPart,
  schema: StorageSchema,
  applied: AppliedParts,
  options: PlanOptions,
): readonly MigrationStep[] {
  const known = applied.parts.get(part.id);
  const columns = part.columns ?? [];
  if (known === undefined) return [step(part, [part, ...columns], part.step, options)];
  for (const { id, detail } of columns) refuseOtherForm(id, detail, applied.parts.get(id));
  if (part.step.type === 'createTable' || part.step.type === 'createIndex')
    refuseOtherForm(part.id, part.detail, known);
  else if (known !== part.detail) return [step(part, [part], part.step, options)];
  const added = columns.filter(({ id }) => !applied.parts.has(id));
  if (added.length === 0 || part.step.type !== 'createTable') return [];
  const addition: SchemaStep = {
    type: 'addColumns',
    table: part.step.table,
    columns: added.map(({ definition }) => definition),
  };
  const planned = step({ id: added.map(({ id }) => id).join(','), detail: '' }, added, addition, options);
  // A shadow that comes with its field has nothing to be made from yet.
  if (!added.some(({ shadowOf }) => shadowOf !== undefined && applied.parts.has(shadowOf))) return [planned];
  if (options.tenantSetting !== undefined) {
    throw new UnsupportedError(
      `${planned.id}: records under row-level security cannot be folded by a migration. Declare a new field and copy.`,
    );
  }
  const table = planTables(schema, options.namespace, options.dialect).get(part.entity ?? '');
  return table === undefined
    ? [planned]
    : [{ ...planned, complete: (connection) => foldStored(connection, table, options.dialect) }];
}

function step(
  { id, detail }: { readonly id: string; readonly detail: string },
  remembered: readonly { readonly id: string; readonly detail: string }[],
  change: SchemaStep,
  { namespace, dialect }: PlanOptions,
): MigrationStep {
  return {
    id,
    detail,
    statements: [...renderStep(change, namespace, dialect), ...rememberParts(remembered, namespace, dialect)],
  };
}

function refuseOtherForm(id: string, wanted: string, known: string | undefined): void {
  if (known === undefined || known === wanted) return;
  throw new UnsupportedError(
    `${id} is stored as ${known} and the model now wants ${wanted}. Stored values are never reinterpreted: declare a new field and copy.`,
  );
}
