import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { canonicalDuration } from '../values/duration.js';
import { cleanText } from '../values/text.js';
import { windowBounds } from '../values/window.js';
import { EXPRESSION_LIMITS } from './limits.js';
import { LITERAL_TYPES, readLiteral } from './literal.js';
import type { AggregateNode, Expression, Literal, Window } from './node.js';
import { operators, requireOperator, type Slot } from './operators.js';
import {
  atPath,
  copyList,
  copyRecord,
  describeKind,
  joinPath,
  type PlainRecord,
  ROOT,
  refuseOtherKeys,
  unexpected,
} from './plain-data.js';

const AGGREGATES: readonly AggregateNode['fn'][] = ['count', 'sum', 'min', 'max', 'avg', 'first', 'last', 'distinct'];
const UNITS: readonly string[] = ['day', 'week', 'month'];
const LONGEST_PATH = 2;

type WindowSlot = 'unit' | 'count';
type Slots = { readonly [key: string]: Slot | WindowSlot | readonly [slot: Slot, optional: 'optional'] };

const RELATED_WINDOW: Slots = { field: ['path', 'optional'], window: 'window' };
const WINDOWS: { readonly [T in Window['type']]: Slots } = {
  duration: { value: 'duration' },
  calendar: { count: 'count', unit: 'unit', zone: 'text' },
};

/** Where the parser stands. `count` is shared by the whole tree. */
interface Position {
  readonly path: string;
  readonly depth: number;
  readonly relations: number;
  readonly count: { nodes: number; listed: number };
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
      count: { nodes: 0, listed: 0 },
    }) as unknown as Expression;
  } catch (error) {
    if (error instanceof InvalidExpressionError) throw error;
    // A proxy's trap threw, or anything else that plain data cannot do.
    throw unexpected(ROOT, 'plain data', 'what cannot be read');
  }
}

function readNode(input: unknown, place: 'condition' | 'value', at: Position): PlainRecord {
  if (at.depth > EXPRESSION_LIMITS.depth)
    throw unexpected(at.path, `at most ${EXPRESSION_LIMITS.depth} levels`, 'more');
  if (++at.count.nodes > EXPRESSION_LIMITS.nodes)
    throw unexpected(at.path, `at most ${EXPRESSION_LIMITS.nodes} nodes`, 'more');
  const record = copyRecord(input, at.path);
  const { place: own = 'condition', slots } = requireOperator(record.op, at.path);
  if (own !== 'either' && own !== place) throw unexpected(at.path, `a ${place}`, String(record.op));
  if (record.op === 'lit') return readLiteralNode(record, place, at);
  return { op: record.op, ...readSlots(record, slots, at, ['op']) };
}

/** Reads what stands under the keys of a record, refusing others than those and the `read` ones. */
function readSlots(record: PlainRecord, slots: Slots, at: Position, read: readonly string[]): PlainRecord {
  refuseOtherKeys(record, [...read, ...Object.keys(slots)], at.path);
  const values: { [key: string]: unknown } = {};
  for (const [key, declared] of Object.entries(slots)) {
    const slot = typeof declared === 'string' ? declared : declared[0];
    const path = joinPath(at.path, key);
    if (record[key] !== undefined) values[key] = readSlot(slot, record[key], { ...at, path });
    else if (slot === declared) throw unexpected(path, 'a value', 'nothing');
  }
  return values;
}

function readSlot(slot: Slot | WindowSlot, input: unknown, at: Position): unknown {
  const { path } = at;
  const below = { ...at, depth: at.depth + 1 };
  const inList = (index: number): string => `${path}[${index}]`;
  switch (slot) {
    case 'condition':
    case 'value':
      return readNode(input, slot, below);
    case 'conditions':
      return copyList(input, EXPRESSION_LIMITS.nodes, path).map((item, index) =>
        readNode(item, 'condition', { ...below, path: inList(index) }),
      );
    case 'literals':
      return copyList(input, EXPRESSION_LIMITS.list - at.count.listed, path).map((item, index) => {
        at.count.listed += 1;
        return readListed(item, { ...at, path: inList(index) });
      });
    case 'relatedCondition':
      return readNode(input, 'condition', { ...below, relations: at.relations + 1 });
    case 'relation':
      if (at.relations >= EXPRESSION_LIMITS.relations)
        throw unexpected(path, `at most ${EXPRESSION_LIMITS.relations} relations inside each other`, 'more');
      return readText(input, path);
    case 'path':
    case 'relatedPath': {
      const keys = copyList(input, LONGEST_PATH, path).map((item, index) => readText(item, inList(index)));
      if (keys.length === 0) throw unexpected(path, 'the path of a field', 'nothing');
      return keys;
    }
    case 'relatedWindow':
      return readSlots(copyRecord(input, path), RELATED_WINDOW, at, []);
    case 'window':
      return readWindow(copyRecord(input, path), at);
    case 'duration':
      return atPath(path, () => canonicalDuration(readText(input, path)));
    case 'aggregateFunction':
      return readOneOf(input, AGGREGATES, path);
    case 'literalType':
      return readOneOf(input, LITERAL_TYPES, path);
    case 'unit':
      return readOneOf(input, UNITS, path);
    case 'text':
      return atPath(path, () => cleanText(readText(input, path), path));
    // What it has to be depends on the keys beside it.
    case 'literalValue':
    case 'count':
      return input;
  }
}

function readLiteralNode(record: PlainRecord, place: 'condition' | 'value', at: Position): PlainRecord {
  const { type, value } = readSlots(record, operators.lit.slots, at, ['op']) as {
    type: Literal['type'];
    value: unknown;
  };
  if (place === 'condition' && type !== 'bool') throw unexpected(at.path, 'a condition', `a ${type}`);
  const path = joinPath(at.path, 'value');
  const { text } = EXPRESSION_LIMITS;
  if (typeof value === 'string' && (value.length > 2 * text || [...value].length > text))
    throw unexpected(path, `at most ${text} characters`, 'more');
  const plain = type === 'money' ? copyRecord(value, path) : value;
  // A literal is plain data with the keys op, type and value.
  return atPath(path, () => readLiteral(type, plain, path)) as unknown as PlainRecord;
}

function readListed(input: unknown, at: Position): PlainRecord {
  if (input === null) throw unexpected(at.path, 'a literal', 'null; ask with isNull');
  const record = copyRecord(input, at.path);
  if (record.op !== 'lit') throw unexpected(at.path, 'a literal', String(record.op));
  return readLiteralNode(record, 'value', at);
}

function readWindow(record: PlainRecord, at: Position): Window {
  const type = readOneOf(record.type, ['duration', 'calendar'], joinPath(at.path, 'type'));
  // The slots of the type are the keys of its window.
  const window = { type, ...readSlots(record, WINDOWS[type], at, ['type']) } as Window;
  // Computing it once finds a count out of range and a zone that this runtime does not know.
  atPath(at.path, () => windowBounds(window, 0));
  return window;
}

function readText(input: unknown, path: string): string {
  if (typeof input !== 'string') throw unexpected(path, 'a text', describeKind(input));
  return input;
}

function readOneOf<T extends string>(input: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((item) => item === input);
  if (found === undefined) throw unexpected(path, allowed.join(' or '), describeKind(input));
  return found;
}
