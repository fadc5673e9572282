import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { quote } from './resolve.js';

/** A plain copy of one object: own keys only, without prototype, so that no name finds anything that was not given. */
export type PlainRecord = { readonly [key: string]: unknown };

/** How the root of an expression is called in errors. */
export const ROOT = '(expression)';

/**
 * Joins a key to the path of the node it stands in.
 *
 * @example
 * joinPath('args[1]', 'left'); // 'args[1].left'
 */
export function joinPath(path: string, key: string): string {
  return path === ROOT ? key : `${path}.${key}`;
}

/**
 * Copies one object level by level as it is read: each property once, no getters run.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it is no plain object
 * @example
 * copyRecord({ op: 'now' }, '(expression)').op; // 'now'
 */
export function copyRecord(input: unknown, path: string): PlainRecord {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw unexpected(path, 'an object', describeKind(input));
  }
  const copy: { [key: string]: unknown } = Object.create(null);
  for (const key of Reflect.ownKeys(input)) {
    if (typeof key !== 'string') throw unexpected(path, 'plain data', 'a symbol');
    copy[key] = readOwn(input, key, joinPath(path, key));
  }
  return copy;
}

/**
 * Copies a list; its items are still to be read.
 *
 * @param most - greatest length
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it is no list or too long
 * @example
 * copyList(['a'], 10, 'path'); // ['a']
 */
export function copyList(input: unknown, most: number, path: string): readonly unknown[] {
  if (!Array.isArray(input)) throw unexpected(path, 'a list', describeKind(input));
  const { length } = input;
  if (length > most) throw unexpected(path, `at most ${most} items`, String(length));
  return Array.from({ length }, (_, index) => readOwn(input, String(index), `${path}[${index}]`));
}

/**
 * Refuses keys that are not expected.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` naming the first unknown key
 * @example
 * refuseOtherKeys({ op: 'now' }, ['op'], '(expression)');
 */
export function refuseOtherKeys(record: PlainRecord, allowed: readonly string[], path: string): void {
  for (const key of Object.keys(record)) {
    if (!allowed.includes(key)) throw unexpected(joinPath(path, key), allowed.join(' or '), `the key ${quote(key)}`);
  }
}

/**
 * Makes the error that something else stands at a path than has to.
 *
 * @example
 * throw unexpected('args', 'a list', 'an object');
 */
export function unexpected(path: string, wanted: string, found: string): InvalidExpressionError {
  return new InvalidExpressionError(path, `expected ${wanted}, found ${found}`);
}

/**
 * Says what a value is, without showing it.
 *
 * @example
 * describeKind(null); // 'null'
 */
export function describeKind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}

/**
 * Runs what may refuse a value, and says at which path of the expression that value stands.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` in the place of `INVALID_VALUE`
 * @example
 * atPath('right.value', () => parseInstant(text));
 */
export function atPath<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidValueError) throw new InvalidExpressionError(path, error.problem);
    throw error;
  }
}

function readOwn(input: object, key: string, path: string): unknown {
  const property = Object.getOwnPropertyDescriptor(input, key);
  if (property !== undefined && !('value' in property)) throw unexpected(path, 'plain data', 'a getter');
  return property?.value;
}
