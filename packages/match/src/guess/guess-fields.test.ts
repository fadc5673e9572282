import { describe, expect, it } from 'vitest';
import { readRows } from '../table/read-rows.js';
import { sampleValues } from './column-sample.js';
import { guessColumns, guessFields } from './guess-fields.js';

const givenNames = ['Robert', 'Mary', 'James', 'Patricia', 'John', 'Jennifer', 'Linda', 'David', 'Susan', 'Paul'];
const surnames = [
  'Okafor',
  'Lindqvist',
  'Marsh',
  'Pereira',
  'Novak',
  'Tanaka',
  'Brandt',
  'Quigley',
  'Adeyemi',
  'Rossi',
];
const cities = ['Leeds', 'Porto', 'Graz', 'Lyon', 'Osaka', 'Turku', 'Ghent', 'Cork', 'Basel', 'Bergen'];
const streets = ['Mill Lane', 'Oak Avenue', 'Station Road', 'High Street', 'Elm Close'];
const ROWS = 60;

/** One value per row from a formula of the row's number. */
function column(name: string, value: (row: number) => string): ReturnType<typeof sampleValues> {
  return sampleValues(
    name,
    Array.from({ length: ROWS }, (_, row) => value(row)),
  );
}
const pick = (list: readonly string[], row: number): string => list[row % list.length] as string;

/** Plausible values for the columns used below, by what they mean. */
const makers = {
  id: (row: number) => `rec-${1000 + row}`,
  given: (row: number) => pick(givenNames, row),
  surname: (row: number) => pick(surnames, row * 7),
  full: (row: number) => `${pick(givenNames, row)} ${pick(surnames, row * 3 + 1)}`,
  date: (row: number) => `19${40 + (row % 50)}-0${1 + (row % 9)}-1${row % 10}`,
  compactDate: (row: number) => `19${40 + (row % 50)}0${1 + (row % 9)}1${row % 10}`,
  slashDate: (row: number) => `${1 + (row % 12)}/${1 + (row % 28)}/19${40 + (row % 50)}`,
  email: (row: number) => `${pick(givenNames, row).toLowerCase()}${row}@mail.example`,
  phone: (row: number) => `0${20 + (row % 5)} ${7000 + row * 13} ${1000 + row * 7}`,
  street: (row: number) => `${row + 1} ${pick(streets, row)}`,
  streetName: (row: number) => pick(streets, row),
  houseNumber: (row: number) => `${row + 1}`,
  city: (row: number) => pick(cities, row),
  region: (row: number) => pick(['nsw', 'vic', 'qld', 'wa'], row),
  postcode: (row: number) => `${2000 + row * 11}`,
  country: (row: number) => pick(['France', 'Japan', 'Portugal'], row),
  address: (row: number) => `${row + 1} ${pick(streets, row)}, ${pick(cities, row)} ${20000 + row * 31}`,
  taxId: (row: number) => `${4_000_000 + row * 7919}`,
  firm: (row: number) =>
    `${pick(surnames, row)} ${pick(['Trading', 'Foods', 'Logistics'], row)} ${pick(['Ltd', 'GmbH', 'Inc'], row)}`,
  gender: (row: number) => pick(['m', 'f'], row),
  occupation: (row: number) => pick(['baker', 'painter', 'nurse', 'clerk'], row),
  title: (row: number) =>
    `A study of ${pick(streets, row).toLowerCase()} and ${pick(cities, row * 3)} in ${pick(surnames, row)} models ${row}`,
  authors: (row: number) =>
    `${pick(givenNames, row)} ${pick(surnames, row)}, ${pick(givenNames, row + 3)} ${pick(surnames, row + 5)}`,
  venue: (row: number) => pick(['Transactions', 'Letters', 'Record'], row),
  year: (row: number) => `${1990 + (row % 15)}`,
  amount: (row: number) => `${row * 17}.50`,
  status: (row: number) => pick(['active', 'closed'], row),
  source: (row: number) => pick(['web', 'shop'], row),
  hanName: (row: number) =>
    `${pick(['王', '李', '張', '陳', '林'], row)}${pick(['小明', '美玲', '志偉', '雅婷'], row)}`,
  hanFirm: (row: number) =>
    `${pick(['大同', '南亞', '正新', '聯華'], row)}${pick(['電子', '水泥', '食品'], row)}股份有限公司`,
  hanShort: (row: number) => `${pick(['大同', '南亞', '正新', '聯華'], row)}${row % 3}`,
  hanAddress: (row: number) => `台北市${pick(['松山區', '大安區'], row)}${pick(['民生', '復興'], row)}路${row + 1}號`,
  hanCity: (row: number) => pick(['台北市', '高雄市', '台中市'], row),
  website: (row: number) => `https://www.${pick(cities, row).toLowerCase()}${row}.example/`,
  empty: () => '',
  constant: () => 'X',
} as const;

function guess(columns: Readonly<Record<string, keyof typeof makers>>): Readonly<Record<string, string>> {
  const samples = Object.entries(columns).map(([name, maker]) => column(name, makers[maker]));
  return Object.fromEntries(guessColumns(samples).map(({ field, kind }) => [field, kind]));
}

describe('romanised Chinese names', () => {
  it.each([
    ['surname first', ['Wang Xiaoming', 'Chen Mei-ling', 'Cheung Kwok-wing', 'Hsu Chih-mo']],
    ['forename first', ['Xiaoming Wang', 'Mei-ling Chen', 'Kwok-wing Cheung', 'Chih-mo Hsu']],
  ])('are names of persons, %s', (_, values) => {
    expect(guessColumns([sampleValues('name', values)])[0]?.kind).toBe('personName');
  });
});

describe('guessFields', () => {
  it('reads plain headers of persons', () => {
    expect(
      guess({
        id: 'id',
        first_name: 'given',
        surname: 'surname',
        dob: 'date',
        email: 'email',
        phone: 'phone',
        street: 'street',
        city: 'city',
        postcode: 'postcode',
        cluster: 'id',
      }),
    ).toEqual({
      id: 'ignore',
      first_name: 'givenName',
      surname: 'surname',
      dob: 'date',
      email: 'email',
      phone: 'phone',
      street: 'street',
      city: 'city',
      postcode: 'postcode',
      cluster: 'ignore',
    });
    expect(
      guess({ unique_id: 'id', first_name: 'given', surname: 'surname', dob: 'date', city: 'city', email: 'email' }),
    ).toMatchObject({ unique_id: 'ignore', city: 'city' });
  });

  it('joins house number and street, and reads blanks before names', () => {
    expect(
      guess({
        rec_id: 'id',
        ' given_name': 'given',
        ' surname': 'surname',
        ' street_number': 'houseNumber',
        ' address_1': 'streetName',
        ' address_2': 'streetName',
        ' suburb': 'city',
        ' postcode': 'postcode',
        ' state': 'region',
        ' date_of_birth': 'compactDate',
        ' soc_sec_id': 'taxId',
      }),
    ).toEqual({
      rec_id: 'ignore',
      ' given_name': 'givenName',
      ' surname': 'surname',
      ' street_number +  address_1': 'street',
      ' address_2': 'street',
      ' suburb': 'city',
      ' postcode': 'postcode',
      ' state': 'region',
      ' date_of_birth': 'date',
      ' soc_sec_id': 'identifier',
    });
  });

  it('lets a whole name fill what forename and surname lack', () => {
    const samples = [
      column('full_name', makers.full),
      column('first_name', makers.given),
      column('surname', makers.surname),
    ];
    const [whole] = guessColumns(samples);
    expect(whole).toMatchObject({ kind: 'personName', fills: ['first_name', 'surname'] });
    expect(guessColumns(samples.slice(0, 1))[0]?.fills).toBeUndefined();
    expect(
      guess({
        unique_id: 'id',
        cluster: 'id',
        full_name: 'full',
        dob: 'date',
        birth_place: 'city',
        postcode: 'postcode',
        gender: 'gender',
        occupation: 'occupation',
      }),
    ).toMatchObject({
      full_name: 'personName',
      birth_place: 'city',
      gender: 'category',
      occupation: 'category',
    });
  });

  it('reads headers of places of business, of publications and of companies', () => {
    expect(
      guess({ id: 'id', name: 'firm', address: 'street', city: 'city', phone: 'phone', type: 'occupation' }),
    ).toEqual({
      id: 'ignore',
      name: 'organization',
      address: 'street',
      city: 'city',
      phone: 'phone',
      type: 'category',
    });
    expect(guess({ id: 'id', title: 'title', authors: 'authors', venue: 'venue', year: 'year' })).toEqual({
      id: 'ignore',
      title: 'text',
      authors: 'people',
      venue: 'category',
      year: 'number',
    });
    expect(
      guess({
        code: 'id',
        name: 'hanFirm',
        short_name: 'hanShort',
        english_short_name: 'firm',
        address: 'hanAddress',
        english_address: 'address',
        tax_id: 'taxId',
        phone: 'phone',
        website: 'website',
      }),
    ).toEqual({
      code: 'ignore',
      name: 'organization',
      short_name: 'organization',
      english_short_name: 'organization',
      address: 'address',
      english_address: 'address',
      tax_id: 'identifier',
      phone: 'phone',
      website: 'website',
    });
  });

  it('composes whole addresses and their parts when each record has one of them', () => {
    const half = (keep: number, value: (row: number) => string) => (row: number) =>
      row % 2 === keep ? value(row) : '';
    const samples = [
      column('DATA_SOURCE', makers.constant),
      column('RECORD_ID', makers.id),
      column('PRIMARY_NAME_FULL', half(0, makers.full)),
      column('PRIMARY_NAME_LAST', half(1, makers.surname)),
      column('PRIMARY_NAME_FIRST', half(1, makers.given)),
      column('PRIMARY_NAME_MIDDLE', half(1, makers.given)),
      column('ADDR_FULL', half(0, makers.address)),
      column('ADDR_LINE1', half(1, makers.street)),
      column('ADDR_CITY', half(1, makers.city)),
      column('ADDR_STATE', half(1, makers.region)),
      column('ADDR_POSTAL_CODE', half(1, makers.postcode)),
      column('ADDR_TYPE', makers.status),
      column('DATE', makers.slashDate),
      column('DATE_OF_BIRTH', makers.slashDate),
      column('PASSPORT_COUNTRY', makers.country),
      column('STATUS', makers.status),
      column('AMOUNT', makers.amount),
    ];
    const guesses = guessColumns(samples);
    expect(Object.fromEntries(guesses.map(({ field, kind }) => [field, kind]))).toEqual({
      DATA_SOURCE: 'ignore',
      RECORD_ID: 'ignore',
      PRIMARY_NAME_FULL: 'personName',
      PRIMARY_NAME_LAST: 'surname',
      'PRIMARY_NAME_FIRST + PRIMARY_NAME_MIDDLE': 'givenName',
      'ADDR_FULL + ADDR_LINE1 + ADDR_CITY + ADDR_STATE + ADDR_POSTAL_CODE': 'address',
      ADDR_TYPE: 'ignore',
      DATE: 'ignore',
      DATE_OF_BIRTH: 'date',
      PASSPORT_COUNTRY: 'ignore',
      STATUS: 'ignore',
      AMOUNT: 'ignore',
    });
    expect(guesses.find(({ kind }) => kind === 'personName')?.fills).toEqual([
      'PRIMARY_NAME_FIRST + PRIMARY_NAME_MIDDLE',
      'PRIMARY_NAME_LAST',
    ]);
    const beside = guessColumns([
      column('full address', makers.address),
      column('street', makers.street),
      column('city', makers.city),
    ]);
    expect(beside[0]).toMatchObject({ kind: 'ignore' });
  });

  it.each<[string, keyof typeof makers, string]>([
    ['FirstName', 'given', 'givenName'],
    ['customerLastName', 'surname', 'surname'],
    ['Vorname', 'given', 'givenName'],
    ['apellidos', 'surname', 'surname'],
    ['Contact Name', 'full', 'personName'],
    ['name', 'full', 'personName'],
    ['E-Mail', 'email', 'email'],
    ['mobilePhone', 'phone', 'phone'],
    ['Geburtsdatum', 'date', 'date'],
    ['birthDate', 'slashDate', 'date'],
    ['company_name', 'firm', 'organization'],
    ['ZIP Code', 'postcode', 'postcode'],
    ['Billing Address', 'address', 'address'],
    ['VAT number', 'taxId', 'identifier'],
    ['created_at', 'date', 'ignore'],
    ['lead source', 'source', 'ignore'],
    ['姓名', 'hanName', 'personName'],
    ['公司名稱', 'hanFirm', 'organization'],
    ['電話', 'phone', 'phone'],
    ['手機號碼', 'phone', 'phone'],
    ['地址', 'hanAddress', 'address'],
    ['統一編號', 'taxId', 'identifier'],
    ['出生日期', 'date', 'date'],
    ['电子邮箱', 'email', 'email'],
    ['郵遞區號', 'postcode', 'postcode'],
    ['性別', 'gender', 'category'],
    ['縣市', 'hanCity', 'city'],
    ['客戶編號', 'id', 'ignore'],
    ['remarks', 'title', 'ignore'],
  ])('reads the header %s over %s as %s', (name, maker, kind) => {
    expect(guess({ [name]: maker })).toEqual({ [name]: kind });
  });

  it.each<[keyof typeof makers, string]>([
    ['email', 'email'],
    ['date', 'date'],
    ['phone', 'phone'],
    ['address', 'address'],
    ['street', 'street'],
    ['firm', 'organization'],
    ['full', 'personName'],
    ['given', 'givenName'],
    ['website', 'website'],
    ['authors', 'people'],
    ['title', 'text'],
    ['occupation', 'category'],
    ['empty', 'ignore'],
    ['constant', 'ignore'],
  ])('knows %s by its data when the name says nothing, as %s', (maker, kind) => {
    expect(guess({ col7: maker })).toEqual({ col7: kind });
  });

  it('does not believe a name that the data speaks against', () => {
    expect(guess({ birth_date: 'title' })).toEqual({ birth_date: 'text' });
    expect(guess({ email: 'phone' })).toEqual({ email: 'phone' });
    expect(guess({ phone: 'occupation' })).toEqual({ phone: 'category' });
  });

  it('puts every column into exactly one guess, in order, whatever the names', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => ({
      '': `${row}`,
      'a b': makers.given(row),
      姓: pick(['王', '李'], row),
      '\ud800': makers.amount(row),
      NAME: makers.firm(row),
    }));
    const table = await readRows(rows);
    const guesses = guessFields(table);
    expect(guesses.flatMap(({ columns }) => columns)).toEqual(table.columns.map(({ name }) => name));
    expect(guessFields(table)).toEqual(guesses);
    for (const { confidence } of guesses) expect(confidence > 0 && confidence <= 1).toBe(true);
  });

  it('answers for no columns and for no rows', () => {
    expect(guessColumns([])).toEqual([]);
    expect(guessColumns([sampleValues('first_name', [])])).toMatchObject([{ kind: 'ignore' }]);
  });

  it('compares the countries of firms, but not those of persons', () => {
    const kindOfCountry = (...columns: readonly ReturnType<typeof column>[]): string | undefined =>
      guessColumns([...columns, column('country', makers.country)]).find(({ field }) => field === 'country')?.kind;
    expect(kindOfCountry(column('company', makers.firm))).toBe('country');
    expect(kindOfCountry(column('company', makers.firm), column('contact_name', makers.full))).toBe('ignore');
    expect(kindOfCountry(column('last_name', makers.surname))).toBe('ignore');
  });
});

describe('a name beside forename and surname', () => {
  const isFirm = (row: number): boolean => row % 20 === 7;
  const person = (value: (row: number) => string) => (row: number) => (isFirm(row) ? '' : value(row));
  const guessName = (alone: (row: number) => string): string | undefined =>
    guessColumns([
      column('name', (row) => (isFirm(row) ? alone(row) : makers.full(row))),
      column('given_name', person(makers.given)),
      column('family_name', person(makers.surname)),
    ]).find(({ field }) => field === 'name')?.kind;

  it('is of companies when it stands alone with a legal form, however seldom', () => {
    expect(guessName((row) => `${pick(surnames, row)} Trading Ltd.`)).toBe('organization');
  });

  it('fills forename and surname when it stands alone without one', () => {
    expect(guessName(makers.full)).toBe('personName');
  });
});
