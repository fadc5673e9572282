import type { SeededRandom } from '@crmkit/core/testing';
import { writeChineseName } from './chinese-names.js';
import type { CustomerDraft } from './customer-draft.js';
import { makeFamilyName } from './latin-names.js';
import { makeEmail, makeInstant } from './make-customer.js';
import { makeAddress, makePhone } from './places.js';

type Row = CustomerDraft['row'];

const homophones: readonly (readonly [string, string])[] = [
  ['君', '均'],
  ['怡', '宜'],
  ['雅', '亞'],
  ['婷', '庭'],
  ['佩', '珮'],
  ['欣', '心'],
  ['俊', '峻'],
  ['豪', '濠'],
  ['志', '智'],
  ['惠', '蕙'],
];

function mistype(random: SeededRandom, text: string): string {
  const [wrong] = homophones.filter(([right]) => text.includes(right));
  if (wrong) return text.replace(wrong[0], wrong[1]);
  if (text.length < 4 || !/[a-z]/i.test(text)) return text;
  const at = random.integer(1, text.length - 2);
  switch (random.integer(0, 2)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.charAt(at) + text.slice(at);
    default:
      return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  }
}

function rename(row: Row, given: string | null, family: string | null, isFamilyFirst: boolean): Row {
  const name = isFamilyFirst ? `${family ?? ''}${given ?? ''}` : `${given ?? ''} ${family ?? ''}`.trim();
  return { ...row, given_name: given, family_name: family, name };
}

function changePersonName(random: SeededRandom, draft: CustomerDraft, row: Row): Row {
  const { chinese, shortGivenName } = draft;
  const { given_name: given, family_name: family } = row;
  const isFamilyFirst = chinese !== null && row.country !== 'SG';
  const choice = random.next();
  if (chinese && choice < 0.3) {
    const other = writeChineseName(chinese, row.country === 'TW' && random.chance(0.4) ? 'simplified' : 'latin');
    return { ...row, name: other.name, given_name: other.givenName, family_name: other.familyName };
  }
  if (shortGivenName && choice < 0.3) return rename(row, shortGivenName, family, false);
  if (choice < 0.4) return { ...row, given_name: family, family_name: given };
  if (choice < 0.48 && !chinese) return rename(row, given, makeFamilyName(random), false);
  if (choice < 0.75) return rename(row, mistype(random, given ?? ''), family, isFamilyFirst);
  return { ...row, name: row.name.toUpperCase() };
}

function moveAway(random: SeededRandom, row: Row): Row {
  return {
    ...row,
    ...makeAddress(random, row.country),
    phone: random.chance(0.5) ? makePhone(random, row.country, false) : row.phone,
  };
}

function writeAddressOtherwise(row: Row): Row {
  return {
    ...row,
    city: row.city?.replace('臺', '台') ?? null,
    street:
      row.street?.replace('Street', 'St.').replace('Avenue', 'Ave').replace('straße', 'str.').replace('號', '号') ??
      null,
    postal_code: row.postal_code?.replace(' ', '') ?? null,
  };
}

function writePhoneOtherwise(text: string | null, country: string): string | null {
  const prefix = { TW: '+886 ', CN: '+86 ', DE: '+49 ', GB: '+44 ', US: '+1 ' }[country];
  const digits = text?.replace(/\D/g, '') ?? '';
  return text === null || prefix === undefined ? text : prefix + digits.replace(/^0/, '');
}

function swapDayAndMonth(day: string | null): string | null {
  if (day === null || Number(day.slice(8)) > 12) return day;
  return `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`;
}

function anotherEmail(random: SeededRandom, { chinese, row }: CustomerDraft): string {
  const latin = chinese
    ? writeChineseName(chinese, 'latin')
    : { givenName: row.given_name ?? '', familyName: row.family_name ?? '' };
  return makeEmail(random, latin.givenName, latin.familyName);
}

/**
 * Makes the record of a customer that was entered a second time: another spelling or script, a married name, names in
 * the wrong fields, a new address, a phone number written otherwise, a birthday with day and month exchanged.
 */
export function makeDuplicate(random: SeededRandom, original: CustomerDraft, lastEntry: number): CustomerDraft {
  const created = makeInstant(random, Date.parse(original.row.created_at), lastEntry);
  let row: Row = { ...original.row, created_at: created, updated_at: created, household_no: null };
  if (row.customer_type === 'P') {
    if (random.chance(0.75)) row = changePersonName(random, original, row);
    if (random.chance(0.15)) row = { ...row, birth_date: swapDayAndMonth(row.birth_date) };
    if (random.chance(0.25)) row = { ...row, birth_date: null };
    if (random.chance(0.2)) row = { ...row, email: anotherEmail(random, original) };
  } else if (original.organization) {
    row = { ...row, name: random.pick(original.organization.variants), tax_no: random.chance(0.5) ? row.tax_no : null };
  }
  row = random.chance(0.25) ? moveAway(random, row) : writeAddressOtherwise(row);
  if (random.chance(0.3)) row = { ...row, email: null };
  if (random.chance(0.5))
    row = {
      ...row,
      phone: writePhoneOtherwise(row.phone, row.country),
      mobile: writePhoneOtherwise(row.mobile, row.country),
    };
  if (random.chance(0.2)) row = { ...row, mobile: null };
  return { ...original, original: original.original ?? original, row };
}
