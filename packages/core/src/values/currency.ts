import { InvalidValueError } from '../errors/invalid-value-error.js';

// Codes by the digits of their minor unit: each word is a first letter and what follows it in its codes, two letters each,
// so that the table stays small in a browser. Units without minor unit (metals, test codes, drawing rights) are no
// currency of an amount. Codes withdrawn since 2023 (ANG, BGN, HRK, SLL, ZWL) stay: documents in them are still booked
// and read.
const CODES: readonly (readonly [digits: number, words: string])[] = [
  [
    2,
    'aedfnllmdngoarsudwgzn bambddtgnmdndobovrlsdtnwpynzd caddfhehfhwnyopourcupvezk dkkopzd egprntbur fjdkp ' +
      'gbpelhsipmdtqyd hkdnlrktguf idrlsnrrr jmd kesgshrpwydzt lakbpkrrdsl maddlgakdmkntopruurvrwkxnxvyrzn ' +
      'nadgniookprzd pabengkhpkrln qar ronsdub sarbdcrdgekgdhplellosrdsptnvcypzl thbjsmtoprytdwdzs uahsdsnyuzs ' +
      'vedes wst xcdcg yer zarmwwgwl',
  ],
  [0, 'bif clp djf gnf isk jpy kmfrw pyg rwf ugxyi vnduv xafofpf'],
  [3, 'bhd iqd jod kwd lyd omr tnd'],
  [4, 'clf uyw'],
];

const digitsByCurrency: ReadonlyMap<string, number> = new Map(
  CODES.flatMap(([digits, words]) =>
    words
      .toUpperCase()
      .split(' ')
      .flatMap((word) => (word.slice(1).match(/../g) ?? []).map((rest): [string, number] => [word[0] + rest, digits])),
  ),
);

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
  if (digits === undefined) throw new InvalidValueError('currency', 'expected a currency code such as TWD');
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
