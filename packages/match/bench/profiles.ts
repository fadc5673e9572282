// Sets nobody asked for: schemas, errors and duplicates of many sorts, made from a seed. Every profile is what somebody
// may hand to `dedupe` or `link` without a word about it.

import { makeFirms, makeHanFirms, widenDigits } from './profile-companies.js';
import { type Duplicates, type OwnedRow, writeCopies } from './profile-copies.js';
import { createDraw, type Draw } from './profile-draw.js';
import { makeHanPeople } from './profile-han.js';
import { DE, ES, FR, GB, JOBS, type Locale, OCCUPATIONS, US } from './profile-lists.js';
import {
  type Changes,
  changeLife,
  FEW_CHANGES,
  makeEmail,
  makePeople,
  ORDINARY,
  type Person,
  type Population,
  SOME_CHANGES,
} from './profile-people.js';
import {
  blank,
  DATE_SLIPS,
  dropAccents,
  dropLastWord,
  halve,
  hyphenToSpace,
  initial,
  lower,
  misread,
  mistype,
  NAME_SLIPS,
  NUMBER_SLIPS,
  nearDate,
  nickname,
  onlyDigits,
  ROUGH_DATE_SLIPS,
  type Row,
  type Slip,
  type SlipPlan,
  STREET_SLIPS,
  SURNAME_SLIPS,
  shortenStreet,
  slip,
  spellUmlauts,
  swapDayAndMonth,
  upper,
} from './profile-slips.js';

/** Records and whose they are; two sources where they are to be linked. */
export interface Profile {
  readonly name: string;
  /** Cluster F1 that holds; a little under what was measured. */
  readonly floor: number;
  /** Sources to be linked have duplicates of their own. */
  readonly hasDuplicates?: boolean;
  readonly make: (draw: Draw) => readonly [readonly OwnedRow[]] | readonly [readonly OwnedRow[], readonly OwnedRow[]];
}

/** How people are written down. */
interface PeopleRecipe {
  readonly locale: Locale;
  readonly population?: Partial<Population>;
  readonly duplicates?: Duplicates;
  readonly changes?: Changes;
  readonly plan: SlipPlan;
  readonly layOut: (person: Person, draw: Draw) => Row;
  /** Puts the finishing touch to a row, slips included. */
  readonly finish?: (row: Row, draw: Draw) => Row;
}

function writePeople(recipe: PeopleRecipe, draw: Draw): readonly [readonly OwnedRow[]] {
  const { locale, plan, layOut, changes = FEW_CHANGES, duplicates = { share: 0.3 }, finish = (row) => row } = recipe;
  const people = makePeople(locale, { ...ORDINARY, ...recipe.population }, draw);
  const write = (person: Person, copy: number): Row => {
    const written = copy === 0 ? person : changeLife(person, locale, changes, draw);
    // The first record has slips of its own, fewer of them.
    const own = copy === 0 ? { ...plan, perRecord: plan.perRecord / 3 } : plan;
    return finish(slip(layOut(written, draw), own, draw), draw);
  };
  return [writeCopies(people, duplicates, write, draw)];
}

const people =
  (recipe: PeopleRecipe): Profile['make'] =>
  (draw) =>
    writePeople(recipe, draw);

const usAddress = ({ number, street, city, region, postcode }: Person): string =>
  `${number} ${street}, ${city}, ${region} ${postcode}`;

const american = (person: Person): Row => ({
  first_name: person.forename,
  last_name: person.surname,
  date_of_birth: person.birth,
  address: `${person.number} ${person.street}`,
  city: person.city,
  state: person.region,
  zip: person.postcode,
});

const AMERICAN_SLIPS: SlipPlan['slips'] = {
  first_name: NAME_SLIPS,
  last_name: SURNAME_SLIPS,
  date_of_birth: DATE_SLIPS,
  address: STREET_SLIPS,
  city: [mistype, upper],
  zip: [mistype],
};
const AMERICAN: SlipPlan = { slips: AMERICAN_SLIPS, perRecord: 1.5, missing: 0.04 };

const customer = (person: Person): Row => ({
  id: person.social,
  firstname: person.forename,
  lastname: person.surname,
  email: person.email,
  phone: person.phone,
  street: `${person.number} ${person.street}`,
  city: person.city,
  postcode: person.postcode,
  birthday: person.birth,
});
const CUSTOMER_SLIPS: SlipPlan['slips'] = {
  firstname: NAME_SLIPS,
  lastname: SURNAME_SLIPS,
  email: [mistype, lower],
  phone: NUMBER_SLIPS,
  street: STREET_SLIPS,
  city: [mistype, upper],
  postcode: [mistype],
  birthday: DATE_SLIPS,
};

let serial = 0;
/** Ids of records say nothing of customers. */
const numbered = (row: Row): Row => ({ ...row, id: `R${(++serial * 7919) % 1_000_003}` });

const germanDate = (date: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return day === undefined ? date : `${day}.${month}.${year}`;
};
const slashDate = (date: string): string => germanDate(date).replaceAll('.', '/');
const usDate = (date: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? [];
  return day === undefined ? date : `${month}/${day}/${year}`;
};
const mapRow = (row: Row, change: (text: string, column: string) => string): Row =>
  Object.fromEntries(Object.entries(row).map(([column, text]) => [column, change(text, column)]));

const german = (person: Person): Row => ({
  Vorname: person.forename,
  Nachname: person.surname,
  Geburtsdatum: person.birth,
  Straße: `${person.street} ${person.number}`,
  PLZ: person.postcode,
  Ort: person.city,
  Telefon: person.phone,
});
const GERMAN: SlipPlan = {
  slips: {
    Vorname: [mistype, spellUmlauts, dropAccents, hyphenToSpace, halve, initial],
    Nachname: [mistype, spellUmlauts, spellUmlauts, dropAccents, halve],
    Geburtsdatum: DATE_SLIPS,
    Straße: [shortenStreet, spellUmlauts, mistype],
    PLZ: [mistype],
    Ort: [spellUmlauts, dropAccents],
    Telefon: NUMBER_SLIPS,
  },
  perRecord: 2,
  missing: 0.06,
};

const firmPlan: SlipPlan = {
  slips: {
    account: [mistype, upper, dropLastWord],
    website: [(text) => `https://www.${text}/`, (text) => `www.${text}`, blank],
    city: [mistype, dropAccents, upper],
    phone: [onlyDigits, mistype, blank],
  },
  perRecord: 1.3,
  missing: 0.08,
};

function writeFirms(plan: SlipPlan, draw: Draw): readonly [readonly OwnedRow[]] {
  const write = (firm: ReturnType<typeof makeFirms>[number], copy: number): Row =>
    slip(
      {
        account: draw.chance(copy === 0 ? 0.8 : 0.5) ? `${firm.name} ${firm.form}` : firm.name,
        website: firm.domain,
        city: firm.city,
        country: firm.country,
        phone: firm.phone,
      },
      copy === 0 ? { ...plan, perRecord: plan.perRecord / 3 } : plan,
      draw,
    );
  return [writeCopies(makeFirms(3500, draw), { share: 0.3 }, write, draw)];
}

function writeLeads(draw: Draw): readonly [readonly OwnedRow[]] {
  const firms = makeFirms(600, draw);
  const leads = makePeople(US, { ...ORDINARY, households: 0, twins: 0, namesakeChildren: 0 }, draw).map((person) => {
    const firm = draw.pickSkewed(firms);
    const first = person.forename.toLowerCase();
    const last = person.surname.replace(/\W/g, '').toLowerCase();
    const mailbox = draw.pick([`${first}.${last}`, `${first[0]}${last}`, first]);
    return {
      person,
      firm,
      title: draw.pick(JOBS),
      email: draw.chance(0.7) ? `${mailbox}@${firm.domain}` : person.email,
    };
  });
  const plan: SlipPlan = {
    slips: {
      name: [mistype, upper, lower, dropAccents],
      company: [mistype, dropLastWord, upper],
      email: [mistype],
      title: [() => draw.pick(JOBS), blank],
      phone: NUMBER_SLIPS,
    },
    perRecord: 1.2,
    missing: 0.25,
  };
  const write = ({ person, firm, title, email }: (typeof leads)[number], copy: number): Row =>
    slip(
      {
        name: `${draw.chance(0.15) ? nickname(person.forename, draw) : person.forename} ${person.surname}`,
        company: draw.chance(0.5) ? firm.name : `${firm.name} ${firm.form}`,
        email: copy > 0 && draw.chance(0.2) ? makeEmail(person.forename, person.surname, draw) : email,
        title,
        phone: person.phone,
      },
      plan,
      draw,
    );
  return [writeCopies(leads, { share: 0.3 }, write, draw)];
}

function writeHanPeople(side: 'taiwan' | 'mainland', draw: Draw): readonly [readonly OwnedRow[]] {
  const [name, phone, id, address, birth] =
    side === 'taiwan'
      ? ['姓名', '手機', '身分證字號', '地址', '生日']
      : ['姓名', '手机', '身份证号', '地址', '出生日期'];
  const plan: SlipPlan = {
    slips: {
      [phone as string]: [mistype, widenDigits, (text) => `${text.slice(0, 4)}-${text.slice(4, 7)}-${text.slice(7)}`],
      [id as string]: [mistype, lower, blank],
      [address as string]: [widenDigits, (text) => text.slice(3), (text) => text.replace(/\d+樓$/, ''), blank],
      [birth as string]: [swapDayAndMonth, nearDate, (text) => text.replaceAll('-', '/')],
    },
    perRecord: 1.2,
    missing: 0.12,
  };
  const write = (person: ReturnType<typeof makeHanPeople>[number], copy: number): Row => {
    const usual = side === 'taiwan' ? person.traditional : person.simplified;
    const other = draw.pick([person.traditional, person.simplified, person.pinyin, person.wadeGiles]);
    return slip(
      {
        [name as string]: copy > 0 && draw.chance(0.4) ? other : usual,
        [phone as string]: copy > 0 && draw.chance(0.15) ? `09${draw.digits(8)}` : person.mobile,
        [id as string]: draw.chance(0.4) ? person.id : '',
        [address as string]: person.address,
        [birth as string]: person.birth,
      },
      copy === 0 ? { ...plan, perRecord: 0.3 } : plan,
      draw,
    );
  };
  return [writeCopies(makeHanPeople(3500, side, draw), { share: 0.3 }, write, draw)];
}

function writeHanFirms(side: 'taiwan' | 'mainland', draw: Draw): readonly [readonly OwnedRow[]] {
  const columns =
    side === 'taiwan' ? ['公司名稱', '統一編號', '地址', '電話'] : ['公司名称', '统一社会信用代码', '地址', '电话'];
  const [name, tax, address, phone] = columns as [string, string, string, string];
  const plan: SlipPlan = {
    slips: {
      [tax]: [blank, blank, mistype],
      [address]: [widenDigits, (text) => text.replace(/\d+樓$/, ''), (text) => text.slice(3), blank],
      [phone]: [onlyDigits, mistype, blank],
    },
    perRecord: 1.2,
    missing: 0.15,
  };
  const write = (firm: ReturnType<typeof makeHanFirms>[number], copy: number): Row => {
    const full = `${firm.place}${firm.core}${firm.trade}${firm.form}`;
    const short = draw.pick([firm.core, firm.core + firm.trade.slice(0, 2), `${firm.core}${firm.trade}公司`, full]);
    return slip(
      {
        [name]: copy > 0 && draw.chance(0.5) ? short : full,
        [tax]: firm.taxId,
        [address]: firm.address,
        [phone]: firm.phone,
      },
      copy === 0 ? { ...plan, perRecord: 0.3 } : plan,
      draw,
    );
  };
  return [writeCopies(makeHanFirms(3000, side, draw), { share: 0.3 }, write, draw)];
}

/** The same people in two sources that write them down differently. */
function writeSources(
  a: { readonly layOut: PeopleRecipe['layOut']; readonly plan: SlipPlan },
  b: { readonly layOut: PeopleRecipe['layOut']; readonly plan: SlipPlan },
  options: { readonly locale: Locale; readonly copies: number },
  draw: Draw,
): readonly [readonly OwnedRow[], readonly OwnedRow[]] {
  const all = makePeople(options.locale, { ...ORDINARY, people: 5000 }, draw);
  const owned = (source: typeof a, from: number, to: number): readonly OwnedRow[] =>
    all.slice(from, to).flatMap((person, at) => {
      const records = draw.chance(options.copies) ? 2 : 1;
      return Array.from({ length: records }, (): OwnedRow => {
        const later = changeLife(person, options.locale, FEW_CHANGES, draw);
        return { row: slip(source.layOut(later, draw), source.plan, draw), owner: from + at };
      });
    });
  return [owned(a, 0, 3500), owned(b, 2000, 5000)];
}

const NOTES = [
  ...['called back', 'wants a quote', 'prefers e-mail', 'VIP', 'met at the fair', 'invoice sent', 'do not call'],
  ...['left voicemail', 'asked for Karen', 'moved offices', 'see ticket', 'renewal in May', 'no longer interested'],
];
const note = (draw: Draw): string =>
  Array.from({ length: 1 + draw.below(4) }, () => draw.pick(NOTES))
    .concat(String(draw.below(1000)))
    .join(', ');
const stamp = (draw: Draw): string =>
  `20${18 + draw.below(7)}-0${1 + draw.below(9)}-1${draw.below(10)}T1${draw.below(10)}:${10 + draw.below(50)}:00Z`;

const CENSUS_SLIPS: SlipPlan['slips'] = {
  surname: [mistype, mistype, misread],
  forename: [mistype, nickname, initial, misread],
  birth_year: [(text, draw) => String(Number(text) + draw.pick([-2, -1, 1, 2]))],
  occupation: [(_, draw) => draw.pick(OCCUPATIONS), blank],
  town: [mistype, blank],
};

const censusRow = ({ surname, forename, sex, birth, city, social, number }: Person): Row => ({
  surname,
  forename,
  sex,
  birth_year: birth.slice(0, 4),
  occupation: OCCUPATIONS[Number(social) % OCCUPATIONS.length] as string,
  town: `${city.slice(0, 4)}${['ham', 'by', 'ton', 'wick', 'ford'][number % 5]}`,
});

const hospitalRow = ({ forename, surname, sex, birth, postcode, social }: Person): Row => ({
  given_name: forename,
  family_name: surname,
  sex,
  dob: birth,
  postcode,
  ssn: `${social.slice(0, 3)}-${social.slice(3, 5)}-${social.slice(5)}`,
});
const HOSPITAL: SlipPlan = {
  slips: {
    given_name: NAME_SLIPS,
    family_name: SURNAME_SLIPS,
    dob: DATE_SLIPS,
    postcode: [mistype],
    ssn: [mistype, mistype, onlyDigits, blank],
  },
  perRecord: 1.5,
  missing: 0.06,
};

const frenchOrSpanish = (
  nom: string,
  prenom: string,
  naissance: string,
  adresse: string,
  ville: string,
  cp: string,
) => ({
  layOut: (person: Person, locale: Locale): Row => ({
    [nom]: person.surname,
    [prenom]: person.forename,
    [naissance]: slashDate(person.birth),
    [adresse]: locale.street(person.number, person.street),
    [cp]: person.postcode,
    [ville]: person.city,
    email: person.email,
  }),
  plan: {
    slips: {
      [nom]: [mistype, dropAccents, upper, halve],
      [prenom]: [mistype, dropAccents, hyphenToSpace, halve, initial],
      [naissance]: [mistype, blank],
      [adresse]: [shortenStreet, dropAccents, mistype, lower],
      [cp]: [mistype],
      [ville]: [dropAccents, upper],
      email: [mistype, blank],
    },
    perRecord: 2,
    missing: 0.06,
  } satisfies SlipPlan,
});
const french = frenchOrSpanish('nom', 'prénom', 'date de naissance', 'adresse', 'ville', 'code postal');
const spanish = frenchOrSpanish(
  'apellidos',
  'nombre',
  'fecha de nacimiento',
  'dirección',
  'población',
  'código postal',
);

const heavySlips: SlipPlan = {
  slips: {
    ...CUSTOMER_SLIPS,
    firstname: [...NAME_SLIPS, misread],
    birthday: ROUGH_DATE_SLIPS,
    email: [mistype, misread],
  },
  perRecord: 3.5,
  missing: 0.3,
  swapped: { columns: ['firstname', 'lastname'], share: 0.08 },
};

const medium: SlipPlan = { slips: CUSTOMER_SLIPS, perRecord: 1.5, missing: 0.08 };
const british = (extra: Omit<PeopleRecipe, 'locale' | 'layOut' | 'plan'> & Partial<PeopleRecipe>): Profile['make'] =>
  people({ locale: GB, layOut: customer, plan: medium, finish: numbered, changes: SOME_CHANGES, ...extra });

const renamed =
  (names: readonly string[]) =>
  (row: Row): Row =>
    Object.fromEntries(Object.values(row).map((text, at) => [names[at] as string, text]));

/** Contacts of firms: everybody of an office shares address, switchboard and domain. */
function writeOffices(draw: Draw): readonly [readonly OwnedRow[]] {
  const offices = makeFirms(250, draw).map((firm) => ({
    firm,
    home: makePeople(GB, { ...ORDINARY, people: 1 }, draw)[0],
  }));
  const contacts = makePeople(GB, { ...ORDINARY, households: 0, twins: 0, namesakeChildren: 0 }, draw).map((person) => {
    const { firm, home } = draw.pickSkewed(offices) as { firm: (typeof offices)[number]['firm']; home: Person };
    return { person, firm, home, title: draw.pick(JOBS) };
  });
  const plan: SlipPlan = {
    slips: {
      first_name: NAME_SLIPS,
      last_name: SURNAME_SLIPS,
      company: [mistype, dropLastWord, upper],
      job_title: [() => draw.pick(JOBS), blank],
      work_phone: NUMBER_SLIPS,
      work_email: [mistype, blank],
      street: STREET_SLIPS,
      postcode: [mistype],
    },
    perRecord: 1.5,
    missing: 0.08,
  };
  const write = ({ person, firm, home, title }: (typeof contacts)[number], copy: number): Row =>
    slip(
      {
        first_name: person.forename,
        last_name: person.surname,
        company: draw.chance(0.5) ? firm.name : `${firm.name} ${firm.form}`,
        job_title: title,
        work_email: `${person.forename}.${person.surname}@${firm.domain}`.toLowerCase().replaceAll(/[^a-z.@]/g, ''),
        work_phone: draw.chance(0.6) ? home.phone : person.phone,
        street: `${home.number} ${home.street}`,
        city: home.city,
        postcode: home.postcode,
      },
      copy === 0 ? { ...plan, perRecord: 0.5 } : plan,
      draw,
    );
  return [writeCopies(contacts, { share: 0.3 }, write, draw)];
}

/** Columns that follow from each other: a branch has its region, its manager and its sales channel. */
const branchOf = ({ city, region }: Person): Row => ({
  branch: `${city} ${city.length % 3}`,
  sales_region: region,
  account_manager: US.surnames[city.length * 7] as string,
  channel: city.length % 2 === 0 ? 'retail' : 'wholesale',
  price_list: `P${city.length}`,
});

/** All profiles. */
export const PROFILES: readonly Profile[] = [
  {
    name: 'US persons, no e-mail or phone',
    floor: 0.985,
    make: people({ locale: US, layOut: american, plan: AMERICAN }),
  },
  {
    name: 'full name and free-text address',
    floor: 0.963,
    make: people({
      locale: US,
      layOut: (person, draw) => ({
        full_name: draw.chance(0.25)
          ? `${person.surname}, ${person.forename}`
          : `${person.forename}${draw.chance(0.2) ? ` ${person.middle[0]}.` : ''} ${person.surname}`,
        address: usAddress(person),
        dob: usDate(person.birth),
      }),
      plan: {
        slips: {
          full_name: [mistype, upper],
          address: [shortenStreet, mistype, lower, dropLastWord],
          dob: [mistype, blank],
        },
        perRecord: 1.5,
        missing: 0.05,
      },
    }),
  },
  {
    name: 'full name, address and nothing else',
    floor: 0.934,
    make: people({
      locale: GB,
      layOut: (person) => ({
        name: `${person.forename} ${person.surname}`,
        address: `${person.number} ${person.street}, ${person.city} ${person.postcode}`,
      }),
      plan: {
        slips: {
          name: [mistype, upper, (text, draw) => text.replace(/^\w+/u, (first) => nickname(first, draw))],
          address: [shortenStreet, mistype, lower],
        },
        perRecord: 1.2,
        missing: 0.02,
      },
    }),
  },
  { name: 'UK customers', floor: 0.983, make: british({}) },
  {
    name: 'UK customers, light errors',
    floor: 0.994,
    make: british({ plan: { ...medium, perRecord: 0.5, missing: 0.02 }, changes: FEW_CHANGES }),
  },
  { name: 'UK customers, heavy errors', floor: 0.835, make: british({ plan: heavySlips }) },
  {
    name: 'UK customers, 1% duplicates',
    floor: 0.965,
    make: british({ duplicates: { share: 0.01 }, population: { people: 8000 } }),
  },
  { name: 'UK customers, 60% duplicates', floor: 0.988, make: british({ duplicates: { share: 0.6 } }) },
  {
    name: 'UK customers, up to 20 records each',
    floor: 0.987,
    make: british({ duplicates: { share: 0.1, most: 20 } }),
  },
  {
    name: 'UK customers, households, twins and children of one name',
    floor: 0.959,
    make: british({ population: { households: 0.45, twins: 0.05, namesakeChildren: 0.06 } }),
  },
  {
    name: 'UK customers, all upper case, commonest names only',
    floor: 0.978,
    make: british({ population: { rare: 0 }, finish: (row) => mapRow(numbered(row), (text) => text.toUpperCase()) }),
  },
  {
    name: 'US persons, OCR errors',
    floor: 0.964,
    make: people({
      locale: US,
      layOut: american,
      plan: {
        slips: Object.fromEntries(Object.keys(AMERICAN_SLIPS).map((column) => [column, [misread] as readonly Slip[]])),
        perRecord: 3,
        missing: 0.04,
      },
    }),
  },
  {
    name: 'US persons, rough dates',
    floor: 0.984,
    make: people({
      locale: US,
      layOut: american,
      plan: { ...AMERICAN, slips: { ...AMERICAN_SLIPS, date_of_birth: ROUGH_DATE_SLIPS } },
    }),
  },
  {
    name: 'US persons, 200 rows',
    floor: 0.96,
    make: people({ locale: US, layOut: american, plan: AMERICAN, population: { people: 150 } }),
  },
  {
    name: 'US persons, 50 rows',
    floor: 0.98,
    make: people({ locale: US, layOut: american, plan: AMERICAN, population: { people: 38 } }),
  },
  {
    name: 'UK customers, 200 rows',
    floor: 0.98,
    make: british({ population: { people: 150 } }),
  },
  {
    name: 'German persons',
    floor: 0.984,
    make: people({
      locale: DE,
      layOut: german,
      plan: GERMAN,
      finish: (row) => ({ ...row, Geburtsdatum: germanDate(row.Geburtsdatum ?? '') }),
    }),
  },
  {
    name: 'French persons',
    floor: 0.981,
    make: people({ locale: FR, layOut: (person) => french.layOut(person, FR), plan: french.plan }),
  },
  {
    name: 'Spanish persons with two surnames',
    floor: 0.982,
    make: people({
      locale: ES,
      population: { rare: 0.05 },
      layOut: (person) =>
        spanish.layOut(
          { ...person, surname: `${person.surname} ${ES.surnames[Number(person.social) % ES.surnames.length]}` },
          ES,
        ),
      plan: spanish.plan,
    }),
  },
  { name: 'Taiwan persons', floor: 0.99, make: (draw) => writeHanPeople('taiwan', draw) },
  { name: 'mainland persons', floor: 0.99, make: (draw) => writeHanPeople('mainland', draw) },
  { name: 'Taiwan firms', floor: 0.99, make: (draw) => writeHanFirms('taiwan', draw) },
  { name: 'mainland firms', floor: 0.987, make: (draw) => writeHanFirms('mainland', draw) },
  { name: 'B2B accounts', floor: 0.985, make: (draw) => writeFirms(firmPlan, draw) },
  {
    name: 'B2B accounts, many missing',
    floor: 0.826,
    make: (draw) => writeFirms({ ...firmPlan, missing: 0.35 }, draw),
  },
  { name: 'CRM leads, many missing', floor: 0.872, make: writeLeads },
  {
    name: 'census, few strong fields',
    floor: 0.972,
    make: people({
      locale: GB,
      population: { rare: 0.6 },
      layOut: censusRow,
      plan: { slips: CENSUS_SLIPS, perRecord: 0.8, missing: 0.02 },
      changes: { moved: 0.05, married: 0, phone: 0, email: 0 },
    }),
  },
  {
    name: 'hospital with social security numbers',
    floor: 0.989,
    make: people({ locale: US, layOut: hospitalRow, plan: HOSPITAL }),
  },
  {
    name: 'meaningless headers',
    floor: 0.978,
    make: british({
      finish: (row) => renamed(['col1', 'col2', 'col3', 'col4', 'col5', 'col6', 'col7', 'col8', 'col9'])(numbered(row)),
    }),
  },
  {
    name: 'Chinese headers over British people',
    floor: 0.983,
    make: british({
      finish: (row) =>
        renamed(['編號', '名字', '姓氏', '電子郵件', '電話', '街道', '城市', '郵遞區號', '出生日期'])(numbered(row)),
    }),
  },
  {
    name: 'noise: ids, timestamps, notes, near-constant columns',
    floor: 0.984,
    make: british({
      finish: (row, draw) => ({
        ...numbered(row),
        uuid: `${draw.digits(8)}-${draw.digits(4)}-4${draw.digits(3)}-${draw.digits(12)}`,
        created_at: stamp(draw),
        last_login: stamp(draw),
        notes: note(draw),
        status: draw.chance(0.95) ? 'active' : 'inactive',
        source: draw.pick(['web', 'store', 'phone']),
        balance: `${draw.below(5000)}.${draw.below(100)}`,
        newsletter: draw.chance(0.5) ? 'true' : 'false',
      }),
    }),
  },
  {
    name: 'noise under headers that say nothing',
    floor: 0.98,
    make: british({
      finish: (row, draw) => ({
        ...numbered(row),
        f1: String(draw.below(100000)),
        f2: stamp(draw),
        f3: note(draw),
        f4: draw.chance(0.97) ? 'N' : 'Y',
        f5: `${draw.below(5000)}.${draw.below(100)}`,
        f6: draw.pick(['red', 'green', 'blue', 'yellow']),
      }),
    }),
  },
  { name: 'contacts of offices', floor: 0.956, make: writeOffices },
  {
    name: 'columns that follow from each other',
    floor: 0.953,
    make: people({
      locale: GB,
      layOut: (person) => ({
        first_name: person.forename,
        last_name: person.surname,
        phone: person.phone,
        birth_date: person.birth,
        ...branchOf(person),
      }),
      plan: {
        slips: { first_name: NAME_SLIPS, last_name: SURNAME_SLIPS, phone: NUMBER_SLIPS, birth_date: DATE_SLIPS },
        perRecord: 1.2,
        missing: 0.08,
      },
    }),
  },
  {
    name: 'answers of a survey beside names',
    floor: 0.895,
    make: people({
      locale: GB,
      layOut: (person, draw) => ({
        name: `${person.forename} ${person.surname}`,
        age: String(2024 - Number(person.birth.slice(0, 4))),
        gender: person.sex,
        postcode: person.postcode,
        ...Object.fromEntries(
          Array.from({ length: 12 }, (_, at) => [`q${at + 1}`, String(1 + Math.min(4, draw.below(7)))]),
        ),
      }),
      plan: {
        slips: { name: [mistype, upper], age: [(text) => String(Number(text) + 1)], postcode: [mistype, blank] },
        perRecord: 1,
        missing: 0.03,
      },
    }),
  },
  {
    name: 'billing and shipping address, home and mobile phone',
    floor: 0.702,
    make: people({
      locale: US,
      changes: SOME_CHANGES,
      layOut: (person, draw) => {
        const [place, phone] = [`${person.number} ${person.street}`, person.phone];
        const isElsewhere = Number(person.social) % 5 === 0;
        return {
          customer: `${person.forename} ${person.surname}`,
          billing_street: place,
          billing_city: person.city,
          billing_zip: person.postcode,
          shipping_street: isElsewhere
            ? `${person.social.slice(0, 3)} ${US.streets[Number(person.social) % 100]}`
            : place,
          shipping_city: person.city,
          shipping_zip: person.postcode,
          phone,
          mobile: draw.chance(0.6) ? phone : '',
        };
      },
      plan: {
        slips: {
          customer: [mistype, upper],
          billing_street: STREET_SLIPS,
          shipping_street: STREET_SLIPS,
          billing_zip: [mistype],
          phone: NUMBER_SLIPS,
          mobile: NUMBER_SLIPS,
        },
        perRecord: 1.5,
        missing: 0.06,
      },
    }),
  },
  {
    name: 'name and phone, nothing else',
    floor: 0.776,
    make: people({
      locale: GB,
      layOut: ({ forename, surname, phone }) => ({ name: `${forename} ${surname}`, phone }),
      plan: { slips: { name: [mistype, upper, halve], phone: NUMBER_SLIPS }, perRecord: 0.8, missing: 0.03 },
    }),
  },
  {
    name: 'name and e-mail, nothing else',
    floor: 0.684,
    make: people({
      locale: US,
      layOut: ({ forename, surname, email }) => ({ Name: `${forename} ${surname}`, 'E-Mail': email }),
      plan: { slips: { Name: [mistype, upper, lower, halve], 'E-Mail': [mistype] }, perRecord: 0.8, missing: 0.03 },
    }),
  },
  {
    name: 'pupils by school and year',
    floor: 0.963,
    make: people({
      locale: GB,
      population: { rare: 0.5 },
      layOut: (person) => ({
        surname: person.surname,
        forename: person.forename,
        date_of_birth: `200${person.birth.slice(3)}`,
        school: `${person.city} ${['Grammar', 'High', 'Primary'][person.number % 3]} School`,
        year_group: String(7 + (Number(person.birth.slice(3, 4)) % 6)),
        house: (['Red', 'Blue', 'Green', 'Yellow'] as const)[Number(person.social) % 4] as string,
        borough: person.region,
      }),
      plan: {
        slips: {
          surname: SURNAME_SLIPS,
          forename: NAME_SLIPS,
          date_of_birth: DATE_SLIPS,
          school: [mistype, dropLastWord, blank],
        },
        perRecord: 1.2,
        missing: 0.04,
      },
    }),
  },
  {
    name: 'link of two clean sources, other columns and formats',
    floor: 0.981,
    make: (draw) =>
      writeSources(
        { layOut: customer, plan: medium },
        {
          layOut: (person) => ({
            firstname: person.forename.toUpperCase(),
            lastname: person.surname.toUpperCase(),
            street: `${person.number} ${person.street}`.toUpperCase(),
            city: person.city.toUpperCase(),
            birthday: slashDate(person.birth),
            phone: `+44 ${person.phone.slice(1).replaceAll(' ', '')}`,
            loyalty: person.social.slice(0, 4),
          }),
          plan: {
            ...medium,
            slips: {
              firstname: NAME_SLIPS,
              lastname: SURNAME_SLIPS,
              street: STREET_SLIPS,
              phone: NUMBER_SLIPS,
              birthday: [mistype, blank],
            },
          },
        },
        { locale: GB, copies: 0 },
        draw,
      ),
  },
  {
    name: 'link of two sources with duplicates',
    floor: 0.97,
    hasDuplicates: true,
    make: (draw) =>
      writeSources(
        { layOut: american, plan: AMERICAN },
        { layOut: american, plan: AMERICAN },
        { locale: US, copies: 0.2 },
        draw,
      ),
  },
];

/** Makes the records of a profile. */
export function makeProfile(profile: Profile, seed = 1): ReturnType<Profile['make']> {
  serial = 0;
  return profile.make(createDraw(seed * 1000 + PROFILES.indexOf(profile)));
}
