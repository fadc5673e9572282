import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDays, writeDay } from './civil-day.js';
import { isDate, LATEST_INSTANT } from './date.js';
import { formatInstant } from './instant.js';

const SEED = 31;
const DAY_MS = 86_400_000;
const FIRST = -719_162;
const LAST = 2_932_896;

describe('calendar days', () => {
  it(`are written and counted as the platform does (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST, max: LAST }), (days) => {
        const text = writeDay(days);
        expect(text).toBe(new Date(days * DAY_MS).toISOString().slice(0, 10));
        expect(countDays(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)))).toBe(days);
      }),
      { seed: SEED, numRuns: 2000 },
    );
    for (const days of [FIRST, LAST, -1, 0])
      expect(writeDay(days)).toBe(new Date(days * DAY_MS).toISOString().slice(0, 10));
  });

  it('follow each other without a gap over two cycles of leap years', () => {
    const wrong: string[] = [];
    let before = countDays(1700, 1, 1) ?? 0;
    const start = before;
    for (let days = start + 1; days < start + 2 * 146_097; days += 1) {
      const text = writeDay(days);
      const counted = countDays(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)));
      if (counted !== before + 1) wrong.push(text);
      before = counted ?? before;
    }
    expect(wrong).toEqual([]);
  });

  it('exist or not as the platform has it', () => {
    const wrong: string[] = [];
    for (const year of ['0000', '0001', '0004', '0099', '0100', '1900', '2000', '2023', '2024', '9999'])
      for (let month = 0; month <= 13; month += 1)
        for (let day = 0; day <= 32; day += 1) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const ms = Date.parse(`${text}T00:00:00Z`);
          const exists = year !== '0000' && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
          if (isDate(text) !== exists) wrong.push(text);
        }
    expect(wrong).toEqual([]);
  });

  it(`stand in instants as the platform writes them (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST * DAY_MS, max: LATEST_INSTANT }), (ms) => {
        expect(formatInstant(ms)).toBe(new Date(ms).toISOString());
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
