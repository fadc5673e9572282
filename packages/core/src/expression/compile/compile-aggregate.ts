import { InvalidExpressionError } from '../../errors/invalid-expression-error.js';
import type { Row, StoredValue } from '../../storage/contract.js';
import type { AggregateNode } from '../node.js';
import { ROOT } from '../plain-data.js';
import { resolveEntity, resolveField } from '../resolve.js';
import { compileWindow } from './compile-window.js';
import { prepareFold } from './folds.js';
import { joinAll } from './junctions.js';
import { readField } from './read-field.js';
import { bindRelated, enterRelation } from './relation-rows.js';
import type { Bound, Predicate, Reader, RelationScope, Scope } from './run.js';

type FoldRows = (rows: readonly Row[], keep: Predicate) => StoredValue | undefined;

/**
 * Compiles an aggregate into a reader that folds the related rows of a row.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileAggregate({ op: 'agg', fn: 'count', rel: 'orders' }, scope)(run)(row); // 2
 */
export function compileAggregate(node: AggregateNode, scope: Scope): Bound<Reader> {
  const inner = enterRelation(scope, node.rel);
  const conditions = compileConditions(node, inner);
  const fold = node.fn === 'count' ? countRows : compileFold(node, node.fn, inner);
  return (run) => {
    const related = bindRelated(inner, run);
    const keep = joinAll(conditions.map((bind) => bind(run)));
    return (row) => fold(related(row), keep);
  };
}

function compileConditions(node: AggregateNode, inner: RelationScope): readonly Bound<Predicate>[] {
  const conditions: Bound<Predicate>[] = [];
  if (node.where !== undefined) conditions.push(inner.compile(node.where, inner));
  if (node.window !== undefined) {
    const field = node.window.field ?? [resolveEntity(inner.schema, inner.entity, ROOT).time ?? ''];
    conditions.push(compileWindow(field, node.window.window, undefined, inner));
  }
  return conditions;
}

function countRows(rows: readonly Row[], keep: Predicate): number {
  let count = 0;
  for (const row of rows) if (keep(row)) count++;
  return count;
}

function compileFold(node: AggregateNode, fn: Exclude<AggregateNode['fn'], 'count'>, inner: RelationScope): FoldRows {
  if (node.value === undefined) throw new InvalidExpressionError(ROOT, `${fn} needs a value`);
  const { type } = resolveField(inner.schema, inner.entity, node.value, ROOT);
  const { time } = resolveEntity(inner.schema, inner.entity, ROOT);
  const read = readField(node.value);
  const start = prepareFold(fn, type, time === null ? undefined : readField([time]));
  const takesAbsent = fn === 'first' || fn === 'last';
  return (rows, keep) => {
    const fold = start();
    for (const row of rows) {
      if (!keep(row)) continue;
      const value = read(row);
      if (value !== undefined) fold.add(value, row);
      else if (takesAbsent) fold.add(null, row);
    }
    return fold.end();
  };
}
