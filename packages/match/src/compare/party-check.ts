import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import type { PatternCheck } from './pattern-check.js';
import { type IdOf, readIds } from './read-ids.js';

const MISSING = 0;
const DIFFERENT = 1;

/** What a person is reached or known by: who shares it with a firm's name may be somebody of that firm. */
const CONTACTS: ReadonlySet<KindName> = new Set(['email', 'phone', 'identifier']);

/**
 * A person and a company are not the same, whatever they share: neither name can be compared, which says just that. Only
 * in lists of persons and their employers a record without any name may be a person: there a full agreement on how they
 * are reached keeps the two comparable. Two names that may mean either party are compared once, not as both.
 *
 * @param rows - text ids of every record side by side; the columns are read when absent
 * @returns `undefined` where there are no organizations
 */
export function createPartyCheck(
  fields: readonly Field[],
  rows: Uint32Array | undefined,
  given: number,
  surname: number,
): PatternCheck | undefined {
  const company = fields.findIndex(({ kind }) => kind.name === 'organization');
  if (company < 0) return undefined;
  const { either, party } = fields[company] as Field; // found above
  const [givenOf, personOf, companyOf] = [given, surname, company].map((at) => readIds(fields, rows, at)) as [
    IdOf,
    IdOf,
    IdOf,
  ];
  const isPerson = (record: number): boolean => personOf(record) !== 0 && companyOf(record) === 0;
  const isCompany = (record: number): boolean => personOf(record) === 0 && companyOf(record) !== 0;
  const contacts = fields.flatMap(({ kind }, at) => (CONTACTS.has(kind.name) ? [{ at, top: kind.levels.length }] : []));
  const mayBePerson = (record: number, pattern: Uint8Array): boolean =>
    either === undefined && givenOf(record) === 0 && contacts.some(({ at, top }) => pattern[at] === top);
  return (left, right, pattern) => {
    if (pattern[surname] !== MISSING && pattern[company] !== MISSING) {
      if (party !== undefined) compareOnce(pattern);
      return;
    }
    if (pattern[surname] !== MISSING || pattern[company] !== MISSING) return;
    const firm = isPerson(left) && isCompany(right) ? right : isCompany(left) && isPerson(right) ? left : undefined;
    if (firm === undefined || mayBePerson(firm, pattern)) return;
    pattern[surname] = DIFFERENT;
    pattern[company] = DIFFERENT;
  };

  /** One word has no forename to be compared. */
  function compareOnce(pattern: Uint8Array): void {
    if (either === 'person' && pattern[given] !== MISSING) pattern[company] = MISSING;
    else {
      pattern[given] = MISSING;
      pattern[surname] = MISSING;
    }
  }
}
