import { makeMainlandHome, makeTaiwanHome } from './profile-companies.js';
import type { Draw } from './profile-draw.js';
import { HAN_GIVEN, HAN_SURNAMES } from './profile-lists.js';

/** A Chinese person before anything is written down. */
export interface HanPerson {
  readonly traditional: string;
  readonly simplified: string;
  /** Surname last, as on business cards. */
  readonly pinyin: string;
  /** Surname first, syllables of the given name with a hyphen, as in passports of Taiwan. */
  readonly wadeGiles: string;
  readonly birth: string;
  readonly mobile: string;
  readonly id: string;
  readonly address: string;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Makes persons of Taiwan or of the mainland; one in eight lives with the one before. */
export function makeHanPeople(count: number, side: 'taiwan' | 'mainland', draw: Draw): readonly HanPerson[] {
  const people: HanPerson[] = [];
  let home = makeTaiwanHome(draw) as { readonly code: string; readonly address: string };
  while (people.length < count) {
    if (!draw.chance(0.12)) home = side === 'taiwan' ? makeTaiwanHome(draw) : makeMainlandHome(draw);
    const surname = draw.pickSkewed(HAN_SURNAMES);
    const given = [draw.pick(HAN_GIVEN), draw.pick(HAN_GIVEN)].slice(draw.chance(0.15) ? 1 : 0);
    const year = 1945 + draw.below(60);
    const birth = `${year}-${String(1 + draw.below(12)).padStart(2, '0')}-${String(1 + draw.below(28)).padStart(2, '0')}`;
    const write = (script: 0 | 1): string => surname[script] + given.map((forms) => forms[script]).join('');
    people.push({
      traditional: write(0),
      simplified: write(1),
      pinyin: `${capital(given.map((forms) => forms[2]).join(''))} ${capital(surname[2])}`,
      wadeGiles: `${capital(surname[3])} ${capital(given.map((forms) => forms[3]).join('-'))}`,
      birth,
      mobile: side === 'taiwan' ? `09${draw.digits(8)}` : `1${draw.pick(['3', '5', '8'])}${draw.digits(9)}`,
      id:
        side === 'taiwan'
          ? `${draw.pick([...'ABCDEFGHJK'])}${draw.pick(['1', '2'])}${draw.digits(8)}`
          : `${home.code.padEnd(6, '0')}${birth.replaceAll('-', '')}${draw.digits(3)}${draw.pick([...'0123456789X'])}`,
      address: home.address,
    });
  }
  return people;
}
