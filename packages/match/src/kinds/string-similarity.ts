import { jaroWinklerAtLeast } from '../kernels/jaro-winkler.js';

let codesA: Uint16Array = new Uint16Array(256);
let codesB: Uint16Array = new Uint16Array(256);

function load(text: string, codes: Uint16Array): Uint16Array {
  const room = codes.length >= text.length ? codes : new Uint16Array(text.length * 2);
  for (let index = 0; index < text.length; index += 1) room[index] = text.charCodeAt(index);
  return room;
}

/**
 * Jaro–Winkler similarity of two strings where it is at least `bound`, else some smaller number. For strings made on
 * the way; texts of a dictionary are compared in place.
 */
export function measureSimilarity(a: string, b: string, bound: number): number {
  codesA = load(a, codesA);
  codesB = load(b, codesB);
  return jaroWinklerAtLeast(codesA, 0, a.length, codesB, 0, b.length, bound);
}
