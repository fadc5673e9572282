import type { Dictionary } from '../table/dictionary.js';
import type { Kind } from './kind.js';
import { lazyObjects } from './lazy-feature.js';

const RAW_CAP = 64;

/**
 * Writes a number in one form. Blanks, apostrophes, currency signs and a per cent sign are left out. Of several kinds of
 * marks the last one is the decimal mark; a comma alone before exactly three digits parts thousands, a point alone is
 * decimal. What is no number answers the empty text. At most 64 code units are read.
 */
function normaliseNumber(raw: string): string {
  if (raw.length > RAW_CAP) return '';
  let text = raw.normalize('NFKC').replace(/[\s'’_$€£¥%]|\p{Sc}/gu, '');
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma >= 0 && point >= 0) text = text.replaceAll(comma > point ? '.' : ',', '');
  if (comma > point) {
    const thousands = point < 0 && (/,\d{3}$/.test(text) || text.indexOf(',') !== comma);
    text = text.replaceAll(',', thousands ? '' : '.');
  } else if (text.split('.').length > 2) text = text.replaceAll('.', '');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(text)) return '';
  const value = Number(text);
  return Number.isFinite(value) ? String(value === 0 ? 0 : value) : '';
}

function isNear(a: number, b: number): boolean {
  const gap = Math.abs(a - b);
  return gap <= 0.01 * Math.max(Math.abs(a), Math.abs(b)) && (gap <= 1 || !Number.isInteger(a) || Math.abs(a) > 3000);
}

function createNumberComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const numberOf = lazyObjects(dictionary, Number);
  return (a, b) => {
    const one = numberOf(a);
    const other = numberOf(b);
    return isNear(one, other) || isNear(other, one) ? 1 : 0;
  };
}

/** Years, amounts, counts. */
export const number: Kind = {
  name: 'number',
  role: 'context',
  normalise: normaliseNumber,
  levels: [
    { id: 'different', m: 0.08, u: 0.9 },
    { id: 'near', m: 0.07, u: 0.05 },
    { id: 'same', m: 0.85, u: 0.05 },
  ],
  comparator: createNumberComparator,
  keys: [{ id: 'exact', key: (text) => text }],
};
