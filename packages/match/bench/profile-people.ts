import type { Draw } from './profile-draw.js';
import type { Locale } from './profile-lists.js';

/** Somebody before anything is written down. */
export interface Person {
  readonly sex: 'F' | 'M';
  readonly forename: string;
  readonly middle: string;
  readonly surname: string;
  /** ISO 8601 date. */
  readonly birth: string;
  readonly number: number;
  readonly street: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly phone: string;
  readonly email: string;
  /** Nine digits, of this person alone. */
  readonly social: string;
}

/** Who lives together and who looks alike. */
export interface Population {
  readonly people: number;
  /** Share of persons who live with the person before. */
  readonly households: number;
  /** Share of persons who are the twin of the person before. */
  readonly twins: number;
  /** Share of persons who are the child of the person before, of the same name. */
  readonly namesakeChildren: number;
  /** Share of persons whose surname is not among the common ones. Default 0.4. */
  readonly rare?: number;
  /** Start of the postcodes is that of the city; how many there are in a city. Default 40. */
  readonly districts?: number;
}

export const ORDINARY: Population = { people: 3500, households: 0.15, twins: 0.003, namesakeChildren: 0.003 };

const HEADS = 'Ash Bar Cran Dal El Far Gran Hol Kel Lan Mar Nor Os Pem Rad Stan Tre Ul Wes Yar Bro Cal Den Fos'.split(
  ' ',
);
const MIDDLES = ['den', 'ber', 'lo', 'ri', 'ning', 'ster', 'mon', 'val', 'ke', ''];
const TAILS = 'ton ley ford well man son berg stein ski ez ett hurst worth ick field ard ini'.split(' ');

/** A surname that few bear. */
function coinSurname(draw: Draw): string {
  return draw.pick(HEADS) + draw.pick(MIDDLES) + draw.pick(TAILS);
}

/** Puts digits for 9, letters for A and the start for #. */
function fill(pattern: string, start: string, draw: Draw): string {
  return pattern
    .replace(/[9A]/g, (sign) => (sign === '9' ? String(draw.below(10)) : draw.pick([...'ABDEFGHJLNPQRSTUWXYZ'])))
    .replace('#', start);
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

const DOMAINS = ['gmail.com', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'mail.example', 'post.example'];

/** An address as people choose it: from their name, or not. */
export function makeEmail(forename: string, surname: string, draw: Draw): string {
  const [first, last] = [plain(forename), plain(surname)];
  const name = [
    () => `${first}.${last}`,
    () => `${first[0] ?? ''}${last}${draw.below(100)}`,
    () => `${last}${draw.below(1000)}`,
    () => `${first}${1950 + draw.below(60)}`,
    () => `${draw.pick(HEADS).toLowerCase()}${draw.pick(TAILS)}${draw.below(1000)}`,
  ];
  return `${draw.pick(name)()}@${draw.pickSkewed(DOMAINS)}`;
}

function makeHome(locale: Locale, draw: Draw, districts: number) {
  const [city, region, start, dial] = draw.pickSkewed(locale.cities);
  return {
    number: 1 + draw.below(draw.chance(0.5) ? 60 : 400),
    street: draw.pick(locale.streets),
    city,
    region,
    postcode: start + makeDistrict(locale.postcode, draw.below(districts)),
    phone: fill(locale.phone, dial, draw),
  };
}

/** The end of a postcode, one of few for a city. */
function makeDistrict(pattern: string, district: number): string {
  let left = (district * 2654435761) >>> 0;
  return pattern.replace(/[9A]/g, (sign) => {
    const size = sign === '9' ? 10 : 20;
    const at = left % size;
    left = Math.floor(left / size);
    return sign === '9' ? String(at) : ('ABDEFGHJLNPQRSTUWXYZ'[at] as string);
  });
}

const makeBirth = (draw: Draw, from = 1935, years = 70): string =>
  `${from + draw.below(years)}-${String(1 + draw.below(12)).padStart(2, '0')}-${String(1 + draw.below(28)).padStart(2, '0')}`;

/** Makes the people of a place, each different. */
export function makePeople(locale: Locale, population: Population, draw: Draw): readonly Person[] {
  const { rare = 0.4, districts = 40 } = population;
  const people: Person[] = [];
  while (people.length < population.people) {
    const before = people.at(-1);
    const sex = draw.chance(0.5) ? 'F' : 'M';
    const names = sex === 'F' ? locale.women : locale.men;
    const forename = draw.pickSkewed(names);
    const surname = draw.chance(rare) ? coinSurname(draw) : draw.pickSkewed(locale.surnames);
    const own: Person = {
      sex,
      forename,
      middle: draw.pickSkewed(names),
      surname,
      birth: makeBirth(draw),
      ...makeHome(locale, draw, districts),
      email: makeEmail(forename, surname, draw),
      social: draw.digits(9),
    };
    people.push(before === undefined ? own : relate(own, before, population, draw));
  }
  return people;
}

function relate(own: Person, before: Person, population: Population, draw: Draw): Person {
  const { surname, number, street, city, region, postcode, phone } = before;
  const home = { surname, number, street, city, region, postcode };
  const shared = draw.chance(0.5) ? { phone } : {};
  if (draw.chance(population.twins)) {
    const forename = own.forename === before.forename ? own.middle : own.forename;
    return { ...own, ...home, ...shared, forename, birth: before.birth };
  }
  if (draw.chance(population.namesakeChildren) && Number(before.birth.slice(0, 4)) < 1975) {
    const birth = makeBirth(draw, Number(before.birth.slice(0, 4)) + 22, 12);
    return { ...own, ...home, ...shared, forename: before.forename, sex: before.sex, birth };
  }
  if (draw.chance(population.households)) {
    const forename = own.forename === before.forename ? own.middle : own.forename;
    return { ...own, ...home, ...shared, forename };
  }
  return own;
}

/** How often life changes a person between two records. */
export interface Changes {
  readonly moved: number;
  readonly married: number;
  readonly phone: number;
  readonly email: number;
}

export const FEW_CHANGES: Changes = { moved: 0.05, married: 0.02, phone: 0.08, email: 0.08 };
export const SOME_CHANGES: Changes = { moved: 0.15, married: 0.05, phone: 0.2, email: 0.2 };

/** The same person some years later. */
export function changeLife(person: Person, locale: Locale, changes: Changes, draw: Draw): Person {
  const home = makeHome(locale, draw, 40);
  const { phone, ...place } = home;
  let later = person;
  if (draw.chance(changes.moved)) later = { ...later, ...place };
  if (draw.chance(changes.phone)) later = { ...later, phone };
  if (person.sex === 'F' && draw.chance(changes.married * 2)) {
    later = { ...later, surname: draw.chance(0.4) ? coinSurname(draw) : draw.pickSkewed(locale.surnames) };
  }
  if (draw.chance(changes.email)) later = { ...later, email: makeEmail(later.forename, later.surname, draw) };
  return later;
}
