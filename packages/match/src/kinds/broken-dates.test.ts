import { describe, expect, it } from 'vitest';
import { isNearBrokenDate, keepBrokenDate } from './broken-dates.js';

describe('broken dates', () => {
  it('keep the digits of a date that a slip of the pen spoiled', () => {
    expect(keepBrokenDate('03/13/979')).toBe('?0313979');
    expect(keepBrokenDate('195-310-19')).toBe('?19531019');
    expect(keepBrokenDate('?19531019')).toBe('?19531019');
  });

  it('are none where a stand-in, a word or too few digits are written', () => {
    for (const raw of [
      '0000-00-00',
      '0001-01-01',
      '99/99/9999',
      '11111111',
      'unknown',
      '12/1',
      '1971-06-24T00:00:00',
    ]) {
      expect(keepBrokenDate(raw)).toBe('');
    }
  });

  it('are near the date they come from in any order of its parts, and near no other', () => {
    expect(isNearBrokenDate('?0313979', '1979-03-13')).toBe(true);
    expect(isNearBrokenDate('?0313979', '1979-13-03')).toBe(true);
    expect(isNearBrokenDate('?0313979', '1978-03-13')).toBe(false);
    expect(isNearBrokenDate('?0313979', '1979')).toBe(false);
  });
});
