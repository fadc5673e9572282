import type { SeededRandom } from '@crmkit/core/testing';

/** Given names with the short form people also sign with, where there is one. */
const givens: readonly (readonly [string, string?])[] = [
  ['Anna', 'Ann'],
  ['Elizabeth', 'Liz'],
  ['Katherine', 'Kate'],
  ['Margaret', 'Maggie'],
  ['Susan', 'Sue'],
  ['Julia'],
  ['Victoria', 'Vicky'],
  ['Sophie'],
  ['Maria'],
  ['Claire'],
  ['Ingrid'],
  ['Hannah'],
  ['Rebecca', 'Becky'],
  ['Laura'],
  ['Christine', 'Chris'],
  ['Jessica', 'Jess'],
  ['William', 'Bill'],
  ['Robert', 'Bob'],
  ['Thomas', 'Tom'],
  ['Peter'],
  ['Michael', 'Mike'],
  ['James', 'Jim'],
  ['Daniel', 'Dan'],
  ['Andreas'],
  ['Stefan'],
  ['Matthew', 'Matt'],
  ['Joseph', 'Joe'],
  ['Edward', 'Ed'],
  ['Nicholas', 'Nick'],
  ['Benjamin', 'Ben'],
  ['Alexander', 'Alex'],
  ['Oliver'],
  ['Henrik'],
  ['Paul'],
  ['Jürgen'],
  ['François'],
  ['José'],
  ['Zoë'],
  ['Renée'],
  ['Søren'],
];

const heads = [
  'Hart',
  'Wood',
  'Lind',
  'Berg',
  'Stein',
  'Fair',
  'Ash',
  'Kirch',
  'Rosen',
  'Whit',
  'Black',
  'Hol',
  'Mar',
  'Nor',
  'Sand',
  'Win',
  'Grün',
  'Ell',
  'Bram',
  'Thorn',
];
const tails = [
  'mann',
  'ley',
  'ford',
  'well',
  'berg',
  'field',
  'er',
  'son',
  'strom',
  'wick',
  'man',
  'bach',
  'ton',
  'hill',
  'sen',
];

/** Makes a family name from two parts, such as `Lindberg`. */
export function makeFamilyName(random: SeededRandom): string {
  return random.pick(heads) + random.pick(tails);
}

/** A given name and, where it has one, its short form. */
export function makeGivenName(random: SeededRandom): { readonly full: string; readonly short: string | null } {
  const [full, short] = random.pick(givens);
  return { full, short: short ?? null };
}

/** The text without accents, as systems of another country keep it. */
export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ø', 'o').replaceAll('Ø', 'O');
}
