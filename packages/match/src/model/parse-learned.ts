import type { Kind } from '../kinds/kind.js';
import { expectArray, expectNumber, expectObject, expectText, fail } from './expect-json.js';

const MANY = Number.MAX_SAFE_INTEGER;

/**
 * Checks what a kind of this package learned from the texts of a field: how common words are, and characters of Chinese
 * names.
 *
 * @throws InvalidModelError `INVALID_MODEL` with the path of the first thing that is wrong
 */
export function parseLearned(json: unknown, kind: Kind, path: string): void {
  const learned = expectObject(json, path);
  if (kind.learn === undefined) fail(path, `the kind ${kind.name} learns nothing`);
  expectNumber(learned.records, `${path}.records`, 0, MANY);
  expectArray(learned.words, `${path}.words`).forEach((entry, at) => {
    const own = `${path}.words.${at}`;
    const [word, records, ...rest] = expectArray(entry, own);
    expectText(word, `${own}.0`);
    expectNumber(records, `${own}.1`, 1, MANY);
    if (rest.length > 0) fail(own, 'it is no word with its number of records');
  });
  if (learned.han === undefined) return;
  const han = expectObject(learned.han, `${path}.han`);
  expectNumber(han.names, `${path}.han.names`, 0, MANY);
  for (const count of Object.values(expectObject(han.counts, `${path}.han.counts`))) {
    expectNumber(count, `${path}.han.counts`, 1, MANY);
  }
}
