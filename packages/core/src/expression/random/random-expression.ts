import type { FieldType } from '../../model/field-type.js';
import type { EntitySchema, StorageSchema } from '../../model/storage-schema.js';
import type { StoredValue } from '../../storage/contract.js';
import type { SeededRandom } from '../../values/seeded-random.js';
import { foldText } from '../../values/text.js';
import { comparableKind } from '../kind.js';
import { storeLiteral, typeOfLiteral } from '../literal.js';
import type { AggregateNode, Expression, Literal, ValueNode } from '../node.js';
import { resolveEntity } from '../resolve.js';
import { typeOfNode } from '../type-of.js';
import { SAMPLE_NOWS, SAMPLE_TEXTS, sampleLiteral, sampleWindow } from './sample-values.js';

/** What random expressions are made of. */
export interface RandomExpressionOptions {
  /** Levels of `and`, `or`, `not`, `if` and relations; default 3. */
  readonly depth?: number;
  /** Relations entered one inside the other; default 2, at most 3. */
  readonly relations?: number;
  /** The moment around which literals lie; default the first of `SAMPLE_NOWS`. */
  readonly now?: number;
  /** Short forms such as `ne`, `gt`, `every`, `if`; default true. */
  readonly sugar?: boolean;
  /** When given, parameters are used as well and their values put in here, in stored form. */
  readonly params?: { [name: string]: StoredValue };
}

/** Where the generator stands. */
interface Place {
  readonly random: SeededRandom;
  readonly schema: StorageSchema;
  readonly entity: EntitySchema;
  readonly depth: number;
  readonly relations: number;
  readonly now: number;
  readonly sugar: boolean;
  readonly params: { [name: string]: StoredValue } | null;
}

/** A value node with its type. */
interface Operand {
  readonly node: ValueNode;
  readonly type: FieldType;
}

/**
 * Makes a random expression that the checker accepts, from every operator the language has. The same seed gives the
 * same expression.
 *
 * @param entity - the entity whose rows it is about
 * @example
 * randomExpression(createRandom(7), sampleSchema, 'customer', { depth: 2 });
 */
export function randomExpression(
  random: SeededRandom,
  schema: StorageSchema,
  entity: string,
  options: RandomExpressionOptions = {},
): Expression {
  return drawCondition({
    random,
    schema,
    entity: resolveEntity(schema, entity, 'entity'),
    depth: options.depth ?? 3,
    relations: options.relations ?? 2,
    now: options.now ?? SAMPLE_NOWS[0] ?? 0,
    sugar: options.sugar ?? true,
    params: options.params ?? null,
  });
}

function drawCondition(place: Place): Expression {
  const { random } = place;
  if (place.depth <= 0 || random.chance(0.25)) return drawLeaf(place);
  const below = { ...place, depth: place.depth - 1 };
  const draw = (): Expression => drawCondition(below);
  const kind = random.integer(0, 9);
  if (kind <= 4)
    return { op: random.pick(['and', 'or'] as const), args: Array.from({ length: random.integer(1, 4) }, draw) };
  if (kind <= 6) return { op: 'not', arg: draw() };
  // biome-ignore lint/suspicious/noThenProperty: `then` is the name of this branch in the language; no node is awaited.
  if (kind === 7 && place.sugar) return { op: 'if', cond: draw(), then: draw(), else: draw() };
  return drawRelated(below) ?? drawLeaf(place);
}

function drawRelated(place: Place): Expression | null {
  const inner = enterRelation(place);
  if (inner === null) return null;
  const op = place.sugar ? place.random.pick(['some', 'every', 'none'] as const) : 'some';
  if (place.random.chance(0.2)) return { op, rel: inner.rel };
  return { op, rel: inner.rel, where: drawCondition(inner.place) };
}

function drawLeaf(place: Place): Expression {
  const { random } = place;
  const kind = random.integer(0, 11);
  if (kind <= 4) return drawComparison(place);
  if (kind === 5) return drawBetween(place);
  if (kind === 6) return drawMembership(place);
  if (kind === 7) return { op: 'isNull', arg: drawOperand(place, () => true).node };
  if (kind === 8) return drawTextTest(place);
  if (kind === 9) return drawListTest(place);
  if (kind === 10) return drawWindow(place);
  return random.chance(0.1) ? { op: 'lit', type: 'bool', value: random.chance(0.5) } : drawFlag(place);
}

function drawComparison(place: Place): Expression {
  const op = place.random.pick(
    place.sugar ? (['eq', 'ne', 'lt', 'lte', 'gt', 'gte'] as const) : (['eq', 'lt', 'lte'] as const),
  );
  const isOrder = op !== 'eq' && op !== 'ne';
  const operand = drawOperand(place, isOrder ? hasOrder : isComparable);
  const other = drawCounterpart(place, operand);
  return place.random.chance(0.2) ? { op, left: other, right: operand.node } : { op, left: operand.node, right: other };
}

function drawBetween(place: Place): Expression {
  const operand = drawOperand(place, hasOrder);
  return {
    op: 'between',
    arg: operand.node,
    low: drawCounterpart(place, operand),
    high: drawCounterpart(place, operand),
  };
}

function drawMembership(place: Place): Expression {
  const operand = drawOperand(place, isComparable);
  const list = Array.from({ length: place.random.pick([0, 1, 2, 3, 5, 12]) }, () => drawLiteral(place, operand));
  return { op: place.sugar ? place.random.pick(['in', 'notIn'] as const) : 'in', arg: operand.node, list };
}

function drawTextTest(place: Place): Expression {
  const operand = drawOperand(place, (type) => comparableKind(type) === 'text');
  const op = place.random.pick(['startsWith', 'endsWith', 'contains'] as const);
  if (place.random.chance(0.15)) return { op, arg: operand.node, text: drawCounterpart(place, operand) };
  const whole = place.random.pick(SAMPLE_TEXTS);
  const points = [...whole];
  // Cutting between code points keeps surrogate pairs whole; a part of NFC text need not be NFC, so it is made so.
  const part = points
    .slice(place.random.integer(0, points.length), place.random.integer(0, points.length))
    .join('')
    .normalize('NFC');
  const text = place.random.chance(0.5) ? part : whole;
  return {
    op,
    arg: operand.node,
    text: {
      op: 'lit',
      type: 'text',
      value: operand.node.op === 'fold' && place.random.chance(0.8) ? foldText(text) : text,
    },
  };
}

function drawListTest(place: Place): Expression {
  const lists = fieldsOf(place.entity).filter(({ type }) => type.type === 'list');
  if (lists.length === 0) return drawFlag(place);
  const { path, type } = place.random.pick(lists);
  const item = sampleLiteral(
    place.random,
    type.type === 'list' && type.of === 'text' ? { type: 'text' } : { type: 'keyword' },
    place.now,
  );
  return { op: 'has', path, value: String(item.value) };
}

function drawWindow(place: Place): Expression {
  const times = fieldsOf(place.entity).filter(({ type }) => type.type === 'date' || type.type === 'instant');
  if (times.length === 0) return drawFlag(place);
  const { path, type } = place.random.pick(times);
  const window = sampleWindow(place.random, type.type === 'date' ? 'date' : 'instant');
  return {
    op: 'within',
    field: path,
    window,
    ...(place.random.chance(0.3) ? { offset: place.random.pick(['P1D', 'P30D', 'PT1H']) } : {}),
  };
}

function drawFlag(place: Place): Expression {
  const flags = fieldsOf(place.entity).filter(({ type }) => type.type === 'bool');
  return flags.length === 0 ? drawComparison(place) : { op: 'field', path: place.random.pick(flags).path };
}

function drawOperand(place: Place, fits: (type: FieldType) => boolean): Operand {
  const { random } = place;
  if (random.chance(0.25)) {
    const node = drawAggregate(place);
    const type = node === null ? null : typeOfNode(node, place.schema, place.entity.name);
    if (node !== null && type !== null && fits(type)) return { node, type };
  }
  const folded = fieldsOf(place.entity).filter((field) => field.folded);
  if (random.chance(0.15) && folded.length > 0 && fits({ type: 'text' })) {
    return { node: { op: 'fold', arg: { op: 'field', path: random.pick(folded).path } }, type: { type: 'text' } };
  }
  if (random.chance(0.03) && fits({ type: 'instant' })) return { node: { op: 'now' }, type: { type: 'instant' } };
  const fields = [
    ...fieldsOf(place.entity),
    { path: ['id'], type: { type: 'ref', entity: place.entity.name } as const, folded: false },
  ].filter((field) => fits(field.type));
  if (fields.length === 0) return { node: { op: 'now' }, type: { type: 'instant' } };
  const { path, type } = random.pick(fields);
  return { node: { op: 'field', path }, type };
}

function drawCounterpart(place: Place, operand: Operand): ValueNode {
  const { random, params } = place;
  const kind = comparableKind(operand.type);
  if (random.chance(0.15)) {
    const other = drawOperand(place, (type) => comparableKind(type) === kind && sameEntity(type, operand.type));
    if (comparableKind(other.type) === kind && sameEntity(other.type, operand.type)) return other.node;
  }
  if (kind === 'instant' && random.chance(0.1)) return { op: 'now' };
  const literal = drawLiteral(place, operand);
  if (params === null || !random.chance(0.15) || literal.type === 'bool') return literal;
  const name = `p${Object.keys(params).length}`;
  const isSameType = typeOfLiteral(literal).type === operand.type.type;
  params[name] = storeLiteral(literal, isSameType ? operand.type : typeOfLiteral(literal));
  return { op: 'param', name, type: literal.type };
}

function drawLiteral(place: Place, operand: Operand): Literal {
  const { random, now } = place;
  const { type } = operand;
  if (type.type === 'ref')
    return { op: 'lit', type: 'ref', value: `${type.entity}_${String(random.integer(0, 40)).padStart(4, '0')}` };
  if (type.type === 'list' || type.type === 'json') return { op: 'lit', type: 'text', value: '' };
  // Texts and keywords compare with each other, and so do whole numbers and decimals.
  if (type.type === 'keyword' && random.chance(0.2)) return sampleLiteral(random, { type: 'text' }, now);
  if (type.type === 'decimal' && random.chance(0.2)) return { op: 'lit', type: 'int', value: random.integer(-9, 9) };
  const literal = sampleLiteral(random, type, now);
  return operand.node.op === 'fold' && literal.type === 'text' && random.chance(0.8)
    ? { ...literal, value: foldText(literal.value) }
    : literal;
}

function drawAggregate(place: Place): AggregateNode | null {
  const inner = enterRelation(place);
  if (inner === null) return null;
  const { random } = place;
  const target = inner.place.entity;
  const fn = random.pick(['count', 'sum', 'min', 'max', 'avg', 'first', 'last', 'distinct'] as const);
  const values = fieldsOf(target).filter(({ type }) => aggregates(fn, type));
  const hasTime = target.time !== null;
  if ((fn === 'first' || fn === 'last') && !hasTime) return null;
  if (fn !== 'count' && values.length === 0) return null;
  return {
    op: 'agg',
    fn,
    rel: inner.rel,
    ...(fn === 'count' ? {} : { value: random.pick(values).path }),
    ...(random.chance(0.4) ? { where: drawCondition({ ...inner.place, depth: Math.min(1, inner.place.depth) }) } : {}),
    ...(random.chance(0.4) ? drawAggregateWindow(inner.place) : {}),
  };
}

function drawAggregateWindow(place: Place): Pick<AggregateNode, 'window'> {
  const times = fieldsOf(place.entity).filter(({ type }) => type.type === 'date' || type.type === 'instant');
  const own = times.find(({ path }) => path.join('.') === place.entity.time);
  if (times.length === 0) return {};
  const chosen = own !== undefined && place.random.chance(0.6) ? null : place.random.pick(times);
  const kind = (chosen ?? own)?.type.type === 'date' ? 'date' : 'instant';
  return { window: { ...(chosen === null ? {} : { field: chosen.path }), window: sampleWindow(place.random, kind) } };
}

function enterRelation(place: Place): { readonly rel: string; readonly place: Place } | null {
  const names = Object.keys(place.entity.relations);
  if (place.relations <= 0 || names.length === 0) return null;
  const rel = place.random.pick(names);
  const target = place.entity.relations[rel]?.entity ?? '';
  return {
    rel,
    place: {
      ...place,
      entity: resolveEntity(place.schema, target, 'entity'),
      relations: place.relations - 1,
      depth: place.depth - 1,
    },
  };
}

function fieldsOf(
  entity: EntitySchema,
): readonly { readonly path: readonly string[]; readonly type: FieldType; readonly folded: boolean }[] {
  const core = Object.entries(entity.fields).map(([name, field]) => ({
    path: [name],
    type: field.type,
    folded: field.folded === true,
  }));
  const custom = Object.entries(entity.custom).map(([name, field]) => ({
    path: ['custom', name],
    type: field.type,
    folded: field.folded === true,
  }));
  return [...core, ...custom].filter(({ type }) => type.type !== 'json');
}

function aggregates(fn: AggregateNode['fn'], type: FieldType): boolean {
  const kind = type.type;
  if (fn === 'sum' || fn === 'avg') return kind === 'int' || kind === 'decimal' || kind === 'money';
  if (fn === 'min' || fn === 'max') return hasOrder(type);
  return isComparable(type);
}

function isComparable(type: FieldType): boolean {
  return comparableKind(type) !== null;
}

function hasOrder(type: FieldType): boolean {
  const kind = comparableKind(type);
  return kind !== null && kind !== 'bool' && kind !== 'ref';
}

function sameEntity(a: FieldType, b: FieldType): boolean {
  return a.type !== 'ref' || b.type !== 'ref' || a.entity === b.entity;
}
