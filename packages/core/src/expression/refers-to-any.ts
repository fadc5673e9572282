import type { Expression } from './node.js';

/**
 * The condition that a reference field holds one of some ids.
 *
 * @param path - of the reference field
 * @param ids - at most 10,000
 * @example
 * refersToAny(['party'], ['pty_1', 'pty_2']);
 */
export function refersToAny(path: readonly string[], ids: readonly string[]): Expression {
  return { op: 'in', arg: { op: 'field', path }, list: ids.map((value) => ({ op: 'lit', type: 'ref', value })) };
}
