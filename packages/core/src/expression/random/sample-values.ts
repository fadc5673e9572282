import type { FieldType } from '../../model/field-type.js';
import type { StoredMoney, StoredValue } from '../../storage/contract.js';
import { minorUnits } from '../../values/currency.js';
import { addDays, formatDay } from '../../values/date.js';
import { formatDecimal, toScaled } from '../../values/decimal.js';
import { formatInstant, parseInstant } from '../../values/instant.js';
import { fromStoredMoney } from '../../values/money.js';
import type { SeededRandom } from '../../values/seeded-random.js';
import type { Literal, Window } from '../node.js';

/** Texts in which engines like to differ: order, case, combining marks, wildcards, quotes, private use, astral. NFC. */
export const SAMPLE_TEXTS: readonly string[] = [
  '',
  'a',
  'A',
  'b',
  'ab',
  'aB',
  'Acme',
  'ACME',
  'acme',
  'ＡＣＭＥ',
  'acme corp',
  'é',
  'É',
  'q\u0303',
  'ß',
  'SS',
  'ss',
  'ﬁ',
  'fi',
  'ΟΔΟΣ',
  'οδος',
  'İ',
  'i\u0307',
  '臺灣水泥股份有限公司',
  '台泥',
  '\u{1F600}',
  '\u{1F600}a',
  '\uff5e',
  '\ue000',
  '\u{10ffff}',
  '\u{20000}',
  '👩\u200d💻',
  '100%',
  'a_b',
  'axb',
  'a\\b',
  '%',
  '_',
  '\\',
  "O'Brien",
  '"quoted"',
  ' leading',
  'trailing ',
  'two\nlines',
  '\t',
  'zz',
  '\u007f',
  '\u00a0',
  '0',
  '-1',
  'null',
  'true',
];
const KEYWORDS: readonly string[] = ['A', 'B', 'C', 'posted', 'draft', 'vip', 'lead', '客戶', 'web', 'x-1', 'ＡＣＭＥ'];
const INTS: readonly number[] = [
  0,
  1,
  -1,
  2,
  3,
  10,
  100,
  -100,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  -Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER - 1,
];
const CURRENCIES: readonly string[] = ['TWD', 'TWD', 'TWD', 'USD', 'JPY', 'KWD'];
const ZONES: readonly string[] = [
  'UTC',
  'Asia/Taipei',
  'America/Sao_Paulo',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
];
const DURATIONS: readonly string[] = ['PT1S', 'PT1H', 'P1D', 'P7D', 'P1W', 'P30D', 'P90D', 'P365D', 'P1DT12H'];
const DAY_MS = 86_400_000;

/** Moments next to which clocks change, months end, or nothing special happens. */
export const SAMPLE_NOWS: readonly number[] = [
  '2024-03-10T07:00:00.000Z',
  '2024-11-03T06:00:00.000Z',
  '2018-11-04T03:00:00.000Z',
  '2024-03-31T01:00:00.000Z',
  '2024-02-29T16:00:00.000Z',
  '2023-12-31T23:59:59.999Z',
  '2011-12-30T10:00:00.000Z',
  '2024-05-31T12:34:56.789Z',
  '2024-10-05T15:30:00.000Z',
  '2024-11-03T05:00:00.000Z',
].map(parseInstant);

/**
 * Draws a stored value of a type from values that matter: ends of ranges, 2^53, DST days, awkward texts.
 *
 * @param now - the moment around which dates and instants lie
 * @example
 * sampleValue(createRandom(1), { type: 'bool' }, 0);
 */
export function sampleValue(
  random: SeededRandom,
  type: Exclude<FieldType, { type: 'ref' | 'json' }>,
  now: number,
): StoredValue {
  switch (type.type) {
    case 'bool':
      return random.chance(0.5);
    case 'int':
      return random.chance(0.5) ? random.pick(INTS) : random.integer(-20, 20);
    case 'decimal':
      return sampleScaled(random, type.precision);
    case 'text':
      return sampleText(random);
    case 'keyword':
      return random.pick(type.options ?? KEYWORDS);
    case 'date':
      return sampleDate(random, now);
    case 'instant':
      return sampleInstant(random, now);
    case 'money':
      return sampleMoney(random, type.extraDigits);
    case 'list': {
      const items = Array.from({ length: random.integer(0, 3) }, () =>
        type.of === 'text' ? sampleText(random) : random.pick(KEYWORDS),
      );
      return [...new Set(items)];
    }
  }
}

/**
 * Draws a literal to compare with a value of a type.
 *
 * @example
 * sampleLiteral(createRandom(1), { type: 'instant' }, 0).type; // 'instant'
 */
export function sampleLiteral(
  random: SeededRandom,
  type: Exclude<FieldType, { type: 'ref' | 'json' | 'list' }>,
  now: number,
): Literal {
  const value = sampleValue(random, type, now);
  // The value was drawn for this very type.
  switch (type.type) {
    case 'bool':
      return { op: 'lit', type: 'bool', value: value as boolean };
    case 'int':
      return { op: 'lit', type: 'int', value: value as number };
    case 'decimal':
      return { op: 'lit', type: 'decimal', value: formatDecimal(value as number | string, type.scale) };
    case 'money':
      return { op: 'lit', type: 'money', value: fromStoredMoney(value as StoredMoney, type.extraDigits) };
    case 'instant':
      return { op: 'lit', type: 'instant', value: formatInstant(value as number) };
    case 'text':
    case 'keyword':
    case 'date':
      return { op: 'lit', type: type.type, value: value as string };
  }
}

/**
 * Draws a window; for dates a calendar window.
 *
 * @example
 * sampleWindow(createRandom(1), 'date').type; // 'calendar'
 */
export function sampleWindow(random: SeededRandom, kind: 'date' | 'instant'): Window {
  if (kind === 'instant' && random.chance(0.5)) return { type: 'duration', value: random.pick(DURATIONS) };
  return {
    type: 'calendar',
    count: random.integer(0, 13),
    unit: random.pick(['day', 'week', 'month'] as const),
    zone: random.pick(ZONES),
  };
}

function sampleText(random: SeededRandom): string {
  const text = random.pick(SAMPLE_TEXTS);
  return random.chance(0.2) ? `${text}${random.pick(SAMPLE_TEXTS)}`.normalize('NFC') : text;
}

// Up to 18 digits, and often next to the last integer that a double still holds exactly.
function sampleScaled(random: SeededRandom, precision: number): number | string {
  const digits = Math.min(precision, 18);
  const largest = 10n ** BigInt(digits) - 1n;
  const near53 = 2n ** 53n + BigInt(random.integer(-2, 2));
  const drawn = random.pick([
    0n,
    1n,
    5n,
    largest,
    near53,
    BigInt(random.integer(0, 9_999)),
    BigInt(random.integer(0, 2 ** 40)) * 1009n,
  ]);
  const magnitude = drawn > largest ? drawn % (largest + 1n) : drawn;
  return toScaled(random.chance(0.3) ? -magnitude : magnitude);
}

function sampleMoney(random: SeededRandom, extraDigits: number): StoredMoney {
  const currency = random.pick(CURRENCIES);
  if (random.chance(0.5))
    return { amount: random.integer(-500, 5_000) * 10 ** Math.min(extraDigits, 4 + minorUnits(currency)), currency };
  return { amount: sampleScaled(random, 18), currency };
}

function sampleDate(random: SeededRandom, now: number): string {
  if (random.chance(0.1)) return random.pick(['0001-01-01', '9999-12-31', '1970-01-01', '2024-02-29']);
  return addDays(formatDay(now), random.pick([0, 0, 1, -1, -7, -30, -31, -90, random.integer(-400, 30)]));
}

function sampleInstant(random: SeededRandom, now: number): number {
  if (random.chance(0.1)) return random.pick([0, -1, 1, now]);
  const days = random.pick([0, 1, 7, 30, 90, 365, random.integer(-20, 400)]);
  const edge = random.pick([0, 1, -1, 3_600_000, -3_600_000, random.integer(-DAY_MS, DAY_MS)]);
  // A third of them at a local midnight, where calendar windows begin.
  const base = random.chance(0.33) ? Math.floor(now / DAY_MS) * DAY_MS + random.integer(-12, 14) * 3_600_000 : now;
  return base - days * DAY_MS + edge;
}
