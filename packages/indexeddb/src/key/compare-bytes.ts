/**
 * Orders keys as IndexedDB does: byte by byte, a prefix before what it begins.
 *
 * @example
 * compareBytes(Uint8Array.of(1), Uint8Array.of(1, 0)); // -1
 */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
