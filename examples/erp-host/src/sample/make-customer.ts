import type { SeededRandom } from '@crmkit/core/testing';
import { type ChineseName, makeChineseName, writeChineseName } from './chinese-names.js';
import type { CustomerDraft } from './customer-draft.js';
import { makeFamilyName, makeGivenName, withoutAccents } from './latin-names.js';
import { makeOrganizationName } from './organizations.js';
import { type Country, makeAddress, makePhone, pickCountry } from './places.js';

/** What the customers of one company file have in common. */
export interface CustomerSetting {
  readonly random: SeededRandom;
  /** UTC milliseconds between which customers were entered. */
  readonly firstEntry: number;
  readonly lastEntry: number;
}

/** ISO instant of a whole second between two points in time. */
export function makeInstant(random: SeededRandom, from: number, to: number): string {
  return new Date(Math.floor((from + random.next() * Math.max(0, to - from)) / 1000) * 1000).toISOString();
}

function makeBirthDate(random: SeededRandom): string {
  const year = random.integer(1945, 2004);
  return `${year}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`;
}

/** An e-mail address under a domain that is reserved for examples. */
export function makeEmail(random: SeededRandom, givenName: string, familyName: string): string {
  const clean = (text: string): string =>
    withoutAccents(text)
      .toLowerCase()
      .replace(/[^a-z]/g, '');
  const [given, family] = [clean(givenName), clean(familyName)];
  const tail = random.integer(1, 99);
  const user = random.pick([
    `${given}.${family}`,
    `${given.charAt(0)}${family}${tail}`,
    `${given}${tail}`,
    `${family}.${given}${tail}`,
  ]);
  return `${user}@${random.pick(['example.com', 'example.org', 'example.net'])}`;
}

interface PersonName {
  readonly name: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly latinGiven: string;
  readonly latinFamily: string;
  readonly chinese: ChineseName | null;
  readonly short: string | null;
}

function makePersonName(
  random: SeededRandom,
  country: string,
  family: { chinese?: ChineseName; latin?: string },
): PersonName {
  const isChinese = country === 'TW' || country === 'CN' || (country === 'SG' && random.chance(0.5));
  if (isChinese) {
    const chinese = makeChineseName(random, family.chinese?.family);
    const latin = writeChineseName(chinese, 'latin');
    const written =
      country === 'SG' ? latin : writeChineseName(chinese, country === 'TW' ? 'traditional' : 'simplified');
    return {
      name: written.name,
      given_name: written.givenName,
      family_name: written.familyName,
      latinGiven: latin.givenName,
      latinFamily: latin.familyName,
      chinese,
      short: null,
    };
  }
  const given = makeGivenName(random);
  const familyName = family.latin ?? makeFamilyName(random);
  return {
    name: `${given.full} ${familyName}`,
    given_name: given.full,
    family_name: familyName,
    latinGiven: given.full,
    latinFamily: familyName,
    chinese: null,
    short: given.short,
  };
}

function makePerson(setting: CustomerSetting, country: Country, relative: CustomerDraft | null): CustomerDraft {
  const { random } = setting;
  const { code } = country;
  const family = relative
    ? {
        ...(relative.chinese ? { chinese: relative.chinese } : {}),
        ...(relative.row.family_name ? { latin: relative.row.family_name } : {}),
      }
    : {};
  const name = makePersonName(random, code, family);
  const home = relative ? relative.row : makeAddress(random, code);
  const created = makeInstant(random, setting.firstEntry, setting.lastEntry);
  return {
    chinese: name.chinese,
    shortGivenName: name.short,
    organization: null,
    original: null,
    row: {
      customer_type: 'P',
      name: name.name,
      given_name: name.given_name,
      family_name: name.family_name,
      tax_no: null,
      birth_date: random.chance(0.7) ? makeBirthDate(random) : null,
      email: random.chance(0.7) ? makeEmail(random, name.latinGiven, name.latinFamily) : null,
      phone: relative ? relative.row.phone : random.chance(0.5) ? makePhone(random, code, false) : null,
      mobile: random.chance(0.8) ? makePhone(random, code, true) : null,
      street: home.street,
      district: home.district,
      city: home.city,
      postal_code: home.postal_code,
      country: code,
      contact_name: null,
      contact_title: null,
      household_no: relative?.row.household_no ?? null,
      credit_limit: null,
      currency: country.currency,
      created_at: created,
      updated_at: created,
    },
  };
}

function makeCompany(setting: CustomerSetting, country: Country): CustomerDraft {
  const { random } = setting;
  const { code } = country;
  const organization = makeOrganizationName(random, code);
  const contact = makePersonName(random, code, {});
  const created = makeInstant(random, setting.firstEntry, setting.lastEntry);
  const domain = `${withoutAccents(contact.latinFamily)
    .toLowerCase()
    .replace(/[^a-z]/g, '')}-${random.integer(10, 99)}.example`;
  return {
    chinese: null,
    shortGivenName: null,
    organization,
    original: null,
    row: {
      customer_type: 'C',
      name: organization.full,
      given_name: null,
      family_name: null,
      tax_no: random.chance(0.85) ? String(random.integer(10_000_000, 99_999_999)) : null,
      birth_date: null,
      email: random.chance(0.6) ? `${random.pick(['info', 'sales', 'office', 'purchasing'])}@${domain}` : null,
      phone: random.chance(0.9) ? makePhone(random, code, false) : null,
      mobile: null,
      ...makeAddress(random, code),
      country: code,
      contact_name: contact.name,
      contact_title: random.pick(['採購經理', 'Owner', 'Purchasing Manager', '業務助理', 'Accountant', '總經理']),
      household_no: null,
      credit_limit: String(Math.round((random.integer(1, 40) * 50_000) / country.rate)),
      currency: country.currency,
      created_at: created,
      updated_at: created,
    },
  };
}

function makeHousehold(setting: CustomerSetting, country: Country, householdNo: string): CustomerDraft[] {
  const { random } = setting;
  const head = makePerson(setting, country, null);
  const first: CustomerDraft = { ...head, row: { ...head.row, household_no: householdNo } };
  const others = Array.from({ length: random.integer(1, 3) }, () => makePerson(setting, country, first));
  const family = first.row.family_name ?? '';
  const name = first.chinese && country.code !== 'SG' ? `${family}家` : `${family} family`;
  const household: CustomerDraft = {
    ...first,
    chinese: null,
    shortGivenName: null,
    row: {
      ...first.row,
      customer_type: 'H',
      name,
      given_name: null,
      family_name: family,
      birth_date: null,
      email: null,
      mobile: null,
    },
  };
  return [...(random.chance(0.4) ? [household] : []), first, ...others];
}

/** Makes the next customers: a person, a company, or the people of one home, who share name, address and phone. */
export function makeCustomers(setting: CustomerSetting, nextHousehold: () => string): CustomerDraft[] {
  const country = pickCountry(setting.random);
  const kind = setting.random.next();
  if (kind < 0.35) return [makeCompany(setting, country)];
  if (kind < 0.42) return makeHousehold(setting, country, nextHousehold());
  return [makePerson(setting, country, null)];
}
