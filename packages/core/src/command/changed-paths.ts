import { isPlain } from '../storage/check-json.js';
import type { Row } from '../storage/contract.js';

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
 * Tells whether two values are equal as data; no value equals no value. What is no data, such as a Date or NaN, equals
 * only itself: as a change it reaches whoever refuses it.
 *
 * @example
 * isSameValue({ amount: 1, currency: 'EUR' }, { currency: 'EUR', amount: 1 }); // true
 */
export function isSameValue(a: unknown, b: unknown): boolean {
  return (a ?? null) === (b ?? null) || isSameData(a, b);
}

function isSameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSameData(item, b[index]));
  if (!isPlain(a) || !isPlain(b)) return false;
  const [ours, theirs] = [definedMembers(a), definedMembers(b)];
  return ours.size === theirs.size && [...ours].every(([key, member]) => isSameData(member, theirs.get(key)));
}

function definedMembers(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, member]) => member !== undefined));
}
