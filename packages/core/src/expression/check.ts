import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import type { FieldKind } from '../model/field-type.js';
import type { FieldSchema, StorageSchema } from '../model/storage-schema.js';
import { checkOperands } from './check-operands.js';
import { followRelation } from './follow-relation.js';
import type { AggregateNode, Expression, Window } from './node.js';
import { normaliseExpression } from './normalise.js';
import { filledSlots, type Node } from './operators.js';
import { parseExpression } from './parse.js';
import { childPlaces, enterPlace, type Place, placeAt } from './place.js';
import { ROOT, unexpected } from './plain-data.js';
import { quote, resolveEntity, resolveField } from './resolve.js';
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
  /** The dates and instants among `paths` that lie in windows, which move with the clock; sorted. */
  readonly timeBoundaries: readonly string[];
  /** Things that are allowed but probably not meant. */
  readonly warnings: readonly ExpressionWarning[];
}

/** Where the checker stands, with what it gathers on its way. */
interface CheckPlace extends Place {
  readonly reads: {
    readonly paths: Set<string>;
    readonly relations: Set<string>;
    readonly timeBoundaries: Set<string>;
    usesNow: boolean;
  };
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
  const reads = {
    paths: new Set<string>(),
    relations: new Set<string>(),
    timeBoundaries: new Set<string>(),
    usesNow: false,
  };
  checkCondition(parsed, { schema, entity, path: ROOT, reads });
  return {
    expression: normaliseExpression(parsed),
    paths: [...reads.paths].sort(),
    relations: [...reads.relations].sort(),
    usesNow: reads.usesNow,
    timeBoundaries: [...reads.timeBoundaries].sort(),
    warnings: collectWarnings(parsed, schema, entity),
  };
}

function checkCondition(node: Node, place: CheckPlace): void {
  checkNode(node, place);
  if (node.op === 'field') expectKind(node.path, 'bool', 'a condition', place);
}

function checkNode(node: Node, place: CheckPlace): void {
  for (const { slot, key, value } of filledSlots(node)) {
    if (slot === 'relation') {
      followRelation(value as string, placeAt(place, key));
      place.reads.relations.add(`${place.entity}.${value as string}`);
    }
    if (slot === 'path') touch(value as readonly string[], placeAt(place, key));
  }
  for (const child of childPlaces(node, place)) {
    const check = child.isCondition ? checkCondition : checkNode;
    check(child.node, child.place);
  }
  if (node.op === 'now') place.reads.usesNow = true;
  if (node.op === 'within') checkWindow(node.field, node.window, placeAt(place, 'field'));
  if (node.op === 'agg') checkAggregate(node, place);
  if (node.op === 'has') expectKind(node.path, 'list', 'a list', placeAt(place, 'path'));
  checkOperands(node, place);
}

function expectKind(path: readonly string[], kind: 'bool' | 'list', what: string, place: Place): void {
  const { type } = resolveField(place.schema, place.entity, path, place.path);
  if (type.type !== kind) throw unexpected(place.path, what, `a ${type.type}`);
}

function checkWindow(field: readonly string[], window: Window, place: CheckPlace): void {
  const { type } = touch(field, place);
  if (type.type !== 'date' && type.type !== 'instant')
    throw unexpected(place.path, 'a date or an instant', `a ${type.type}`);
  if (type.type === 'date' && window.type === 'duration') {
    throw unexpected(place.path, 'a calendar window beside a date', 'a duration');
  }
  place.reads.usesNow = true;
  place.reads.timeBoundaries.add(nameField(field, place));
}

function checkAggregate({ fn, rel, value, window }: AggregateNode, place: CheckPlace): void {
  const inside = enterPlace(place, rel);
  const { name, time } = resolveEntity(place.schema, inside.entity, place.path);
  checkAggregatedValue(fn, value, placeAt(inside, 'value'));
  const at = window === undefined ? place : placeAt(inside, 'window');
  const field = window?.field ?? (time === null ? null : [time]);
  if (field === null && (window !== undefined || fn === 'first' || fn === 'last'))
    throw unexpected(at.path, 'an entity with a time, or a window with a field', quote(name));
  if (window !== undefined && field !== null) checkWindow(field, window.window, at);
}

function checkAggregatedValue(fn: AggregateNode['fn'], value: readonly string[] | undefined, place: CheckPlace): void {
  if (value === undefined) {
    if (fn !== 'count') throw unexpected(place.path, `a field for ${fn}`, 'nothing');
    return;
  }
  if (fn === 'count') throw unexpected(place.path, 'nothing beside count', 'a field');
  const { type } = touch(value, place);
  if (!aggregatesKind(fn, type.type)) throw unexpected(place.path, `what has a ${fn}`, `a ${type.type}`);
}

function aggregatesKind(fn: AggregateNode['fn'], kind: FieldKind): boolean {
  if (fn === 'sum' || fn === 'avg') return kind === 'int' || kind === 'decimal' || kind === 'money';
  if (fn === 'min' || fn === 'max') return kind !== 'bool' && kind !== 'ref' && kind !== 'list';
  return kind !== 'list';
}

function touch(path: readonly string[], place: CheckPlace): FieldSchema {
  const field = resolveField(place.schema, place.entity, path, place.path);
  if (field.type.type === 'json') throw unexpected(place.path, 'a field that can be queried', 'json');
  place.reads.paths.add(nameField(path, place));
  return field;
}

function nameField(path: readonly string[], { entity }: Place): string {
  return `${entity}.${path.join('.')}`;
}
