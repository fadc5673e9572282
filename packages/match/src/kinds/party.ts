import { hangulPartyOf, hanPartyOf } from '../chinese/han-party.js';
import { hasHan } from '../chinese/has-han.js';
import { isBusinessWord, isMisspeltBusinessWord } from './business-words.js';
import { capText, foldWordsAsWritten, NAME_CAP } from './fold.js';
import { dropLegalForms } from './legal-forms.js';
import { nicknameRoots } from './nicknames.js';
import { isRomanisedName } from './surname-first.js';

/** Whom a name means. */
export type Party = 'person' | 'organization';

/** Forms of address that no organization begins with. */
const addresses = new Set(
  'mr mrs ms miss mx dr prof herr frau mme mlle monsieur senor senora sr sra srta sig signor signora dott dottore mevrouw fru'.split(
    ' ',
  ),
);
/** Forenames that are ordinary words too, so that firms begin with them. */
const wordlike = new Set(
  (
    'al alma amber angel april art august autumn bee bill bud carol chance christian cliff crystal dale dawn destiny ' +
    'dolly duke earl eve faith flora frank gene ginger grace grant harmony hazel heather heath holly hope iris ivy jade ' +
    'jasmine jewel joy june king lance lily line lux major march mark max may melody mercedes mercy miles misty nova ' +
    'olive page patience pearl penny peg prince rain ray red rich robin rock rocky rose royal ruby rusty sage sandy ' +
    'sky skye star stella sterling storm summer sunny unity venus victor victoria vic viola violet virginia will willow wolf'
  ).split(' '),
);
/** Small words that stand in names of organizations alone. */
const joints = new Set('the of for fur and with chez und et'.split(' '));
/** Legal forms of three letters and more that are names of persons or places too. */
const formsLikeNames = new Set('asa cio cos epp ges pao private sau sci sia too tov vos'.split(' '));
const joined = /[&+]|\s\/\s/;
const possessive = /\p{L}{3}['’`´]s(?:\s|$)/u;
const domain = /\p{L}\.(?:com|net|org|io|eu|de|fr|it|es|nl|co\.uk|tw|cn|jp)\b/iu;
const registered = /\be\.\s?[GKV]\.?(?=\s|$|u\.)|\b(?:S\.\s?A|B\.\s?V|N\.\s?V|A\.\s?G|K\.\s?G)\b/u;
const initialFirst = /^\p{Lu}\.\s*(?:\p{Lu}\.\s*)?\p{Lu}\p{L}{2}/u;
const patronymic = /(?:ович|евич|овна|евна|ovich|evich|ovna|evna)$/;
/** Names of persons have so many words at most. */
const MOST_WORDS = 5;

function isForename(word: string | undefined): boolean {
  return word !== undefined && word.length > 1 && nicknameRoots(word).length > 0;
}

function isSureForename(word: string | undefined): boolean {
  return isForename(word) && !wordlike.has(word as string);
}

/** Whether a name bears a legal form: beyond doubt, or one that may be a short name (`sa`, `ag`). */
function readLegalForm(folded: string, raw: string): 'sure' | 'maybe' | undefined {
  if (registered.test(raw)) return 'sure';
  const core = dropLegalForms(folded);
  if (core === folded) return undefined;
  const at = folded.indexOf(core);
  const forms = `${folded.slice(0, at)} ${folded.slice(at + core.length)}`.split(' ').filter((word) => word !== '');
  if (forms.some((form) => form.length > 2 && form !== 'and' && !formsLikeNames.has(form))) return 'sure';
  if (forms.length > 1) return 'sure';
  // In capitals among words that are not: Otto AG.
  const last = raw.trimEnd().split(/\s+/).at(-1) ?? '';
  return /^\p{Lu}{2,}$/u.test(last) && raw !== raw.toUpperCase() ? 'sure' : 'maybe';
}

/** Whether something says that a name is of an organization: beyond doubt, or unless the rest reads as a person. */
function readOrganization(folded: string, words: readonly string[], raw: string): 'sure' | 'maybe' | undefined {
  const form = readLegalForm(folded, raw);
  if (form === 'sure' || possessive.test(raw) || domain.test(raw)) return 'sure';
  const trades = words.reduce((count, word) => count + (isBusinessWord(word) ? 1 : 0), 0);
  if (trades > 0) return trades > 1 || words.length > 2 || !isForename(words[0]) ? 'sure' : 'maybe';
  if (form !== undefined || joined.test(raw)) return 'maybe';
  return words.some((word) => joints.has(word) || /^\d+$/.test(word)) || words.length > MOST_WORDS
    ? 'maybe'
    : undefined;
}

function readsAsPerson(words: readonly string[], raw: string): boolean {
  if (words.length < 2 || words.length > MOST_WORDS + 2) return false;
  if (addresses.has(words[0] as string) || initialFirst.test(raw)) return true;
  const comma = raw.search(/[,，]/u);
  if (comma > 0) {
    const after = raw
      .slice(comma + 1)
      .trim()
      .split(/\s+/);
    return after.length <= 3 && words.length <= MOST_WORDS && /^[\p{L}\p{M}.'’\- ]+$/u.test(raw.replace(/[,，]/u, ''));
  }
  if (words.length > MOST_WORDS) return isSureForename(words[0]);
  if (isSureForename(words[0]) || words.some((word) => patronymic.test(word))) return true;
  if (words.length === 2 && isSureForename(words[1]) && !wordlike.has(words[0] as string)) return true;
  return words.length <= 3 && isRomanisedName(words, raw);
}

/**
 * Tells whom a name means, by nothing but its text: legal forms, words of trade and marks such as `&` speak for an
 * organization; forms of address, known forenames, commas and Chinese surnames for a person.
 *
 * @param raw - as it is written; at most 256 code units are read
 * @returns `undefined` when it may mean either; a slip makes a name doubtful rather than one of the other party
 * @example
 * partyOf('Miller, Anna'); // 'person'
 * partyOf('台灣水泥股份有限公司'); // 'organization'
 * partyOf('Blumenhaus'); // undefined
 */
export function partyOf(raw: string): Party | undefined {
  const text = capText(raw, NAME_CAP).trim();
  if (hasHan(text)) return hanPartyOf(text);
  if (/\p{Script=Hangul}/u.test(text)) return hangulPartyOf(text);
  const folded = foldWordsAsWritten(text);
  if (folded === '') return undefined;
  const words = folded.split(' ');
  const organization = readOrganization(folded, words, text);
  if (organization === 'sure') return 'organization';
  const isPerson = readsAsPerson(words, text);
  if (organization !== undefined) return isPerson || words.some(isForename) ? undefined : 'organization';
  return isPerson && !words.some((word) => !isForename(word) && isMisspeltBusinessWord(word)) ? 'person' : undefined;
}
