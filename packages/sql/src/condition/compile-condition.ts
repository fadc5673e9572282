import { type Expression, InvalidExpressionError, type StorageSchema, type StoredValue } from '@crmkit/core';
import type { Dialect } from '../dialect/dialect.js';
import { planTables, type TablePlan } from '../table/table-plan.js';
import { compileCondition as compileNode } from './compile-node.js';
import { ParameterList } from './parameter-list.js';
import type { Scope } from './scope.js';

/** What a condition is rendered with beside the expression. */
export interface ConditionOptions {
  /** UTC milliseconds that `now` and windows stand on. */
  readonly now: number;
  readonly params?: { readonly [name: string]: StoredValue } | undefined;
  /** Database schema of the tables; `crm` unless told. */
  readonly namespace?: string;
  /** Alias of the entity's table in the statement; `t` unless told. */
  readonly alias?: string;
  /** Parameters that already have their places in the statement. */
  readonly parameters?: readonly (string | null)[];
  /** Tables laid out before, to spare doing it again. */
  readonly tables?: ReadonlyMap<string, TablePlan>;
}

/** A condition and the parameters of its statement, as text in order. */
export interface CompiledCondition {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
}

/**
 * Renders an expression as a condition for `where`. It is true exactly when the expression holds for the row; elsewhere
 * it is false or null. Values become parameters, identifiers come from the schema.
 *
 * @param expression - checked against `schema`
 * @param schema - what the storage was opened with
 * @param entity - whose rows it is about
 * @param dialect - of the database
 * @param options - `now`, parameters and names of the surrounding statement
 * @returns the condition and all parameters of the statement so far
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileCondition({ op: 'isNull', arg: { op: 'field', path: ['name'] } }, schema, 'party', postgresDialect, { now: 0 }).text;
 * // 't."name" is null'
 */
export function compileCondition(
  expression: Expression,
  schema: StorageSchema,
  entity: string,
  dialect: Dialect,
  options: ConditionOptions,
): CompiledCondition {
  const parameters = new ParameterList(options.parameters);
  const text = compileNode(expression, createScope(schema, entity, dialect, options, parameters));
  return { text, parameters: parameters.values };
}

/**
 * Makes the scope of a statement's main table, for rendering several parts into one statement.
 *
 * @param options - `now`, and names and values of the statement, as for {@link compileCondition}
 * @param parameters - of the statement; every part adds its own
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the schema has no such entity
 * @example
 * const parameters = new ParameterList();
 * const scope = createScope(schema, 'party', postgresDialect, { now: 0 }, parameters);
 * renderCondition({ op: 'isNull', arg: { op: 'field', path: ['owner'] } }, scope); // 't."owner" is null'
 */
export function createScope(
  schema: StorageSchema,
  entity: string,
  dialect: Dialect,
  options: Omit<ConditionOptions, 'parameters'>,
  parameters: ParameterList,
): Scope {
  const tables = options.tables ?? planTables(schema, options.namespace ?? 'crm', dialect);
  const table = tables.get(entity);
  if (table === undefined) throw new InvalidExpressionError('', `there is no entity ${JSON.stringify(entity)}`);
  let aliases = 0;
  const nextAlias = (): string => `r${++aliases}`;
  const rendering = {
    schema,
    tables,
    dialect,
    parameters,
    now: options.now,
    params: options.params ?? {},
    compile: compileNode,
    nextAlias,
  };
  return { rendering, table, alias: options.alias ?? 't' };
}
