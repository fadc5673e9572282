/** A 32-bit hash of a text (FNV-1a over code units, finished by an avalanche); 0 stands for the empty text alone. */
export function hashText(text: string): number {
  if (text === '') return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return finish(hash);
}

/** `hashText` of a text that lies in an array of code units. */
export function hashCodes(codes: Uint8Array | Uint16Array, start: number, end: number): number {
  if (start === end) return 0;
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (codes[at] as number), 0x01000193);
  return finish(hash);
}

/** Joins two hashes into one; 0 when either is 0. */
export function joinHashes(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : finish(Math.imul(a, 0x9e3779b1) ^ b);
}

function finish(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return hash === 0 ? 1 : hash >>> 0;
}
