import { lazyNumbers } from '../kinds/lazy-feature.js';
import { contradictInGeneration, generationOf } from '../kinds/titles.js';
import type { Field } from '../records/record-set.js';
import { createPartyCheck } from './party-check.js';
import type { PatternCheck } from './pattern-check.js';
import { readIds } from './read-ids.js';
import { createSwapCheck } from './swap-check.js';

const MISSING = 0;
const DIFFERENT = 1;

/**
 * What only shows when the fields of a person are seen together: forename and surname in each other's place, father and
 * son, a mailbox that belongs to an office.
 *
 * @param rows - text ids of every record side by side; the columns are read when absent
 * @returns `undefined` for sets without forenames
 */
export function createPersonChecks(fields: readonly Field[], rows?: Uint32Array): PatternCheck | undefined {
  const given = fields.findIndex(({ kind }) => kind.name === 'givenName');
  if (given < 0) return undefined;
  const surname = fields.findIndex(({ kind }) => kind.name === 'surname');
  const checks = [
    ...(surname < 0 ? [] : [createSwapCheck(fields, given, surname)]),
    createGenerationCheck(fields, rows, given, surname),
    ...fields.flatMap((field, at) => createSharedTextCheck(field, readIds(fields, rows, at), at, given)),
  ];
  const isEither = surname < 0 ? undefined : createPartyCheck(fields, rows, given, surname);
  return (left, right, pattern) => {
    isEither?.(left, right, pattern);
    if (pattern[given] === MISSING) return;
    for (const check of checks) check(left, right, pattern);
  };
}

/** Father and son share every name; `jr` and `sr` after forename or surname tell them apart. */
function createGenerationCheck(
  fields: readonly Field[],
  rows: Uint32Array | undefined,
  given: number,
  surname: number,
): PatternCheck {
  const readers = [surname, given].flatMap((at) => {
    const column = fields[at]?.column;
    if (column === undefined) return [];
    const { dictionary } = column;
    const idOf = readIds(fields, rows, at);
    const ofText = lazyNumbers(dictionary, (id) => generationOf(dictionary.text(id)));
    return [(record: number): number => ofText(idOf(record))];
  });
  const read = (record: number): number => {
    for (const reader of readers) {
      const generation = reader(record);
      if (generation !== 0) return generation;
    }
    return 0;
  };
  return (left, right, pattern) => {
    if (pattern[given] === DIFFERENT) return;
    const generation = read(left);
    if (generation !== 0 && contradictInGeneration(generation, read(right))) pattern[given] = DIFFERENT;
  };
}

/** What many persons share, such as `info@…`, is little evidence between two records that name persons. */
function createSharedTextCheck(
  { kind, column: { dictionary } }: Field,
  idOf: (record: number) => number,
  at: number,
  given: number,
): readonly PatternCheck[] {
  const { mostAmongPersons } = kind;
  if (mostAmongPersons === undefined) return [];
  const most = lazyNumbers(dictionary, (id) => 1 + (mostAmongPersons(dictionary.text(id)) ?? kind.levels.length - 1));
  return [
    (left, right, pattern) => {
      const level = pattern[at] as number;
      if (level <= DIFFERENT || pattern[given] === MISSING) return;
      const cap = Math.min(most(idOf(left)), most(idOf(right)));
      if (level > cap) pattern[at] = cap;
    },
  ];
}
