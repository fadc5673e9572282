import type { StorageSchema } from '../../model/storage-schema.js';
import type { AggregateNode, Expression } from '../node.js';
import { resolveRelation } from '../resolve.js';
import { typeOfNode } from '../type-of.js';
import { and, not, or, toCondition } from './condition.js';
import { ValueBuilder } from './value-builder.js';

/** Makes a condition on a related row. */
type Build = (row: never) => Expression;

/**
 * Makes the builder of the records that a relation leads to; `AnyRelationBuilder` describes its methods.
 *
 * @param createRow - makes the row builder of an entity
 * @param conditions - that the records meet already
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when there is no such relation
 * @example
 * createRelationBuilder(schema, 'party', 'orders', createRow).count().gt(3);
 */
export function createRelationBuilder(
  schema: StorageSchema,
  entity: string,
  rel: string,
  createRow: (entity: string) => unknown,
  conditions: readonly Expression[] = [],
): object {
  const { entity: target } = resolveRelation(schema, entity, rel, rel);
  // The caller's function takes the builder of the related entity, which this one is.
  const build = (where: Build): Expression => where(createRow(target) as never);
  const whereWith = (more?: Build): { readonly where?: Expression } => {
    const all = more === undefined ? conditions : [...conditions, build(more)];
    const [only] = all;
    return only === undefined ? {} : { where: all.length === 1 ? only : { op: 'and', args: all } };
  };
  const aggregate = (fn: AggregateNode['fn']) => (path?: string) => {
    const value = path === undefined ? {} : { value: path.split('.') };
    const node: AggregateNode = { op: 'agg', fn, rel, ...value, ...whereWith() };
    return new ValueBuilder(node, typeOfNode(node, schema, entity, `${rel}.${fn}`));
  };
  return {
    where: (more: Build) => createRelationBuilder(schema, entity, rel, createRow, [...conditions, build(more)]),
    some: (more?: Build) => toCondition({ op: 'some', rel, ...whereWith(more) }),
    none: (more?: Build) => toCondition({ op: 'none', rel, ...whereWith(more) }),
    // Limited to some of the records first, all of those have to meet the condition.
    every: (more: Build) => {
      const where = conditions.length === 0 ? build(more) : or(not(and(...conditions)), build(more));
      return toCondition({ op: 'every', rel, where });
    },
    count: aggregate('count'),
    sum: aggregate('sum'),
    avg: aggregate('avg'),
    min: aggregate('min'),
    max: aggregate('max'),
    first: aggregate('first'),
    last: aggregate('last'),
    distinct: aggregate('distinct'),
  };
}
