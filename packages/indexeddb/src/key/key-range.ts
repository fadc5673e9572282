import { compareBytes } from './compare-bytes.js';
import type { KeyBytes } from './key-writer.js';

/** A stretch of keys, lower end included, upper end excluded. */
export interface KeySpan {
  readonly from: KeyBytes;
  readonly until: KeyBytes;
}

/** All keys that begin with `prefix`. */
export function spanOf(prefix: KeyBytes): KeySpan {
  return { from: prefix, until: afterPrefix(prefix) };
}

/** The first key behind all that begin with `prefix`; entity names are never all 0xff, so there is one. */
export function afterPrefix(prefix: KeyBytes): KeyBytes {
  let length = prefix.length;
  while (length > 0 && prefix[length - 1] === 0xff) length -= 1;
  const next = prefix.slice(0, length);
  next[length - 1] = (next[length - 1] ?? 0) + 1;
  return next;
}

/** The first key behind `key` itself. */
export function afterKey(key: KeyBytes): KeyBytes {
  const next = new Uint8Array(key.length + 1);
  next.set(key);
  return next;
}

/** True when no key can lie in the span; IndexedDB throws on such a range. */
export function isEmptySpan(span: KeySpan): boolean {
  return compareBytes(span.from, span.until) >= 0;
}

/** The span as IndexedDB takes it. */
export function keyRange(span: KeySpan): IDBKeyRange {
  return IDBKeyRange.bound(span.from, span.until, false, true);
}
