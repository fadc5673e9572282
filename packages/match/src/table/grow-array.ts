/** An array of the same kind with room for at least `least` entries and some more; the old entries come first. */
export function growArray<T extends Uint32Array | Float32Array>(array: T, least: number): T {
  if (least <= array.length) return array;
  const grown = new (array.constructor as new (length: number) => T)(Math.max(least, Math.ceil(array.length * 1.5)));
  grown.set(array);
  return grown;
}
