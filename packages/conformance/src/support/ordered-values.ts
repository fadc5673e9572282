import type { Literal } from '@crmkit/core';

/** Values of one field in ascending order, each as it is stored and as a literal: the oracle of the comparison rules. */
export interface OrderedValues {
  readonly path: string;
  readonly literal: Literal['type'];
  readonly values: readonly (readonly [stored: unknown, literal: unknown])[];
  /** Values of the field that compare with none of the above, such as amounts in another currency. */
  readonly incomparable?: readonly unknown[];
}

const texts: readonly (readonly [string, string])[] = [
  '',
  ' ',
  '%',
  'A',
  'AB',
  'Z',
  '\\',
  '_',
  'a',
  'ab',
  'z',
  'é',
  'ﬁ',
  '臺',
  '\uE000',
  '\uFF5E',
  '\u{1F600}',
  '\u{1F600}a',
]
  // The list is written by eye; code points decide.
  .sort((a, b) => comparePoints([...a], [...b]))
  .map((text) => [text, text] as const);

function comparePoints(a: readonly string[], b: readonly string[]): number {
  for (const [index, character] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const integers: OrderedValues['values'] = [
  [Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  [-2, -2],
  [0, 0],
  [1, 1],
  [10, 10],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
];

const dates: OrderedValues['values'] = [
  '0001-01-01',
  '1969-12-31',
  '1970-01-01',
  '2024-02-29',
  '2024-03-01',
  '9999-12-31',
].map((date) => [date, date]);

const instants: OrderedValues['values'] = [
  [-62_135_596_800_000, '0001-01-01T00:00:00.000Z'],
  [-1, '1969-12-31T23:59:59.999Z'],
  [0, '1970-01-01T00:00:00.000Z'],
  [1_709_208_000_000, '2024-02-29T12:00:00.000Z'],
  [1_709_208_000_001, '2024-02-29T12:00:00.001Z'],
  [253_402_300_799_999, '9999-12-31T23:59:59.999Z'],
];

/** Every field type that has an order, at the top of a row and under `custom`. */
export const orderedValues: readonly OrderedValues[] = [
  { path: 'nickname', literal: 'text', values: texts },
  { path: 'code', literal: 'keyword', values: texts },
  { path: 'custom.city', literal: 'text', values: texts },
  { path: 'custom.creditClass', literal: 'keyword', values: texts },
  { path: 'employees', literal: 'int', values: integers },
  { path: 'custom.visits', literal: 'int', values: integers },
  {
    path: 'rating',
    literal: 'decimal',
    values: [
      [-99_999, '-999.99'],
      [-100, '-1'],
      [-1, '-0.01'],
      [0, '0'],
      [5, '0.05'],
      [100, '1'],
      [99_999, '999.99'],
    ],
  },
  {
    path: 'exact',
    literal: 'decimal',
    values: [
      ['-999999999999999999', '-99999999999999.9999'],
      ['-9007199254740993', '-900719925474.0993'],
      [-9_007_199_254_740_991, '-900719925474.0991'],
      [0, '0'],
      [1, '0.0001'],
      [9_007_199_254_740_991, '900719925474.0991'],
      ['9007199254740992', '900719925474.0992'],
      ['9007199254740993', '900719925474.0993'],
      ['999999999999999999', '99999999999999.9999'],
    ],
  },
  {
    path: 'custom.discount',
    literal: 'decimal',
    values: [
      [-1500, '-1.5'],
      [0, '0'],
      [1, '0.001'],
      ['9007199254740993', '9007199254740.993'],
    ],
  },
  {
    path: 'balance',
    literal: 'money',
    values: [-123_456, -1, 0, 1, 9_000].map((amount) => [
      { amount, currency: 'JPY' },
      { amount: String(amount), currency: 'JPY' },
    ]),
    incomparable: [
      { amount: 1, currency: 'EUR' },
      { amount: -1_000_000, currency: 'USD' },
    ],
  },
  {
    path: 'price',
    literal: 'money',
    values: [
      [
        { amount: -1, currency: 'EUR' },
        { amount: '-0.000001', currency: 'EUR' },
      ],
      [
        { amount: 1, currency: 'EUR' },
        { amount: '0.000001', currency: 'EUR' },
      ],
      [
        { amount: 10_000_000, currency: 'EUR' },
        { amount: '10', currency: 'EUR' },
      ],
      [
        { amount: '9007199254740993', currency: 'EUR' },
        { amount: '9007199254.740993', currency: 'EUR' },
      ],
    ],
    incomparable: [{ amount: 5, currency: 'JPY' }],
  },
  {
    path: 'custom.budget',
    literal: 'money',
    values: [-5, 0, 7].map((amount) => [
      { amount, currency: 'JPY' },
      { amount: String(amount), currency: 'JPY' },
    ]),
    incomparable: [{ amount: 0, currency: 'EUR' }],
  },
  { path: 'since', literal: 'date', values: dates },
  { path: 'custom.renewal', literal: 'date', values: dates },
  { path: 'seenAt', literal: 'instant', values: instants },
  { path: 'custom.calledAt', literal: 'instant', values: instants },
];

/** The fields of a party with one value at a path. */
export function partyWith(path: string, value: unknown): { readonly [field: string]: unknown } {
  const [first = '', second] = path.split('.');
  return second === undefined ? { name: 'x', [first]: value } : { name: 'x', custom: { [second]: value } };
}
