import { InvalidValueError } from '../errors/invalid-value-error.js';

/** A record with parts with json of 64 levels fits; anything deeper is refused by its own check in any case. */
const MAX_DEPTH = 80;
/** Levels that the path of an error names. */
const NAMED_DEPTH = 4;

/**
 * A running 128-bit fingerprint: four 32-bit lanes of multiply and xor with a final mix.
 */
class Fingerprint {
  #a = 0x243f6a88;
  #b = 0x85a308d3;
  #c = 0x13198a2e;
  #d = 0x03707344;
  #length = 0;

  add(text: string): void {
    let [a, b, c, d] = [this.#a, this.#b, this.#c, this.#d];
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      a = Math.imul(a ^ unit, 0x9e3779b1);
      b = Math.imul(b ^ unit ^ (a >>> 15), 0x85ebca77);
      c = Math.imul(c ^ unit ^ (b >>> 13), 0xc2b2ae3d);
      d = Math.imul(d ^ unit ^ (c >>> 16), 0x27d4eb2f);
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
    this.#length += text.length;
  }

  toString(): string {
    const a = mix(this.#a ^ this.#length ^ this.#d);
    const b = mix(this.#b ^ a);
    const c = mix(this.#c ^ b);
    const d = mix(this.#d ^ c);
    return hex(mix(a ^ d)) + hex(b) + hex(c) + hex(d);
  }
}

/**
 * A 128-bit fingerprint of a text. It tells changed content from unchanged; it is not cryptographic and protects
 * against nobody. Synchronous, because the platform's own digests are asynchronous and cost far more than the hashing
 * itself on rows of a few hundred characters.
 *
 * @param text - any text
 * @returns 32 hexadecimal digits
 * @example
 * digestText('a') === digestText('b'); // false
 */
export function digestText(text: string): string {
  const fingerprint = new Fingerprint();
  fingerprint.add(text);
  return fingerprint.toString();
}

/**
 * The fingerprint of plain data: equal for equal data, whatever the order of its keys. It reads what canonical JSON
 * holds, without writing it: each text with its length in front, so that no two different data read the same.
 *
 * @param value - plain JSON data; `undefined` counts as absent
 * @returns 32 hexadecimal digits
 * @throws {@link InvalidValueError} `INVALID_VALUE` for cyclic data and for more than 80 levels
 * @example
 * digestOf({ a: 1, b: 2 }) === digestOf({ b: 2, a: 1 }); // true
 */
export function digestOf(value: unknown): string {
  const fingerprint = new Fingerprint();
  addValue(fingerprint, value, '', 0);
  return fingerprint.toString();
}

function addValue(fingerprint: Fingerprint, value: unknown, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new InvalidValueError(path, `it is nested more than ${MAX_DEPTH} levels deep`);
  const below = (key: string | number): string =>
    depth >= NAMED_DEPTH ? path : path === '' ? String(key) : `${path}.${key}`;
  if (typeof value === 'string') {
    fingerprint.add(`s${value.length}:`);
    fingerprint.add(value);
  } else if (typeof value !== 'object' || value === null) fingerprint.add(`${value ?? null};`);
  else if (Array.isArray(value)) {
    fingerprint.add(`[${value.length}:`);
    for (const [index, item] of value.entries()) addValue(fingerprint, item, below(index), depth + 1);
  } else {
    const record = value as { readonly [key: string]: unknown };
    const keys = Object.keys(record).filter((key) => record[key] !== undefined);
    fingerprint.add(`{${keys.length}:`);
    for (const key of keys.sort()) {
      addValue(fingerprint, key, '', 0);
      addValue(fingerprint, record[key], below(key), depth + 1);
    }
  }
}

function mix(lane: number): number {
  let mixed = lane ^ (lane >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
