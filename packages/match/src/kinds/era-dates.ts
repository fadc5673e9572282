import { parseHanNumeral } from '../chinese/han-numerals.js';

/** 1912, the first year (民國元年) of the calendar of the Republic of China, which Taiwan writes. */
export const FIRST_YEAR_OF_REPUBLIC = 1912;

/** First years of the eras that a year is counted in when it is not of the common era; Japanese ones since 1868. */
const firstYears: Readonly<Record<string, number>> = {
  民國: FIRST_YEAR_OF_REPUBLIC,
  民国: FIRST_YEAR_OF_REPUBLIC,
  明治: 1868,
  大正: 1912,
  昭和: 1926,
  平成: 1989,
  令和: 2019,
};

/** A date in its parts; 0 stands for a part that is not written. */
export interface EraDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const numerals = /[〇零一二兩两三四五六七八九十百廿卅]+(?=\s*[年月日號号])/g;
const eraNames = Object.keys(firstYears).join('|');
const withMarks = new RegExp(
  `(${eraNames})?\\s*(?<!\\d)(\\d{1,4}|元)\\s*年(?:\\s*(\\d{1,2})\\s*月(?:\\s*(\\d{1,2})(?!\\d))?)?`,
);
const withEra = new RegExp(`(${eraNames})\\s*(\\d{1,3})\\s*[-./]\\s*(\\d{1,2})\\s*[-./]\\s*(\\d{1,2})(?!\\d)`);
const compact = new RegExp(`(${eraNames})\\s*(\\d{2,3})(\\d\\d)(\\d\\d)(?!\\d)`);

/** A year of at most three digits before 年 is counted in the era that is named, else as Taiwan counts. */
function countYear(era: string | undefined, year: string): number {
  const value = year === '元' ? 1 : Number(year);
  if (year.length === 4) return value;
  return value + (firstYears[era ?? '民國'] as number) - 1; // only names of the table are found
}

/**
 * Reads a date with Chinese signs: `1985年5月20日`, `民國74年5月20日`, `民國 74.5.20`, `74年5月20日` (a year of the Republic
 * of China), `昭和60年5月20日`, `七十四年五月二十日`.
 *
 * @param folded - digits and letters in their ordinary width
 * @returns `undefined` when the text has neither 年 nor the name of an era
 */
export function readEraDate(folded: string): EraDate | undefined {
  const text = folded.replace(numerals, (numeral) => String(parseHanNumeral(numeral.replaceAll('兩', '两'))));
  const found = withMarks.exec(text) ?? withEra.exec(text) ?? compact.exec(text);
  if (found === null) return undefined;
  const [, era, year = '', month = '0', day = '0'] = found;
  return { year: countYear(era, year), month: Number(month), day: Number(day) };
}
