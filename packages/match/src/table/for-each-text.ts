import { codesToString } from './codes-to-string.js';
import type { Dictionary } from './dictionary.js';

const BLOCK = 1 << 15;

/**
 * Calls `visit` with every text of a dictionary but the empty one, in the order of ids: faster than asking for them one
 * by one. The dictionary must not grow meanwhile.
 *
 * @param from - the first id; 1 when absent
 * @example
 * forEachText(column.dictionary, (id, text) => console.log(id, text));
 */
export function forEachText(dictionary: Dictionary, visit: (id: number, text: string) => void, from = 1): void {
  const { codes, starts, size } = dictionary;
  const decoder = new TextDecoder();
  let id = from;
  while (id < size) {
    const start = starts[id] ?? 0;
    let last = id + 1;
    while (last < size && (starts[last + 1] ?? 0) - start <= BLOCK) last++;
    const end = starts[last] ?? 0;
    // Copied, since a decoder does not read shared memory.
    const block = codes.slice(start, end);
    const all = isAscii(block) ? decoder.decode(block) : codesToString(block, 0, block.length);
    for (; id < last; id++) visit(id, all.slice((starts[id] ?? 0) - start, (starts[id + 1] ?? 0) - start));
  }
}

function isAscii(codes: Uint8Array | Uint16Array): codes is Uint8Array {
  if (codes instanceof Uint16Array) return false;
  let all = 0;
  for (let at = 0; at < codes.length; at++) all |= codes[at] ?? 0;
  return all < 128;
}
