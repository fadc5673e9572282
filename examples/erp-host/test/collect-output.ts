import type { Output } from '../src/show/output.js';

/** An output that keeps what was written. */
export function collectOutput(): Output & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { lines, line: (text) => void lines.push(text), progress: () => undefined };
}
