import type { InputIssue } from '../errors/invalid-input-error.js';
import { MAX_JSON_DEPTH } from '../storage/check-json.js';

const DEEP = '';

/**
 * What is wrong with how a value is built, which has to be known before anything walks over it: it is cyclic or nested
 * too deep, or has a `__proto__`, which copies would drop without a word.
 *
 * @param value - from outside
 * @param path - where it stands
 * @returns the first problem; null when there is none
 */
export function structureIssue(value: unknown, path: string): InputIssue | null {
  const place = findPlace(value, path, 0);
  if (place === null) return null;
  return place === DEEP
    ? { path, problem: `it is nested more than ${MAX_JSON_DEPTH} levels deep` }
    : { path: place, problem: 'this key is not allowed' };
}

function findPlace(value: unknown, path: string, depth: number): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_JSON_DEPTH) return DEEP;
  if (Object.hasOwn(value, '__proto__') || hasGivenPrototype(value)) return `${path}.__proto__`;
  for (const [key, member] of Object.entries(value)) {
    if (typeof member !== 'object') continue;
    const found = findPlace(member, `${path}.${key}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

/** An assignment to `__proto__` leaves a prototype without a constructor of its own. */
function hasGivenPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype === 'object' && prototype !== null && !Object.hasOwn(prototype, 'constructor');
}
