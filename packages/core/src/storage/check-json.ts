import { InvalidValueError } from '../errors/invalid-value-error.js';
import { cleanText } from '../values/text.js';
import type { Json } from './contract.js';

/** Deep enough for any payload, shallow enough that no walk over it overflows the stack. */
export const MAX_JSON_DEPTH = 64;

/**
 * Checks and copies a value of type `json`. Text in it may have any normal form: json is kept as it came.
 *
 * @param value - anything
 * @param path - where the value stands, for the error
 * @returns a copy without undefined members and with −0 as 0
 * @throws {@link InvalidValueError} `INVALID_VALUE` for what is not JSON, for NUL or lone surrogates in text, for a
 *   `__proto__` key and for more than 64 levels
 * @example
 * checkJson({ a: [1, null] }, 'payload'); // { a: [1, null] }
 */
export function checkJson(value: unknown, path: string): Json {
  return copyJson(value, path, 0);
}

function copyJson(value: unknown, path: string, depth: number): Json {
  if (depth > MAX_JSON_DEPTH)
    throw new InvalidValueError(path, `json is nested more than ${MAX_JSON_DEPTH} levels deep`);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return keepText(value, path);
  if (typeof value === 'number') return copyNumber(value, path);
  if (Array.isArray(value))
    return Array.from(value, (item: unknown, index) => copyJson(item, `${path}.${index}`, depth + 1));
  if (typeof value === 'object' && isPlain(value)) return copyObject(value, path, depth);
  throw new InvalidValueError(path, 'expected JSON');
}

function copyNumber(value: number, path: string): number {
  if (!Number.isFinite(value)) throw new InvalidValueError(path, 'expected a finite number');
  return value === 0 ? 0 : value;
}

function copyObject(value: object, path: string, depth: number): Json {
  const copy: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '__proto__') throw new InvalidValueError(`${path}.__proto__`, 'this key is not allowed');
    keepText(key, path);
    if (member !== undefined) copy[key] = copyJson(member, `${path}.${key}`, depth + 1);
  }
  return copy;
}

/** Refuses NUL and lone surrogates and keeps the normal form that came. */
function keepText(text: string, path: string): string {
  cleanText(text, path);
  return text;
}

/** Tells a literal or parsed object from an instance of a class, whatever realm it was made in. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
