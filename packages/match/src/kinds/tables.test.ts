import { describe, expect, it } from 'vitest';
import { dropLegalForms } from './legal-forms.js';
import { mayBeInitialOf, misspeltRoots, nicknameRoot, nicknameRoots } from './nicknames.js';
import { encodeSound } from './phonetic.js';
import { isRoleMailbox } from './role-mailbox.js';
import { spellByEar } from './spelling-by-ear.js';
import { shortenStreetWords } from './street-words.js';
import { contradictInGeneration, dropDegrees, generationOf } from './titles.js';

describe('tables', () => {
  it('finds the families of a nickname', () => {
    expect(nicknameRoots('bob')).toEqual(['robert']);
    expect(nicknameRoots('alex').slice(0, 2)).toEqual(['alexander', 'alexandra']);
    expect(nicknameRoots('robert')).toContain('robert');
    expect(nicknameRoots('zzz')).toEqual([]);
    expect(nicknameRoot('liz')).toBe('elizabeth');
    expect(nicknameRoot('zzz')).toBe('zzz');
    expect(misspeltRoots('feank')).toContain('francis');
    expect(misspeltRoots('frank')).toEqual([]);
  });

  it('knows names that have no pet forms', () => {
    expect(nicknameRoots('darla')).toEqual(['darla']);
    expect(nicknameRoots('kandace')).toContain('candace');
  });

  it('takes a letter for the initial of another form of a name', () => {
    expect(mayBeInitialOf('b', 'robert')).toBe(true);
    expect(mayBeInitialOf('r', 'bob')).toBe(true);
    expect(mayBeInitialOf('k', 'robert')).toBe(false);
  });

  it.each([
    ['ii', 'iii', true],
    ['jr', 'sr', true],
    ['i', 'ii', true],
    ['jr', 'ii', false],
    ['i', 'jr', false],
    ['', 'jr', false],
  ])('reads generations: %s against %s', (one, other, contradict) => {
    const [a, b] = [generationOf(`smith ${one}`), generationOf(`smith ${other}`)];
    expect(contradictInGeneration(a, b)).toBe(contradict);
    expect(contradictInGeneration(b, a)).toBe(contradict);
  });

  it('drops ranks with their ordinal', () => {
    expect(dropDegrees('thomas chaloner 1st bt')).toBe('thomas chaloner');
    expect(dropDegrees('baronet')).toBe('baronet');
  });

  it.each(['sarah', 'sahra', 'zara', 'sarrah'])('spells %s by ear as sara', (name) => {
    expect(spellByEar(name)).toBe('sara');
  });

  it('keeps vowels when it spells by ear', () => {
    expect(spellByEar('joan')).not.toBe(spellByEar('jean'));
    expect(spellByEar('philip')).toBe(spellByEar('filyp'));
  });

  it.each([
    ['info@acme.com', true],
    ['customer.service@acme.com', true],
    ['ada@acme.com', false],
    ['informatics@acme.com', false],
  ])('tells whether %s belongs to an office', (address, isRole) => {
    expect(isRoleMailbox(address)).toBe(isRole);
  });

  it.each([
    ['acme trading co ltd', 'acme trading'],
    ['muller gmbh and co kg', 'muller'],
    ['ferretti s p a', 'ferretti'],
    ['xyz sp z o o', 'xyz'],
    ['pt astra international tbk', 'astra international'],
    ['grupo bimbo sab de cv', 'grupo bimbo'],
    ['limited', 'limited'],
    ['co', 'co'],
  ])('drops the legal form of %s', (words, core) => {
    expect(dropLegalForms(words)).toBe(core);
  });

  it('keeps each form of a street word as it is', () => {
    const words =
      'n s e w ne nw se sw st rd ave blvd dr ln ct pl sq ter cl cres cct hwy pkwy unit fl bldg 1st 12th hauptstr';
    expect(shortenStreetWords(words)).toBe(words);
    expect(shortenStreetWords('12 north main street apartment 4')).toBe('12 n main st unit 4');
    expect(shortenStreetWords('')).toBe('');
  });

  it.each([
    ['smith', 'smyth'],
    ['catherine', 'kathryn'],
    ['philip', 'filip'],
    ['meyer', 'maier'],
    ['wright', 'rite'],
    ['thompson', 'thomson'],
    ['knight', 'night'],
  ])('gives %s and %s one code', (a, b) => {
    expect(encodeSound(a)).toBe(encodeSound(b));
  });

  it('keeps words that sound unlike apart', () => {
    expect(encodeSound('smith')).not.toBe(encodeSound('jones'));
    expect(encodeSound('robert')).not.toBe(encodeSound('mary'));
  });
});
