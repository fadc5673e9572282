/** Months by the first letters of their names in English, German, French, Spanish, Italian, Portuguese, Dutch. */
const monthNames: readonly (readonly [string, number])[] = [
  ['jan', 1],
  ['gen', 1],
  ['ene', 1],
  ['feb', 2],
  ['fev', 2],
  ['mar', 3],
  ['mrz', 3],
  ['mae', 3],
  ['maa', 3],
  ['mrt', 3],
  ['apr', 4],
  ['avr', 4],
  ['abr', 4],
  ['may', 5],
  ['mai', 5],
  ['mag', 5],
  ['mei', 5],
  ['jun', 6],
  ['juin', 6],
  ['giu', 6],
  ['jul', 7],
  ['juil', 7],
  ['lug', 7],
  ['aug', 8],
  ['aou', 8],
  ['ago', 8],
  ['sep', 9],
  ['set', 9],
  ['oct', 10],
  ['okt', 10],
  ['ott', 10],
  ['out', 10],
  ['nov', 11],
  ['dec', 12],
  ['dez', 12],
  ['dic', 12],
];
const monthByName = new Map(monthNames);

/**
 * Number of the month that a folded word names or abbreviates; 0 for any other word.
 *
 * @example
 * readMonthName('juni'); // 6
 */
export function readMonthName(word: string): number {
  if (word.length < 3) return 0;
  return monthByName.get(word.slice(0, 4)) ?? monthByName.get(word.slice(0, 3)) ?? 0;
}
