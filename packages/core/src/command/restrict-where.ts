import { bindNow } from '../access/bind-now.js';
import { allOf } from '../access/combine-conditions.js';
import type { Grant } from '../access/grant.js';
import { readableRows } from '../access/readable-rows.js';
import { restrictExpression } from '../access/restrict-expression.js';
import { buildExpression } from '../expression/builder.js';
import { checkExpression } from '../expression/check.js';
import type { Expression } from '../expression/node.js';
import type { Caller } from './caller.js';
import type { Where } from './where.js';

/** A condition with what its caller may see. */
export interface RestrictedWhere {
  /** For the storage; null when every record counts. */
  readonly where: Expression | null;
  /** The caller's own part, normalised. */
  readonly own: Expression | null;
}

/**
 * Checks a condition and ANDs in what the caller may see, here and behind every relation.
 *
 * @param caller - whose rights count
 * @param name - entity
 * @param where - as the caller gave it
 * @param paths - further dotted fields the query leans on: sort, groups, measures
 * @param now - what the conditions of rights stand on, UTC milliseconds; it becomes part of them
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` for an entity or field the caller cannot read
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION`
 */
export function restrictWhere(
  caller: Caller,
  name: string,
  where: Where | undefined,
  paths: readonly string[],
  now: number,
): RestrictedWhere {
  const { schema } = caller.runtime.model;
  const grants = (entity: string): readonly Grant[] =>
    caller
      .grants(entity)
      .map((grant) => ({ ...grant, condition: grant.condition && bindNow(grant.condition, schema, entity, now) }));
  if (where === undefined) return { where: readableRows(grants(name), name, paths), own: null };
  const own = checkExpression(buildExpression(where, schema, name), schema, name).expression;
  const restricted = restrictExpression(own, name, { schema, grants });
  const readable = readableRows(grants(name), name, [...paths, ...restricted.paths]);
  return { where: allOf([restricted.expression, readable]), own };
}
