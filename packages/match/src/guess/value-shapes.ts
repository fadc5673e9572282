import { readDate } from '../kinds/date-parts.js';
import { foldWordsAsWritten } from '../kinds/fold.js';
import { dropLegalForms } from '../kinds/legal-forms.js';
import { nicknameRoots } from '../kinds/nicknames.js';
import { isStreetWord, shortenStreetWords } from '../kinds/street-words.js';
import { isRomanisedName } from '../kinds/surname-first.js';
import type { ColumnSample } from './column-sample.js';

/** Shares of the sampled values, each in [0, 1], that have a certain shape; and how the column is filled. */
export interface ValueShapes {
  readonly email: number;
  readonly web: number;
  /** A full date in some spelling that shows it is one. */
  readonly date: number;
  /** A year, or eight digits that are a day of 1900–2029. */
  readonly year: number;
  readonly phone: number;
  readonly numeric: number;
  readonly integer: number;
  /** Bears a digit. */
  readonly digit: number;
  /** Letters, blanks, points, hyphens and apostrophes alone. */
  readonly letters: number;
  readonly comma: number;
  /** Bears a Chinese character. */
  readonly han: number;
  /** Ends in a legal form of companies. */
  readonly legalForm: number;
  /** Bears a common forename or is a romanised Chinese name, and has two to four words. */
  readonly fullName: number;
  /** One word that is a common forename. */
  readonly forename: number;
  /** Begins with a house number that a word follows, or has a word of streets and a number. */
  readonly street: number;
  /** Street and more: a comma or a number after the street. */
  readonly address: number;
  readonly postcode: number;
  /** Several names of persons parted by commas, semicolons or `and`. */
  readonly people: number;
  readonly words: number;
  readonly length: number;
  /** Values by records that have one; 1 when none occurs twice. */
  readonly distinct: number;
  readonly filled: number;
}

/** Words of a line of number and street at most; longer texts that name a street are something else. */
const LONGEST_STREET = 8;
const emailShape = /^\S+@\S+\.\S+$/;
const webShape =
  /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|io|co|de|uk|fr|tw|cn|jp)(?:\/\S*)?$/i;
const dateShape =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2}\.?[ -]\p{L}{3,10}\.?[ -]\d{2,4}|\p{L}{3,10}\.? \d{1,2},? \d{4}|.*[\d元]年 ?\d+ ?月 ?\d+ ?日?|民[國国] ?\d{1,3}[-/.]\d{1,2}[-/.]\d{1,2})(?:[T ].*)?$/u;
const compactDate = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const phoneShape = /^[+＋(（]?[\d０-９][\d０-９\s()（）./+-]{5,20}(?:\s*(?:x|ext\.?|#|分機|轉)\s*\d+)?$/i;
const postcodeShape =
  /^(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}(?:-\d{4})|\d{4} ?[A-Z]{2}|\d{3}-\d{4})$/i;
const numericShape = /^[-+]?[\d,. ]*\d[\d,. ]*%?$/;
const lettersShape = /^[\p{L}\p{M}\s.'’-]+$/u;
const hanShape = /\p{Script=Han}/u;

function isStreetLine(words: readonly string[]): boolean {
  const numbered = /^\d+[a-z]?$/.test(words[0] ?? '') && words.length > 1 && /^\p{L}{2}/u.test(words[1] ?? '');
  return (
    numbered || (words.some((word) => /\d/.test(word)) && words.some((word) => word.length > 1 && isStreetWord(word)))
  );
}

function isPeopleList(value: string): boolean {
  const parts = value.split(/[,;]|\s+and\s+|&/).map((part) => part.trim());
  return (
    parts.length > 1 &&
    parts.every((part) => /^[\p{L}\p{M}.'’ -]+$/u.test(part) && part.includes(' ') && part.split(/\s+/).length <= 4)
  );
}

/** Measures the shapes of a column's sampled values. */
export function measureShapes(sample: ColumnSample): ValueShapes {
  const counts: Record<string, number> = {};
  const add = (shape: string, holds: boolean): void => {
    if (holds) counts[shape] = (counts[shape] ?? 0) + 1;
  };
  let words = 0;
  let length = 0;
  for (const full of sample.values) {
    const value = full.slice(0, 300).replace(/^'(.*)'$/, '$1');
    const folded = foldWordsAsWritten(value, 300);
    const parts = folded.split(' ');
    const hasStreet = isStreetLine(shortenStreetWords(folded).split(' '));
    const dated = dateShape.test(value.normalize('NFKC')) && readDate(value, 'monthFirst') !== '';
    words += parts.length;
    length += value.length;
    add('email', emailShape.test(value));
    add('web', webShape.test(value));
    add('date', dated || compactDate.test(value));
    add('year', /^(?:1[5-9]|20)\d\d$/.test(value));
    add('phone', !dated && phoneShape.test(value) && value.replace(/[^\d０-９]/g, '').length >= 7);
    add('numeric', numericShape.test(value));
    add('integer', /^\d+$/.test(value));
    add('digit', /\d/.test(value));
    add('letters', lettersShape.test(value));
    add('comma', /[,，]/.test(value));
    add('han', hanShape.test(value));
    add('legalForm', dropLegalForms(folded) !== folded || /公司|企業社|商行|有限|株式/.test(value));
    add(
      'fullName',
      parts.length >= 2 &&
        parts.length <= 4 &&
        !/\d/.test(value) &&
        (parts.some((part) => nicknameRoots(part).length > 0) || isRomanisedName(parts, value)),
    );
    add('forename', parts.length === 1 && nicknameRoots(folded).length > 0);
    add('street', hasStreet && parts.length <= LONGEST_STREET);
    add(
      'address',
      (hasStreet && (/,/.test(value) || /\D\d{4,6}$/.test(value))) || /[市縣县區区].*[路街道號号]/.test(value),
    );
    add('postcode', postcodeShape.test(value));
    add('people', isPeopleList(value));
  }
  const total = Math.max(1, sample.values.length);
  const share = (shape: string): number => (counts[shape] ?? 0) / total;
  return {
    email: share('email'),
    web: share('web'),
    date: share('date'),
    year: share('year'),
    phone: share('phone'),
    numeric: share('numeric'),
    integer: share('integer'),
    digit: share('digit'),
    letters: share('letters'),
    comma: share('comma'),
    han: share('han'),
    legalForm: share('legalForm'),
    fullName: share('fullName'),
    forename: share('forename'),
    street: share('street'),
    address: share('address'),
    postcode: share('postcode'),
    people: share('people'),
    words: words / total,
    length: length / total,
    distinct: sample.filled === 0 ? 0 : sample.distinct / sample.filled,
    filled: sample.rows === 0 ? 0 : sample.filled / sample.rows,
  };
}
