import type { StorageSchema } from '../model/storage-schema.js';
import { compileCondition } from './compile/compile-condition.js';
import type { Predicate, Run, RunEnvironment } from './compile/run.js';
import type { Expression } from './node.js';
import { normaliseExpression } from './normalise.js';
import { resolveEntity } from './resolve.js';

export type { Predicate, RunEnvironment } from './compile/run.js';

/**
 * Compiles an expression into closures: first to a plan, which is bound to a clock and parameters, then called per
 * row. Related rows are asked for once per relation and row. No code is generated from text, so a strict content
 * security policy is no obstacle.
 *
 * @param expression - checked; short forms are written out first
 * @param entity - the entity whose rows the predicate takes
 * @returns a plan that may be bound any number of times; each binding serves one caller at a time
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have; the plan
 * throws it when a parameter is missing or of another kind
 * @example
 * const isActive = compileExpression(expression, schema, 'party')({ now: Date.now(), related: () => [] });
 * rows.filter(isActive);
 */
export function compileExpression(
  expression: Expression,
  schema: StorageSchema,
  entity: string,
): (env: RunEnvironment) => Predicate {
  resolveEntity(schema, entity, 'entity');
  const plan = compileCondition(normaliseExpression(expression), {
    schema,
    entity,
    children: new Map(),
    compile: (node, scope) => compileCondition(normaliseExpression(node), scope),
  });
  return (env) => {
    const run: Run = { ...env, caches: new Map() };
    const predicate = plan(run);
    return run.caches.size === 0 ? predicate : clearAfter(predicate, run);
  };
}

// Related rows are only the same for as long as one row is looked at; kept longer they would grow old, and stay in memory.
function clearAfter(predicate: Predicate, run: Run): Predicate {
  const caches = [...run.caches.values()];
  return (row) => {
    try {
      return predicate(row);
    } finally {
      for (const cache of caches) cache.clear();
    }
  };
}
