import { InvalidValueError } from '../errors/invalid-value-error.js';

// The digits allowed keep it below 70,000 years, which plain numbers hold to the millisecond.
const DURATION =
  /^P(?=.)(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?=.)(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,11})(?:\.(\d{1,3}))?S)?)?$/;
const DAY_MS = 86_400_000;

/**
 * Reads an exact ISO 8601 duration of weeks, days, hours, minutes and seconds. Years and months have no exact length
 * and are refused: those are calendar windows.
 *
 * @returns milliseconds, zero or more
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is not such a duration
 * @example
 * parseDuration('P1DT12H'); // 129600000
 */
export function parseDuration(text: string): number {
  const match = DURATION.exec(text);
  if (match === null) throw new InvalidValueError('duration', 'expected an exact duration such as P90D or PT36H');
  const read = (index: number): number => Number(match[index] ?? 0);
  const minutes = ((read(1) * 7 + read(2)) * 24 + read(3)) * 60 + read(4);
  return (minutes * 60 + read(5)) * 1000 + Number((match[6] ?? '').padEnd(3, '0'));
}

/**
 * Brings a duration to one form: days where they are whole, else seconds.
 *
 * @throws {@link InvalidValueError} `INVALID_VALUE` when it is not an exact duration
 * @example
 * canonicalDuration('P1W'); // 'P7D'
 */
export function canonicalDuration(text: string): string {
  const ms = parseDuration(text);
  return ms % DAY_MS === 0 ? `P${ms / DAY_MS}D` : `PT${ms / 1000}S`;
}
