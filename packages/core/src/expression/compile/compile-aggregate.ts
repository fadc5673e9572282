import type { Row, StoredValue } from '../../storage/contract.js';
import type { AggregateNode } from '../node.js';
import { ROOT } from '../plain-data.js';
import { resolveEntity, resolveField } from '../resolve.js';
import { compileWindow } from './compile-window.js';
import { prepareFold } from './folds.js';
import { joinAll } from './junctions.js';
import { readField } from './read-field.js';
import { bindRelated, enterRelation } from './relation-rows.js';
import type { Bound, Predicate, Reader, Scope } from './run.js';

type FoldRows = (rows: readonly Row[], keep: Predicate) => StoredValue | undefined;

/**
 * Compiles an aggregate into a reader that folds the related rows of a row.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileAggregate({ op: 'agg', fn: 'count', rel: 'orders' }, scope)(run)(row); // 2
 */
export function compileAggregate({ fn, rel, value, where, window }: AggregateNode, scope: Scope): Bound<Reader> {
  const inner = enterRelation(scope, rel);
  const { time } = resolveEntity(inner.schema, inner.entity, ROOT);
  const conditions: Bound<Predicate>[] = [];
  if (where !== undefined) conditions.push(inner.compile(where, inner));
  if (window !== undefined)
    conditions.push(compileWindow(window.field ?? [time ?? ''], window.window, undefined, inner));
  const fold = fn === 'count' ? countRows : compileFold(fn, value ?? [], time, inner);
  return (run) => {
    const related = bindRelated(inner, run);
    const keep = joinAll(conditions.map((bind) => bind(run)));
    return (row) => fold(related(row), keep);
  };
}

function countRows(rows: readonly Row[], keep: Predicate): number {
  let count = 0;
  for (const row of rows) if (keep(row)) count++;
  return count;
}

function compileFold(
  fn: Exclude<AggregateNode['fn'], 'count'>,
  path: readonly string[],
  time: string | null,
  { schema, entity }: Scope,
): FoldRows {
  const { type } = resolveField(schema, entity, path, ROOT);
  const read = readField(path);
  const start = prepareFold(fn, type, time === null ? undefined : readField([time]));
  const takesAbsent = fn === 'first' || fn === 'last';
  return (rows, keep) => {
    const fold = start();
    for (const row of rows) {
      if (!keep(row)) continue;
      const own = read(row) ?? null;
      if (own !== null || takesAbsent) fold.add(own, row);
    }
    return fold.end();
  };
}
