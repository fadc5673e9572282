import { finishHash, hashString, hashCodes as hashUnits } from '../table/hash-text.js';

/** A 32-bit hash of a text as a blocking key, from 1 on; 0 stands for the empty text alone. */
export function hashText(text: string): number {
  return text === '' ? 0 : asKey(hashString(text));
}

/** `hashText` of a text that lies in an array of code units. */
export function hashCodes(codes: Uint8Array | Uint16Array, start: number, end: number): number {
  return start === end ? 0 : asKey(hashUnits(codes, start, end));
}

/** Joins two hashes into one; 0 when either is 0. */
export function joinHashes(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : asKey(finishHash(Math.imul(a, 0x9e3779b1) ^ b));
}

function asKey(hash: number): number {
  return hash === 0 ? 1 : hash >>> 0;
}
