import { createRandom, type SeededRandom } from '@crmkit/core/testing';
import type { Row } from '../src/source.js';

/** A customer record; `truth` is not for the engine. */
export interface MadeUpCustomer {
  readonly party: 'person' | 'company';
  readonly truth: string;
  readonly row: Row & { readonly id: string };
}

type Values = { readonly [column: string]: string };

const GIVEN = 'Anna Peter Maria Robert Susan Thomas Laura Martin Julia Victor Ellen Oscar Clara Hugo Nora Felix'.split(
  ' ',
);
const NAMES = ['Berg', 'Nor', 'Lind', 'Wal', 'Ros', 'Hart', 'Kirk', 'Stein'];
const NAME_ENDS = ['ford', 'man', 'gren', 'ley', 'sen', 'well', 'by'];
const HEADS = ['Alder', 'Nord', 'Quill', 'Brim', 'Tamar', 'Velt', 'Cask', 'Dune'];
const TAILS = ['haven', 'mark', 'vale', 'gate', 'moor', 'worth'];
const TRADES = ['Foods', 'Textiles', 'Logistics', 'Packaging', 'Trading'];
const STREETS = ['High Street', 'Mill Lane', 'Church Road', 'Station Road', 'Park Avenue', 'King Street'];
const CITIES = ['Leeds', 'York', 'Hull', 'Derby', 'Lincoln', 'Durham'];
const DISTRICTS = ['North', 'South', 'Old Town'];

/** Two strangers of one city often share district and postcode, too. */
function makeAddress(random: SeededRandom): Values {
  const city = random.integer(0, CITIES.length - 1);
  const district = random.integer(0, DISTRICTS.length - 1);
  return {
    street: `${random.integer(1, 240)} ${random.pick(STREETS)}`,
    district: DISTRICTS[district] as string,
    city: CITIES[city] as string,
    postal_code: `${city + 2}${district}${random.integer(0, 1)}00`,
  };
}

function makePhone(random: SeededRandom, prefix: string): string {
  return `${prefix} ${random.integer(100, 999)} ${random.integer(1000, 9999)}`;
}

function makePerson(random: SeededRandom, home?: Values): Values {
  const given = random.pick(GIVEN);
  const family = home?.family_name ?? random.pick(NAMES) + random.pick(NAME_ENDS);
  const user = `${given}.${family}${random.integer(1, 99)}`.toLowerCase();
  const { street, district, city, postal_code } = home ?? makeAddress(random);
  return {
    name: `${given} ${family}`,
    given_name: given,
    family_name: family,
    birth_date: random.chance(0.7)
      ? `${random.integer(1945, 2004)}-${pad(random.integer(1, 12))}-${pad(random.integer(1, 28))}`
      : '',
    email: random.chance(0.6) ? `${user}@example.org` : '',
    phone: home?.phone ?? (random.chance(0.5) ? makePhone(random, '0113') : ''),
    mobile: random.chance(0.7) ? makePhone(random, '0770') : '',
    ...{ street, district, city, postal_code },
  } as Values;
}

function makeCompany(random: SeededRandom): Values {
  const head = random.pick(HEADS) + random.pick(TAILS);
  return {
    name: `${head} ${random.pick(TRADES)} Limited`,
    tax_no: random.chance(0.8) ? String(random.integer(10_000_000, 99_999_999)) : '',
    email: random.chance(0.6)
      ? `${random.pick(['info', 'sales', 'office'])}@${head.toLowerCase()}-${random.integer(10, 99)}.example`
      : '',
    phone: random.chance(0.9) ? makePhone(random, '0121') : '',
    ...makeAddress(random),
  };
}

/** The same customer once more: written otherwise, values lost, moved. */
function repeat(random: SeededRandom, values: Values, party: MadeUpCustomer['party']): Values {
  const changed: Record<string, string> = { ...values };
  if (party === 'company') changed.name = values.name?.replace(' Limited', random.chance(0.5) ? '' : ' Ltd.') ?? '';
  else if (random.chance(0.3)) changed.name = values.name?.toUpperCase() ?? '';
  for (const column of ['birth_date', 'tax_no', 'email', 'mobile']) if (random.chance(0.25)) changed[column] = '';
  if (!random.chance(0.25)) return changed;
  return { ...changed, ...makeAddress(random), ...(random.chance(0.5) ? { phone: makePhone(random, '0121') } : {}) };
}

/**
 * A customer list that holds persons, some of them families, and companies in one `name` column. The same for the same seed.
 *
 * @param count - records, about
 * @param companies - share of the customers that are companies
 */
export function makeCustomers(count: number, seed: number, companies: number): readonly MadeUpCustomer[] {
  const random = createRandom(seed);
  const made: MadeUpCustomer[] = [];
  let customers = 0;
  const add = (party: MadeUpCustomer['party'], values: Values): void => {
    const truth = String(++customers);
    const again = random.chance(0.13) ? (random.chance(0.2) ? 2 : 1) : 0;
    for (let at = 0; at <= again; at++) {
      const row = at === 0 ? values : repeat(random, values, party);
      made.push({ party, truth, row: { ...EMPTY, ...row, id: `C${made.length + 1}` } });
    }
  };
  while (made.length < count) {
    if (random.chance(companies)) {
      add('company', makeCompany(random));
      continue;
    }
    const person = makePerson(random);
    add('person', person);
    if (random.chance(0.1)) for (let at = random.integer(1, 3); at > 0; at--) add('person', makePerson(random, person));
  }
  return made;
}

const EMPTY: Values = Object.fromEntries(
  'name,given_name,family_name,birth_date,tax_no,email,phone,mobile,street,district,city,postal_code'
    .split(',')
    .map((column) => [column, '']),
);

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
