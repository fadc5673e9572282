import { canonicalJson } from '../expression/canonical.js';
import type { Row, StoredValue } from '../storage/contract.js';

/** Kept by crmkit with every write; naming it as changed would say nothing. */
const SILENT = new Set(['id', 'rev', 'custom', 'updatedAt', 'recordedAt']);

/**
 * Lists the fields in which two images of a record differ: `name`, `custom.creditClass`.
 *
 * @param before - the row as read
 * @param after - the row as it shall be
 * @returns dotted paths, sorted; empty when nothing differs
 * @example
 * changedPaths({ id: 'a', rev: '1', name: 'x' }, { id: 'a', rev: '1', name: 'y' }); // ['name']
 */
export function changedPaths(before: Row, after: Row): readonly string[] {
  const changed: string[] = [];
  collect(before, after, '', changed);
  collect(before.custom ?? {}, after.custom ?? {}, 'custom.', changed);
  return changed.sort();
}

type Values = { readonly [field: string]: unknown };

function collect(before: Values, after: Values, prefix: string, changed: string[]): void {
  for (const name in after) {
    if (prefix === '' && SILENT.has(name)) continue;
    if (!isSameValue(before[name], after[name])) changed.push(prefix + name);
  }
  for (const name in before) {
    if (prefix === '' && SILENT.has(name)) continue;
    if (before[name] !== undefined && !(name in after)) changed.push(prefix + name);
  }
}

/**
 * Tells whether two stored values are equal; no value equals no value.
 *
 * @example
 * isSameValue({ amount: 1, currency: 'EUR' }, { currency: 'EUR', amount: 1 }); // true
 */
export function isSameValue(a: StoredValue | unknown, b: StoredValue | unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return (a ?? null) === (b ?? null);
  return canonicalJson(a) === canonicalJson(b);
}
