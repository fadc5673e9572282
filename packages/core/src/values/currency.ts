import { InvalidValueError } from '../errors/invalid-value-error.js';

// Codes with a minor unit of two digits, grouped by first letter to stay small in a browser. Units without one (metals,
// test codes, drawing rights) are no currency of an amount. Codes withdrawn since 2023 (ANG, BGN, HRK, SLL, ZWL) stay:
// documents in them are still booked and read.
const TWO_DIGITS =
  'A ED FN LL MD NG OA RS UD WG ZN|B AM BD DT GN MD ND OB OV RL SD TN WP YN ZD|' +
  'C AD DF HE HF HW NY OP OU RC UP VE ZK|D KK OP ZD|E GP RN TB UR|F JD KP|G BP EL HS IP MD TQ YD|' +
  'H KD NL RK TG UF|I DR LS NR RR|J MD|K ES GS HR PW YD ZT|L AK BP KR RD SL|' +
  'M AD DL GA KD MK NT OP RU UR VR WK XN XV YR ZN|N AD GN IO OK PR ZD|P AB EN GK HP KR LN|Q AR|' +
  'R ON SD UB|S AR BD CR DG EK GD HP LE LL OS RD SP TN VC YP ZL|T HB JS MT OP RY TD WD ZS|' +
  'U AH SD SN YU ZS|V ED ES|W ST|X CD CG|Y ER|Z AR MW WG WL';
const OTHER_DIGITS: readonly (readonly [digits: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

const digitsByCurrency: ReadonlyMap<string, number> = new Map([
  ...TWO_DIGITS.split('|').flatMap((group) =>
    group
      .slice(2)
      .split(' ')
      .map((rest): [string, number] => [group.charAt(0) + rest, 2]),
  ),
  ...OTHER_DIGITS.flatMap(([digits, codes]) => codes.split(' ').map((code): [string, number] => [code, digits])),
]);

/** Currency of the sum over no money at all: a zero that compares with amounts of every currency. */
export const ANY_CURRENCY = '';

/**
 * Digits after the point of a currency's smallest booked unit.
 *
 * @param currency - ISO 4217 alphabetic code, upper case
 * @throws {@link InvalidValueError} `INVALID_VALUE` when the code is not one of ISO 4217
 * @see ISO 4217:2015, list one (current currencies)
 * @example
 * minorUnits('JPY'); // 0
 */
export function minorUnits(currency: string): number {
  const digits = digitsByCurrency.get(currency);
  if (digits === undefined)
    throw new InvalidValueError('currency', 'it is not a currency code of ISO 4217, such as TWD');
  return digits;
}

/**
 * Lists the currency codes that amounts may have, in alphabetical order.
 *
 * @example
 * listCurrencies().includes('TWD'); // true
 */
export function listCurrencies(): readonly string[] {
  return [...digitsByCurrency.keys()].sort();
}

/**
 * Tells whether a text is a currency code that amounts may have.
 *
 * @example
 * isCurrency('EURO'); // false
 */
export function isCurrency(text: string): boolean {
  return digitsByCurrency.has(text);
}
