import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { checkOperands, checkTime } from './check-operands.js';
import type { AggregateNode, Expression } from './node.js';
import { normaliseExpression } from './normalise.js';
import { childNodes, filledSlots, type Node } from './operators.js';
import { parseExpression } from './parse.js';
import { joinPath, ROOT } from './plain-data.js';
import { quote, resolveEntity, resolveField, resolveRelation } from './resolve.js';
import { collectWarnings, type ExpressionWarning } from './warnings.js';

/** An expression that is known to fit a schema, with what it reads. */
export interface CheckedExpression {
  /** Normalised: without short forms, canonical literals, sorted. What storages get. */
  readonly expression: Expression;
  /** Dotted fields it reads, with the entity in front: `party.custom.creditClass`; sorted. */
  readonly paths: readonly string[];
  /** Relations it enters, with the entity in front: `party.orders`; sorted. */
  readonly relations: readonly string[];
  /** Whether the clock alone can change its answer. */
  readonly usesNow: boolean;
  /** Things that are allowed but probably not meant. */
  readonly warnings: readonly ExpressionWarning[];
}

/** What a walk over the tree gathers. */
interface Gathered {
  readonly paths: Set<string>;
  readonly relations: Set<string>;
  usesNow: boolean;
}

/**
 * Checks an expression that may come from anywhere against a schema: operators, keys, limits, fields, types, literals.
 *
 * @param expression - untrusted data, or what a builder made
 * @param entity - the entity whose rows it is about
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` with the path of the first thing that is wrong
 * @example
 * checkExpression({ op: 'isNull', arg: { op: 'field', path: ['name'] } }, schema, 'party').paths; // ['party.name']
 */
export function checkExpression(expression: unknown, schema: StorageSchema, entity: string): CheckedExpression {
  resolveEntity(schema, entity, 'entity');
  const parsed = parseExpression(expression);
  const gathered: Gathered = { paths: new Set(), relations: new Set(), usesNow: false };
  const root = { schema, entity, path: ROOT, gathered };
  checkNode(parsed, root);
  checkFlag(parsed, root);
  return {
    expression: normaliseExpression(parsed),
    paths: [...gathered.paths].sort(),
    relations: [...gathered.relations].sort(),
    usesNow: gathered.usesNow,
    warnings: collectWarnings(parsed, schema, entity),
  };
}

/** Where the checker stands. */
interface Place {
  readonly schema: StorageSchema;
  readonly entity: string;
  readonly path: string;
  readonly gathered: Gathered;
}

function checkNode(node: Node, place: Place): void {
  for (const { slot, key, value } of filledSlots(node)) {
    const path = joinPath(place.path, key);
    if (slot === 'relation') {
      resolveRelation(place.schema, place.entity, value as string, path);
      place.gathered.relations.add(`${place.entity}.${value as string}`);
    }
    if (slot === 'path') touch(value as readonly string[], { ...place, path });
  }
  for (const child of childNodes(node)) {
    const inside = {
      ...(child.relation === null ? place : enter(child.relation, place)),
      path: joinPath(place.path, child.key),
    };
    checkNode(child.node, inside);
    if (child.place === 'condition') checkFlag(child.node, inside);
  }
  checkOperator(node, place);
  checkOperands(node, place.schema, place.entity, place.path);
}

function checkOperator(node: Node, place: Place): void {
  const { schema, entity, path } = place;
  if (node.op === 'now' || node.op === 'within') place.gathered.usesNow = true;
  if (node.op === 'within')
    checkTime(resolveField(schema, entity, node.field, path), node.window, joinPath(path, 'field'));
  if (node.op === 'agg') checkAggregate(node, place);
  if (node.op === 'has') {
    const { type } = resolveField(schema, entity, node.path, path);
    if (type.type !== 'list')
      throw new InvalidExpressionError(
        joinPath(path, 'path'),
        `${quote(node.path.join('.'))} is a ${type.type}, not a list`,
      );
  }
}

function checkFlag(node: Node, place: Place): void {
  if (node.op !== 'field') return;
  const { type } = resolveField(place.schema, place.entity, node.path, place.path);
  if (type.type !== 'bool')
    throw new InvalidExpressionError(place.path, `${quote(node.path.join('.'))} is a ${type.type}, not a condition`);
}

function checkAggregate(node: AggregateNode, place: Place): void {
  const inside = enter(node.rel, place);
  const target = resolveEntity(place.schema, inside.entity, place.path);
  checkAggregatedValue(node, inside);
  if ((node.fn === 'first' || node.fn === 'last') && target.time === null) {
    throw new InvalidExpressionError(
      place.path,
      `${quote(target.name)} declares no time, so it has no ${node.fn} record`,
    );
  }
  if (node.window === undefined) return;
  place.gathered.usesNow = true;
  const at = joinPath(place.path, 'window');
  const field = node.window.field ?? (target.time === null ? null : [target.time]);
  if (field === null)
    throw new InvalidExpressionError(at, `${quote(target.name)} declares no time; name the field of the window`);
  touch(field, { ...inside, path: at });
  checkTime(resolveField(place.schema, inside.entity, field, at), node.window.window, at);
}

function checkAggregatedValue(node: AggregateNode, inside: Place): void {
  const at = joinPath(inside.path, 'value');
  if (node.fn === 'count') {
    if (node.value !== undefined) throw new InvalidExpressionError(at, 'count takes no value');
    return;
  }
  if (node.value === undefined) throw new InvalidExpressionError(at, `${node.fn} needs a value`);
  touch(node.value, { ...inside, path: at });
  const kind = resolveField(inside.schema, inside.entity, node.value, at).type.type;
  const refused = kind === 'list' || kind === 'json' || !aggregatesKind(node.fn, kind);
  if (refused) throw new InvalidExpressionError(at, `${node.fn} cannot be taken of a ${kind}`);
}

function aggregatesKind(fn: AggregateNode['fn'], kind: string): boolean {
  if (fn === 'sum' || fn === 'avg') return kind === 'int' || kind === 'decimal' || kind === 'money';
  if (fn === 'min' || fn === 'max') return kind !== 'bool' && kind !== 'ref';
  return true;
}

function enter(relation: string, place: Place): Place {
  return {
    ...place,
    entity: resolveRelation(place.schema, place.entity, relation, joinPath(place.path, 'rel')).entity,
  };
}

function touch(path: readonly string[], place: Place): void {
  const { type } = resolveField(place.schema, place.entity, path, place.path);
  if (type.type === 'json')
    throw new InvalidExpressionError(
      place.path,
      `${quote(path.join('.'))} is of type json, which is kept but not queried`,
    );
  place.gathered.paths.add(`${place.entity}.${path.join('.')}`);
}
