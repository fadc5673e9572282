import type { ComparedPiece } from '../workers/work.js';
import { WordHash } from './word-hash.js';

/** Reads `CMP1` in the order of bytes of the machine that wrote it, so that bytes in another order are refused. */
const MAGIC = 0x31504d43;
/** Magic, fingerprint, checksum of the rest, pairs, patterns, fields: eight words, which keeps what follows aligned. */
const HEADER_WORDS = 8;

/**
 * A compared piece as bytes.
 *
 * @param fingerprint - of the run, 16 hexadecimal digits
 */
export function packPiece({ left, right, patterns, levels, counts }: ComparedPiece, fingerprint: string): Uint8Array {
  const [pairs, shown] = [left.length, counts.length];
  const bytes = new Uint8Array(4 * HEADER_WORDS + 8 * shown + 12 * pairs + 4 * Math.ceil(levels.length / 4));
  const words = new Uint32Array(bytes.buffer);
  const parts = layOut(bytes.buffer, pairs, shown, levels.length);
  parts.counts.set(counts);
  parts.left.set(left);
  parts.right.set(right);
  parts.patterns.set(patterns);
  parts.levels.set(levels);
  words.set([MAGIC, ...halves(fingerprint), 0, 0, pairs, shown, shown === 0 ? 0 : levels.length / shown]);
  words.set(halves(checksum(words)), 3);
  return bytes;
}

/**
 * The piece that was packed.
 *
 * @returns `undefined` when the bytes are damaged or belong to another run
 */
export function unpackPiece(bytes: Uint8Array, fingerprint: string, fields: number): ComparedPiece | undefined {
  if (bytes.length < 4 * HEADER_WORDS || bytes.length % 4 !== 0) return undefined;
  // A copy of its own is aligned, whatever buffer the host read into.
  const { buffer } = bytes.slice();
  const words = new Uint32Array(buffer);
  const [pairs = 0, shown = 0] = words.subarray(5, 7);
  const length = 4 * HEADER_WORDS + 8 * shown + 12 * pairs + 4 * Math.ceil((shown * fields) / 4);
  if (words[0] !== MAGIC || bytes.length !== length || (shown > 0 && words[7] !== fields)) return undefined;
  if (!isPair(words.subarray(1, 3), halves(fingerprint))) return undefined;
  if (!isPair(words.subarray(3, 5), halves(checksum(words)))) return undefined;
  return layOut(buffer, pairs, shown, shown * fields);
}

function layOut(buffer: ArrayBufferLike, pairs: number, shown: number, levels: number): ComparedPiece {
  const from = 4 * HEADER_WORDS + 8 * shown;
  return {
    counts: new Float64Array(buffer, 4 * HEADER_WORDS, shown),
    left: new Uint32Array(buffer, from, pairs),
    right: new Uint32Array(buffer, from + 4 * pairs, pairs),
    patterns: new Uint32Array(buffer, from + 8 * pairs, pairs),
    levels: new Uint8Array(buffer, from + 12 * pairs, levels),
  };
}

/** Of all words but the checksum itself. */
function checksum(words: Uint32Array): string {
  const hash = new WordHash();
  hash.addAll(words.subarray(0, 3));
  hash.addAll(words.subarray(5));
  return hash.digest();
}

function halves(digest: string): readonly [number, number] {
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8), 16)];
}

function isPair(words: Uint32Array, [first, second]: readonly [number, number]): boolean {
  return words[0] === first && words[1] === second;
}
