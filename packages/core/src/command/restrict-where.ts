import { allOf } from '../access/combine-conditions.js';
import { readableRows } from '../access/readable-rows.js';
import { restrictExpression } from '../access/restrict-expression.js';
import { buildExpression } from '../expression/builder.js';
import { checkExpression } from '../expression/check.js';
import type { Expression } from '../expression/node.js';
import type { Caller } from './caller.js';
import type { Where } from './where.js';

/**
 * Checks a condition and ANDs in what the caller may see, here and behind every relation.
 *
 * @param caller - whose rights count
 * @param name - entity
 * @param where - as the caller gave it
 * @param paths - further dotted fields the query leans on: sort, groups, measures
 * @returns the condition for the storage, or null when every record counts
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` for an entity or field the caller cannot read
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION`
 */
export function restrictWhere(
  caller: Caller,
  name: string,
  where: Where | undefined,
  paths: readonly string[],
): Expression | null {
  const { schema } = caller.runtime.model;
  if (where === undefined) return readableRows(caller.grants(name), name, paths);
  const checked = checkExpression(buildExpression(where, schema, name), schema, name).expression;
  const restricted = restrictExpression(checked, name, { schema, grants: caller.grants });
  return allOf([restricted.expression, readableRows(caller.grants(name), name, [...paths, ...restricted.paths])]);
}
