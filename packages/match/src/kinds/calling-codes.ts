/** Country calling codes of one and two digits (ITU-T E.164); every other code has three. */
const shortCodes = new Set(
  (
    '1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 ' +
    '81 82 84 86 90 91 92 93 94 95 98'
  ).split(' '),
);

/**
 * How many digits at the beginning of an international number are the country calling code.
 *
 * @param digits - the number without `+` or `00`
 * @returns 1, 2 or 3
 */
export function callingCodeLength(digits: string): number {
  if (shortCodes.has(digits.slice(0, 1))) return 1;
  return shortCodes.has(digits.slice(0, 2)) ? 2 : 3;
}
