import fc from 'fast-check';
import type { BlockingRule } from '../block/rule.js';
import { blockingRule } from '../block/rule.js';
import { dedupe } from '../dedupe.js';
import type { MatchModel } from '../model/match-model.js';
import type { FieldSpec } from '../records/field-spec.js';
import type { Row } from '../source.js';

// Few names and few streets, so that small sets are full of people who might be the same.
const GIVEN = ['Robert', 'Bob', 'Anna', 'Anne', 'Maria', 'Peter', 'Katherine', 'Kate'];
const SURNAMES = ['Miller', 'Schmidt', 'Smith', 'Garcia', 'Novak'];
const CITIES = ['Leeds', 'York', 'Hull'];
const COMPANIES = [
  'Northern Steel Works Ltd',
  'Northern Steel',
  'Bakery Jones',
  'Jones and Sons Bakery',
  '台灣水泥股份有限公司',
  '台泥',
];

/** The fields of the people below, every kind with keys of another sort. */
export const SMALL_FIELDS: readonly FieldSpec[] = [
  { name: 'given', kind: 'givenName', columns: ['first'] },
  { name: 'surname', kind: 'surname', columns: ['last'] },
  { name: 'born', kind: 'date', columns: ['born'] },
  { name: 'email', kind: 'email', columns: ['email'] },
  { name: 'phone', kind: 'phone', columns: ['phone'] },
  { name: 'city', kind: 'city', columns: ['city'] },
  { name: 'company', kind: 'organization', columns: ['company'] },
];

function misspell(text: string, at: number): string {
  const place = at % Math.max(1, text.length - 1);
  return text.slice(0, place) + text.slice(place + 1, place + 2) + text.slice(place, place + 1) + text.slice(place + 2);
}

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | ''> =>
  fc.oneof({ weight: 4, arbitrary: value }, fc.constant(''));

const text = (values: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...values), fc.integer({ min: 0, max: 40 }))
    .map(([value, typo]) => (typo < 6 ? misspell(value, typo) : value));

const anyPerson = fc.record({
  first: optional(text(GIVEN)),
  last: optional(text(SURNAMES)),
  born: optional(fc.constantFrom('1970-03-12', '1970-12-03', '1981-07-30', '1981-07-31')),
  email: optional(text(['r.miller@example.org', 'anna@example.com', 'kate.novak@example.org'])),
  phone: optional(fc.constantFrom('+44 113 496 0001', '0113 4960001', '+44 1904 550002')),
  city: optional(fc.constantFrom(...CITIES)),
  company: optional(fc.constantFrom(...COMPANIES)),
});

/** People who come again and again, and change in one thing at times: their records tie. */
const regulars = fc
  .tuple(
    fc.constantFrom(...fc.sample(anyPerson, { numRuns: 5, seed: 3 })),
    anyPerson,
    fc.constantFrom('', 'first', 'phone', 'city'),
  )
  .map(([regular, other, changed]) => (changed === '' ? regular : { ...regular, [changed]: other[changed] }));

/** A row of a made-up person, without an id. */
export const smallPerson: fc.Arbitrary<Row> = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: regulars }, anyPerson), fc.constantFrom('shop', 'office', 'web'))
  .map(([person, origin]) => ({ ...person, origin }));

/** Ids of which some are longer, so that the order of ids is not that of numbers. */
export const smallId: fc.Arbitrary<string> = fc.integer({ min: 0, max: 24 }).map(String);

/** Rows of so many people. */
export function smallRows(count: number, seed: number): readonly Row[] {
  return fc.sample(smallPerson, { numRuns: count, seed });
}

/** A model learned from such people, under which every pair is a candidate. */
export async function learnSmallModel(seed: number): Promise<MatchModel> {
  const { model } = await dedupe(smallRows(180, seed), { fields: SMALL_FIELDS });
  return model;
}

const rule = (...atoms: readonly (readonly [string, string])[]): BlockingRule =>
  blockingRule(atoms.map(([field, family]) => ({ field, family })));

/** Rules with one key, two keys, several keys, and several in both of their parts. */
export const SMALL_RULES: readonly BlockingRule[] = [
  rule(['surname', 'exact'], ['born', 'exact']),
  rule(['company', 'rareTokens']),
  rule(['email', 'exact']),
  rule(['company', 'hanPairs'], ['city', 'exact']),
  rule(['surname', 'exact'], ['city', 'exact']),
];
