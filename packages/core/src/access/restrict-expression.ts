import type { Expression } from '../expression/node.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { entityOf } from '../storage/field-of.js';
import { allOf } from './combine-conditions.js';
import type { Grant } from './grant.js';
import { readableRows } from './readable-rows.js';

/** What rights a rewrite stands on. */
export interface Restriction {
  readonly schema: StorageSchema;
  readonly grants: (entity: string) => readonly Grant[];
}

/** A rewritten condition, and the fields of its own entity it leans on. */
export interface Restricted {
  readonly expression: Expression;
  readonly paths: ReadonlySet<string>;
}

/**
 * Rewrites a condition so that it sees only what its reader may see: wherever it enters a relation, the other
 * entity's row condition is ANDed in, and the reference it runs through and the fields it leans on there must be
 * readable. The entity's own row
 * condition is left to the caller, who also knows of sorts and groups.
 *
 * @param expression - checked and normalised
 * @param entity - the entity it stands on
 * @param restriction - schema and the reader's grants
 * @throws {@link AccessDeniedError} `ACCESS_DENIED` for a related entity or field that cannot be read
 * @example
 * restrictExpression({ op: 'some', rel: 'orders' }, 'party', { schema, grants });
 */
export function restrictExpression(expression: Expression, entity: string, restriction: Restriction): Restricted {
  const paths = new Set<string>();
  return { expression: rewrite(expression, { ...restriction, entity, paths }) as Expression, paths };
}

interface Level extends Restriction {
  readonly entity: string;
  /** The condition of a relation itself may lead back to it, so relations in it are not entered. */
  readonly isShallow?: boolean;
  /** Collects the fields of this level. */
  readonly paths: Set<string>;
}

type Node = { readonly [key: string]: unknown };

function rewrite(node: unknown, level: Level): unknown {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, level));
  if (typeof node !== 'object' || node === null) return node;
  const record = node as Node;
  if (record['op'] === 'lit') return node;
  if (typeof record['rel'] === 'string')
    return level.isShallow === true ? node : rewriteRelation(record, record['rel'], level);
  const result: { [key: string]: unknown } = {};
  for (const [key, child] of Object.entries(record)) {
    if (isPath(key, child)) {
      level.paths.add(child.join('.'));
      result[key] = child;
    } else result[key] = rewrite(child, level);
  }
  return result;
}

function rewriteRelation(node: Node, name: string, level: Level): Node {
  const relation = entityOf(level.schema, level.entity).relations[name];
  // A checked expression names no unknown relation; the storage would refuse it again.
  if (relation === undefined) return node;
  const inside: Level = { ...level, entity: relation.entity, paths: new Set() };
  // What a relation tells of is its reference, and what its own condition leans on.
  (relation.kind === 'one' ? level : inside).paths.add(relation.via);
  if (relation.where !== undefined) rewrite(relation.where, { ...inside, isShallow: true });
  const where = node['where'] === undefined ? null : (rewrite(node['where'], inside) as Expression);
  if (isPath('path', node['value'])) inside.paths.add(node['value'].join('.'));
  const time = timePath(node, entityOf(level.schema, relation.entity).time);
  if (time !== null) inside.paths.add(time);
  const condition = allOf([where, readableRows(level.grants(relation.entity), relation.entity, inside.paths)]);
  const { where: _where, ...rest } = node;
  return condition === null ? rest : { ...rest, where: condition };
}

/** Windows and `first`/`last` lean on a time field also where they do not name it. */
function timePath(node: Node, time: string | null): string | null {
  const window = node['window'] as { readonly field?: readonly string[] } | undefined;
  if (window?.field !== undefined) return window.field.join('.');
  return window !== undefined || node['fn'] === 'first' || node['fn'] === 'last' ? time : null;
}

function isPath(key: string, child: unknown): child is readonly string[] {
  return (key === 'path' || key === 'field') && Array.isArray(child) && child.every((part) => typeof part === 'string');
}
