import type { PublicRecord } from '../model/codec.js';
import { isSameValue } from './changed-paths.js';

/**
 * The dotted fields a record gives a value or null: those that need the right to be written. What defaults and `derive`
 * add to them is the model's own.
 *
 * @param record - public values, as a caller gave them
 * @example
 * givenPaths({ id: 'pty_1', name: 'Ann', custom: { creditClass: 'A' } }); // ['name', 'custom.creditClass']
 */
export function givenPaths(record: PublicRecord): readonly string[] {
  const { id: _id, rev: _rev, custom, ...own } = record;
  return [...namesIn(own), ...namesIn((custom ?? {}) as PublicRecord).map((name) => `custom.${name}`)];
}

/**
 * The dotted fields in which a writer left another value than it saw, whatever is stored.
 *
 * @param before - the record as the writer saw it
 * @param after - the record as the writer left it
 * @example
 * touchedPaths({ name: 'Ann', notes: 'x' }, { name: 'Bo', notes: 'x' }); // ['name']
 */
export function touchedPaths(before: PublicRecord, after: PublicRecord): readonly string[] {
  const [old, next] = [before, after].map(({ custom }) => custom ?? {}) as [PublicRecord, PublicRecord];
  const all = givenPaths({ ...before, ...after, custom: { ...old, ...next } });
  return all.filter((path) =>
    path.startsWith('custom.')
      ? !isSameValue(old[path.slice(7)], next[path.slice(7)])
      : !isSameValue(before[path], after[path]),
  );
}

function namesIn(record: PublicRecord): readonly string[] {
  return Object.keys(record).filter((name) => record[name] !== undefined);
}
