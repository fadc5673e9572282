import type { PublicRecord } from '../model/codec.js';
import { isPlain } from '../storage/check-json.js';
import { isSameValue } from './changed-paths.js';

/**
 * Lays the difference between two images of a record over a third: what a writer changed in what it could see, applied
 * to the whole record. Fields the writer could not see stay as they are.
 *
 * @param whole - the record with all its fields, public values
 * @param before - the record as the writer saw it
 * @param after - the record as the writer left it
 * @returns the whole record after the change; what was left in the place of the host fields and is no object stands
 *   there as it is, for the parser to refuse
 * @example
 * overlayChanges({ a: 1, b: 2 }, { a: 1 }, { a: 3 }); // { a: 3, b: 2, custom: {} }
 */
export function overlayChanges(whole: PublicRecord, before: PublicRecord, after: PublicRecord): PublicRecord {
  const custom = customOf(after);
  return {
    ...overlay(whole, before, after),
    custom: isPlain(custom) ? overlay(customOf(whole), customOf(before), custom) : custom,
  };
}

function customOf(record: PublicRecord): PublicRecord {
  return (record['custom'] ?? {}) as PublicRecord;
}

function overlay(whole: PublicRecord, before: PublicRecord, after: PublicRecord): PublicRecord {
  const result: { [field: string]: unknown } = { ...whole };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (name === 'custom' || isSameValue(before[name], after[name])) continue;
    if (after[name] === undefined || after[name] === null) delete result[name];
    else result[name] = after[name];
  }
  return result;
}
