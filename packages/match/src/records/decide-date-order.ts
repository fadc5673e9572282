import type { Dictionary } from '../table/dictionary.js';
import { findColumn, type Table } from '../table/table.js';
import type { FieldSpec } from './field-spec.js';
import { columnsOf } from './read-field.js';

const SLASH = 47;
/** Longer texts are no dates. */
const LONGEST = 64;
const threeNumbers = /^\D*(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(?:\d{4}|\d{2})(?!\d)/;
/** For every text with the month first there are so many with the day first where the day comes first: slips occur. */
const MAJORITY = 9;

/**
 * Decides for every field of dates, unless it is said, which of `03/04/1980` is the day. The columns tell: where a first
 * number is above 12 and hardly any second one is, the day comes first, else the month. The decision is part of the field,
 * so that single records are read alike later on.
 */
export function decideDateOrder(specs: readonly FieldSpec[], table: Table): readonly FieldSpec[] {
  return specs.map((spec) => {
    if (spec.kind !== 'date' || spec.dayFirst !== undefined) return spec;
    let dayFirst = 0;
    let monthFirst = 0;
    for (const name of columnsOf(spec)) {
      const column = findColumn(table, name);
      if (column === undefined) continue;
      const counts = countOrders(column.dictionary);
      dayFirst += counts.dayFirst;
      monthFirst += counts.monthFirst;
    }
    return dayFirst > MAJORITY * monthFirst ? { ...spec, dayFirst: true } : spec;
  });
}

/** Counts the different texts that show which number is the day. */
function countOrders(dictionary: Dictionary): { readonly dayFirst: number; readonly monthFirst: number } {
  const { codes, starts } = dictionary;
  let dayFirst = 0;
  let monthFirst = 0;
  for (let text = 1; text < dictionary.size; text++) {
    const [start, end] = [starts[text] as number, starts[text + 1] as number];
    if (end - start > LONGEST || !hasSlash(codes, start, end)) continue;
    const [, first, second] = threeNumbers.exec(dictionary.text(text)) ?? [];
    if (isOnlyDay(Number(first))) dayFirst++;
    if (isOnlyDay(Number(second))) monthFirst++;
  }
  return { dayFirst, monthFirst };
}

function hasSlash(codes: Uint8Array | Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (codes[at] === SLASH) return true;
  return false;
}

function isOnlyDay(value: number): boolean {
  return value > 12 && value <= 31;
}
