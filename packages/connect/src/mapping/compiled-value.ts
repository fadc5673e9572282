import type { ExactNumber } from './exact-number.js';
import type { RowProblem } from './row-problem.js';
import type { Rounding } from './value-node.js';

/** One row as a source gives it; the same value may come as text (files, SQL) or as a JavaScript value (pushed rows). */
export type SourceRow = { readonly [column: string]: unknown };

/**
 * What a node sees while one row is read. `problems` collects what is wrong, so that one row reports all of it. `field`
 * moves on from field to field: one object per row keeps mapping fast.
 */
export interface RowScope {
  readonly row: SourceRow;
  /** Where in the record the fields of this row stand, such as `lines[2].`. */
  readonly prefix: string;
  field: string;
  readonly problems: RowProblem[];
  /** Id of the record an external one became, or undefined while there is none. */
  readonly resolve: (key: string) => string | undefined;
}

/** An amount before it is brought to the digits of its field. */
export interface MoneyDraft {
  readonly amount: ExactNumber;
  readonly currency: string;
  readonly rounding: Rounding;
}

/** A prepared node: what kind of value it gives, and how. `undefined` is no value; problems are in the scope. */
export type CompiledValue =
  | { readonly kind: 'raw'; readonly read: (scope: RowScope) => unknown }
  | { readonly kind: 'text' | 'date' | 'instant'; readonly read: (scope: RowScope) => string | undefined }
  | { readonly kind: 'bool'; readonly read: (scope: RowScope) => boolean | undefined }
  | { readonly kind: 'number'; readonly read: (scope: RowScope) => ExactNumber | undefined }
  | { readonly kind: 'money'; readonly read: (scope: RowScope) => MoneyDraft | undefined }
  | { readonly kind: 'list'; readonly read: (scope: RowScope) => readonly string[] | undefined }
  | { readonly kind: 'object'; readonly read: (scope: RowScope) => { readonly [name: string]: unknown } | undefined }
  | { readonly kind: 'reference'; readonly entity: string; readonly read: (scope: RowScope) => string | undefined };

/** Notes a problem of the row and gives no value. */
export function report(scope: RowScope, problem: Omit<RowProblem, 'path'>): undefined {
  scope.problems.push({ path: scope.prefix + scope.field, ...problem });
  return undefined;
}
