import type { StorageSchema } from '../model/storage-schema.js';
import type { AnyRowBuilder } from './builder/any-row-types.js';
import { createAnyRowBuilder, createRowBuilder } from './builder/row-builder.js';
import type { ValueOf } from './builder/value-types.js';
import type { Expression, Literal, NowNode, ParamNode } from './node.js';

/**
 * Makes the expression of a condition that is either one already or a function of the row builder. It is not checked
 * yet: hand it to {@link checkExpression}.
 *
 * @param where - typed callers declare it as `WhereOf<Model, Entity>`
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` for an unknown entity, field or relation
 * @example
 * buildExpression((row: { readonly name: TextBuilder }) => row.name.startsWith('Ac'), schema, 'party').op; // 'startsWith'
 */
export function buildExpression(
  where: Expression | ((row: never) => Expression),
  schema: StorageSchema,
  entity: string,
): Expression {
  // The caller's function takes the builder of this entity, which its type was derived for.
  return typeof where === 'function' ? where(createRowBuilder(schema, entity) as never) : where;
}

/**
 * Makes the expression of a condition in code that does not know the model's types, such as access rules.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` for an unknown entity, field or relation
 * @example
 * buildAnyExpression((row) => row.field('owner').eq(principal.actor), schema, 'party');
 */
export function buildAnyExpression(
  where: Expression | ((row: AnyRowBuilder) => Expression),
  schema: StorageSchema,
  entity: string,
): Expression {
  return typeof where === 'function' ? where(createAnyRowBuilder(schema, entity)) : where;
}

/** The family a parameter of a type compares with. */
type FamilyOf<T extends Literal['type']> = T extends 'int' | 'decimal'
  ? 'number'
  : T extends 'text' | 'keyword'
    ? 'text'
    : Exclude<T, 'int' | 'decimal' | 'text' | 'keyword'>;

/**
 * The instant a query is evaluated for.
 *
 *
 * @example
 * await rep.party.count({ where: (row) => row.birthDate.isNull() }); // 1
 * await rep.order.count({ where: (row) => row.orderedAt.lt(now()) }); // 1
 */
export function now(): NowNode & ValueOf<'instant'> {
  return { op: 'now' };
}

/**
 * A value that is given when the expression runs, in stored form of what it is compared with.
 *
 * @param type - int and decimal compare with each other, as do text and keyword
 * @example
 * const since = rep.expression('order', (row) => row.orderedAt.gte(param('since', 'instant')));
 * (await storage.query(context, 'order', { where: since, limit: 1, now: clock(), params: { since: 0 } })).rows.length; // 1
 */
export function param<const T extends Literal['type']>(name: string, type: T): ParamNode & ValueOf<FamilyOf<T>> {
  return { op: 'param', name, type };
}
