import { InvalidExpressionError } from '@crmkit/core';
import { fieldFragment } from './field-fragment.js';
import { columnOf, type Scope } from './scope.js';

/** The far end of a relation as a subquery needs it; `conditions` may be added to. */
export interface EnteredRelation {
  readonly inner: Scope;
  readonly source: string;
  readonly conditions: string[];
}

/**
 * Enters a relation: live rows of the same tenant on its far end that satisfy the relation's own condition.
 *
 * @param scope - the row the relation starts from
 * @param name - relation name
 * @returns table, join conditions and the scope of the far row
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` for an unknown relation
 */
export function enterRelation(scope: Scope, name: string): EnteredRelation {
  const { rendering } = scope;
  const { relations } = scope.table.entity;
  const relation = Object.hasOwn(relations, name) ? relations[name] : undefined;
  const table = relation && rendering.tables.get(relation.entity);
  if (relation === undefined || table === undefined)
    throw new InvalidExpressionError(name, `${scope.table.entity.name} has no such relation`);
  const inner: Scope = { rendering, table, alias: rendering.nextAlias() };
  const via = relation.via.split('.');
  const link =
    relation.kind === 'many'
      ? `${referenceSql(inner, via)} = ${columnOf(scope, 'id')}`
      : `${columnOf(inner, 'id')} = ${referenceSql(scope, via)}`;
  const conditions = [
    `${columnOf(inner, 'tenant')} = ${columnOf(scope, 'tenant')}`,
    link,
    `${columnOf(inner, 'deleted_at')} is null`,
  ];
  if (relation.where !== undefined) conditions.push(rendering.compile(relation.where, inner));
  return { inner, source: `${table.qualified} as ${inner.alias}`, conditions };
}

function referenceSql(scope: Scope, via: readonly string[]): string {
  const value = fieldFragment(scope, via);
  if (value.type !== 'plain')
    throw new InvalidExpressionError(via.join('.'), 'a relation goes by a field that holds ids');
  return value.sql;
}
