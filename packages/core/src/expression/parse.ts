import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { canonicalDuration } from '../values/duration.js';
import { cleanText } from '../values/text.js';
import { windowBounds } from '../values/window.js';
import { EXPRESSION_LIMITS } from './limits.js';
import { LITERAL_TYPES, readLiteral } from './literal.js';
import type { AggregateNode, Expression, Window } from './node.js';
import { findOperator, type Operator, type OperatorEntry, type Slot } from './operators.js';
import { copyList, copyRecord, describeKind, joinPath, type PlainRecord, ROOT, refuseOtherKeys } from './plain-data.js';
import { quote } from './resolve.js';

const AGGREGATES: readonly AggregateNode['fn'][] = ['count', 'sum', 'min', 'max', 'avg', 'first', 'last', 'distinct'];
const UNITS: readonly string[] = ['day', 'week', 'month'];
const LONGEST_PATH = 2;

/** Where the parser stands. `count` is shared by the whole tree. */
interface Position {
  readonly path: string;
  readonly depth: number;
  readonly relations: number;
  readonly count: { nodes: number };
}

/**
 * Reads an expression from data that may be anything: copies it, checks operators, keys, literals and limits. Fields
 * and types are checked against a schema by {@link checkExpression}.
 *
 * @param input - untrusted data, also cyclic, with getters, or a proxy
 * @returns a plain copy that shares nothing with the input, with canonical literals
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` with the path of the first thing that is wrong
 * @example
 * parseExpression({ op: 'isNull', arg: { op: 'field', path: ['name'] } });
 */
export function parseExpression(input: unknown): Expression {
  try {
    // The table lets only conditions stand at the root, so the node is an Expression.
    return readNode(input, 'condition', {
      path: ROOT,
      depth: 1,
      relations: 0,
      count: { nodes: 0 },
    }) as unknown as Expression;
  } catch (error) {
    if (error instanceof InvalidExpressionError) throw error;
    // A proxy's trap threw, or anything else that plain data cannot do.
    throw new InvalidExpressionError(ROOT, 'it cannot be read as plain data');
  }
}

function readNode(input: unknown, place: 'condition' | 'value', at: Position): PlainRecord {
  if (at.depth > EXPRESSION_LIMITS.depth)
    throw new InvalidExpressionError(at.path, `it is deeper than ${EXPRESSION_LIMITS.depth} levels`);
  if (++at.count.nodes > EXPRESSION_LIMITS.nodes)
    throw new InvalidExpressionError(at.path, `it has more than ${EXPRESSION_LIMITS.nodes} nodes`);
  const record = copyRecord(input, at.path);
  const entry = findOperator(record.op);
  if (entry === undefined)
    throw new InvalidExpressionError(joinPath(at.path, 'op'), `there is no operator ${describeName(record.op)}`);
  const { place: own = 'condition' } = entry;
  if (own !== 'either' && own !== place)
    throw new InvalidExpressionError(at.path, `${describeName(record.op)} is a ${own}, expected a ${place}`);
  refuseOtherKeys(record, ['op', ...Object.keys(entry.slots)], at.path);
  if (record.op === 'lit' || record.op === 'param') return readTyped(record, place, at);
  return readSlots(record, entry, at);
}

function readSlots(record: PlainRecord, entry: OperatorEntry<Operator>, at: Position): PlainRecord {
  const node: { [key: string]: unknown } = { op: record.op };
  for (const [key, declared] of Object.entries(entry.slots)) {
    const slot = typeof declared === 'string' ? declared : declared[0];
    const path = joinPath(at.path, key);
    if (record[key] === undefined) {
      if (slot !== declared) continue;
      throw new InvalidExpressionError(path, `${describeName(record.op)} needs a ${key}`);
    }
    node[key] = readSlotValue(slot, record[key], { ...at, path });
  }
  return node;
}

function readSlotValue(slot: Slot, input: unknown, at: Position): unknown {
  const below = { ...at, depth: at.depth + 1 };
  switch (slot) {
    case 'condition':
    case 'value':
      return readNode(input, slot, below);
    case 'conditions':
      return copyList(input, EXPRESSION_LIMITS.nodes, at.path).map((item, index) =>
        readNode(item, 'condition', { ...below, path: `${at.path}[${index}]` }),
      );
    case 'literals':
      return copyList(input, EXPRESSION_LIMITS.list, at.path).map((item, index) =>
        readListed(item, { ...at, path: `${at.path}[${index}]` }),
      );
    case 'relatedCondition':
      return readNode(input, 'condition', { ...below, relations: enterRelation(at) });
    case 'relation':
      enterRelation(at);
      return readText(input, at.path);
    case 'path':
    case 'relatedPath':
      return readFieldPath(input, at.path);
    case 'relatedWindow':
      return readRelatedWindow(input, at.path);
    case 'window':
      return readWindow(input, at.path);
    case 'duration':
      return wrapValue(at.path, () => canonicalDuration(readText(input, at.path)));
    case 'aggregateFunction':
      return readOneOf(input, AGGREGATES, at.path);
    case 'text':
    case 'literalType':
    case 'literalValue':
      return wrapValue(at.path, () => cleanText(readText(input, at.path), at.path));
  }
}

function readTyped(record: PlainRecord, place: 'condition' | 'value', at: Position): PlainRecord {
  const type = readOneOf(record.type, LITERAL_TYPES, joinPath(at.path, 'type'));
  if (record.op === 'param') return { op: 'param', name: readText(record.name, joinPath(at.path, 'name')), type };
  if (place === 'condition' && type !== 'bool')
    throw new InvalidExpressionError(at.path, `a ${type} is not a condition`);
  const path = joinPath(at.path, 'value');
  const value = type === 'money' ? copyRecord(record.value, path) : record.value;
  // A literal is plain data with the keys op, type and value.
  return wrapValue(path, () => readLiteral(type, value, path)) as unknown as PlainRecord;
}

function readListed(input: unknown, at: Position): PlainRecord {
  if (input === null) throw new InvalidExpressionError(at.path, 'null cannot stand in a list; ask with isNull');
  const record = copyRecord(input, at.path);
  if (record.op !== 'lit') throw new InvalidExpressionError(at.path, 'a list holds literals only');
  refuseOtherKeys(record, ['op', 'type', 'value'], at.path);
  return readTyped(record, 'value', at);
}

function readFieldPath(input: unknown, path: string): readonly string[] {
  const keys = copyList(input, LONGEST_PATH, path).map((item, index) => readText(item, `${path}[${index}]`));
  if (keys.length === 0) throw new InvalidExpressionError(path, 'a path names a field');
  return keys;
}

function readRelatedWindow(input: unknown, path: string): PlainRecord {
  const record = copyRecord(input, path);
  refuseOtherKeys(record, ['field', 'window'], path);
  const window = readWindow(record.window, joinPath(path, 'window'));
  return record.field === undefined
    ? { window }
    : { field: readFieldPath(record.field, joinPath(path, 'field')), window };
}

function readWindow(input: unknown, path: string): Window {
  const record = copyRecord(input, path);
  const type = readOneOf(record.type, ['duration', 'calendar'] as const, joinPath(path, 'type'));
  refuseOtherKeys(record, type === 'duration' ? ['type', 'value'] : ['type', 'count', 'unit', 'zone'], path);
  return wrapValue(path, () => {
    if (type === 'duration') return { type, value: canonicalDuration(readText(record.value, joinPath(path, 'value'))) };
    const unit = readOneOf(record.unit, UNITS, joinPath(path, 'unit')) as 'day' | 'week' | 'month';
    const window: Window = {
      type,
      count: Number(record.count),
      unit,
      zone: readText(record.zone, joinPath(path, 'zone')),
    };
    if (typeof record.count !== 'number')
      throw new InvalidExpressionError(joinPath(path, 'count'), 'expected a whole number');
    // Computing it once finds a count out of range and a zone that this runtime does not know.
    windowBounds(window, 0);
    return window;
  });
}

function readText(input: unknown, path: string): string {
  if (typeof input !== 'string')
    throw new InvalidExpressionError(path, `expected a text, found ${describeKind(input)}`);
  return input;
}

function readOneOf<T extends string>(input: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((item) => item === input);
  if (found === undefined) throw new InvalidExpressionError(path, `expected one of ${allowed.join(', ')}`);
  return found;
}

function enterRelation(at: Position): number {
  if (at.relations >= EXPRESSION_LIMITS.relations) {
    throw new InvalidExpressionError(
      at.path,
      `more than ${EXPRESSION_LIMITS.relations} relations stand inside each other`,
    );
  }
  return at.relations + 1;
}

function describeName(name: unknown): string {
  return typeof name === 'string' ? quote(name) : describeKind(name);
}

function wrapValue<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValueError) throw new InvalidExpressionError(path, error.problem);
    throw error;
  }
}
