import type { IdSource } from '../command/id-source.js';

/**
 * Makes ids that are the same on every run: `pty_000001`, `pty_000002`, `ord_000003`.
 *
 * @example
 * sequentialIds().next('pty'); // 'pty_000001'
 */
export function sequentialIds(): IdSource {
  let count = 0;
  return {
    next: (prefix) => {
      count += 1;
      return `${prefix}_${String(count).padStart(6, '0')}`;
    },
  };
}
