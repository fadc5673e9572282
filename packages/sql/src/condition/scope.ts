import type { Expression, StorageSchema, StoredValue } from '@crmkit/core';
import type { Dialect } from '../dialect/dialect.js';
import type { TablePlan } from '../table/table-plan.js';
import type { ParameterList } from './parameter-list.js';

/** What is the same for a whole statement while its condition is rendered. */
export interface Rendering {
  readonly schema: StorageSchema;
  readonly tables: ReadonlyMap<string, TablePlan>;
  readonly dialect: Dialect;
  readonly parameters: ParameterList;
  /** UTC milliseconds that `now` and windows stand on. */
  readonly now: number;
  readonly params: { readonly [name: string]: StoredValue };
  /** Renders a condition; held here because relations and conditions contain each other. */
  compile(node: Expression, scope: Scope): string;
  /** Gives a table alias that the statement does not use yet. */
  nextAlias(): string;
}

/** The row a node stands on: an entity under an alias. */
export interface Scope {
  readonly rendering: Rendering;
  readonly table: TablePlan;
  readonly alias: string;
}

/** A column of the scope's row, quoted. */
export function columnOf({ rendering, alias }: Scope, name: string): string {
  return `${alias}.${rendering.dialect.quote(name)}`;
}
