/**
 * Freezes a plain value and everything in it, so that it can be handed out without a copy.
 *
 * @param value - plain data; frozen in place
 * @returns the same value
 * @example
 * Object.isFrozen(freezeDeep({ a: [1] }).a); // true
 */
export function freezeDeep<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) freezeDeep(member);
  return Object.freeze(value);
}
