import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, formatDay, isDate } from './date.js';
import { canonicalDuration, parseDuration } from './duration.js';
import { formatInstant, parseInstant } from './instant.js';
import { windowBounds } from './window.js';
import { dateInZone, isZone, startOfDay, zoneOffset } from './zone.js';

const SEED = 14;
const HOUR = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

describe('instants', () => {
  it('are read with a zone, to the millisecond', () => {
    expect(parseInstant('2024-01-01T08:00:00+08:00')).toBe(Date.UTC(2024, 0, 1));
    expect(parseInstant('2024-01-01T00:00Z')).toBe(Date.UTC(2024, 0, 1));
    expect(parseInstant('2024-01-01T00:00:00.123999Z')).toBe(Date.UTC(2024, 0, 1) + 123);
    expect(parseInstant('1969-12-31T23:59:59.999Z')).toBe(-1);
    expect(parseInstant('0001-01-01T00:00:00Z')).toBe(-62_135_596_800_000);
  });

  it.each([
    '2024-01-01',
    '2024-01-01T00:00:00',
    '2024-02-30T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T23:59:60Z',
    '2024-01-01T00:00:00+25:00',
    '0000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '2024-1-1T0:0Z',
    '',
    '0001-01-01T00:00:00+01:00',
  ])('refuse %j', (text) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it(`come back from text unchanged (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (ms) => {
        expect(parseInstant(formatInstant(ms))).toBe(ms);
      }),
      { seed: SEED },
    );
    expect(() => formatInstant(Number.NaN)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    expect(() => formatInstant(1.5)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });
});

describe('dates', () => {
  it('exist in the calendar', () => {
    const given = [
      '2024-02-29',
      '2023-02-29',
      '1900-02-29',
      '2000-02-29',
      '2024-04-31',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '0000-01-01',
      '0001-01-01',
      '9999-12-31',
      '2024-1-1',
      '２０２４-01-01',
      ' 2024-01-01',
    ];
    expect(given.filter(isDate)).toEqual(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']);
  });

  it('move by days and months, clamped to the last day', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('0001-01-01', -5)).toBe('0001-01-01');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2023-03-31', -1)).toBe('2023-02-28');
    expect(addMonths('2024-01-31', -13)).toBe('2022-12-31');
    expect(addMonths('2024-12-31', 2)).toBe('2025-02-28');
    expect(addMonths('0003-03-31', -1)).toBe('0003-02-28');
    expect(addMonths('0001-01-15', -3)).toBe('0001-01-01');
    expect(formatDay(-1)).toBe('1969-12-31');
  });
});

describe('durations', () => {
  it('are exact', () => {
    expect(['P90D', 'P1W', 'PT36H', 'P1DT12H', 'PT0.5S', 'PT1H1M1S', 'P0D'].map(parseDuration)).toEqual([
      90 * 24 * HOUR,
      168 * HOUR,
      36 * HOUR,
      36 * HOUR,
      500,
      3_661_000,
      0,
    ]);
    expect(['P1W', 'PT24H', 'PT1H', 'PT0.25S', 'P1DT1S'].map(canonicalDuration)).toEqual([
      'P7D',
      'P1D',
      'PT3600S',
      'PT0.25S',
      'PT86401S',
    ]);
  });

  it.each(['P', 'PT', 'P1M', 'P1Y', '-P1D', 'P-1D', 'P1.5D', 'p1d', '1D', 'P1DT', 'PT1H1H', 'P9999999W', ''])(
    'refuse %j',
    (text) => {
      expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
    },
  );
});

describe('zones', () => {
  it('know their offset at an instant', () => {
    expect(zoneOffset('Asia/Taipei', 0)).toBe(8 * HOUR);
    expect(zoneOffset('America/New_York', Date.UTC(2024, 6, 1))).toBe(-4 * HOUR);
    expect(zoneOffset('America/New_York', Date.UTC(2024, 0, 1))).toBe(-5 * HOUR);
    expect(zoneOffset('Asia/Kathmandu', Date.UTC(2024, 0, 1, 0, 0, 0, 7))).toBe(5.75 * HOUR);
    expect(zoneOffset('UTC', -62_135_596_800_000)).toBe(0);
  });

  it('begin a day late when clocks skip midnight, and with the first midnight when they pass two', () => {
    expect(iso(startOfDay('America/Sao_Paulo', '2018-11-04'))).toBe('2018-11-04T03:00:00.000Z');
    expect(iso(startOfDay('America/Havana', '2024-11-03'))).toBe('2024-11-03T04:00:00.000Z');
    expect(iso(startOfDay('Pacific/Apia', '2011-12-30'))).toBe('2011-12-30T10:00:00.000Z');
    expect(iso(startOfDay('Asia/Taipei', '2024-01-01'))).toBe('2023-12-31T16:00:00.000Z');
    expect(iso(startOfDay('Australia/Lord_Howe', '2024-10-06'))).toBe('2024-10-05T13:30:00.000Z');
  });

  it('say which date it is', () => {
    expect(dateInZone('Asia/Taipei', Date.UTC(2024, 0, 1, 15, 59))).toBe('2024-01-01');
    expect(dateInZone('Asia/Taipei', Date.UTC(2024, 0, 1, 16))).toBe('2024-01-02');
    expect(dateInZone('Pacific/Honolulu', Date.UTC(2024, 0, 1))).toBe('2023-12-31');
  });

  it(`begin every day on that day, just after the one before (seed ${SEED})`, () => {
    const zones = [
      'America/Sao_Paulo',
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/Havana',
      'Asia/Beirut',
      'Africa/Cairo',
      'Asia/Taipei',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 20_000 }), (zone, day) => {
        const date = addDays('1975-01-01', day);
        const start = startOfDay(zone, date);
        expect(dateInZone(zone, start)).toBe(date);
        expect(dateInZone(zone, start - 1)).toBe(addDays(date, -1));
      }),
      { seed: SEED, numRuns: 3_000 },
    );
  });

  it('are names of the IANA database only', () => {
    expect(['Asia/Taipei', 'UTC', 'Mars/Olympus', '+08:00', '', 'Asia/Taipei\u0000'].map(isZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(() => zoneOffset('Mars/Olympus', 0)).toThrow(expect.objectContaining({ code: 'INVALID_VALUE' }));
  });

  it('answer rightly after more spellings than are remembered', () => {
    const spell = (index: number): string =>
      [...'asia/taipei'].map((letter, at) => ((index >> at) & 1 ? letter.toUpperCase() : letter)).join('');
    for (let index = 0; index < 2_048; index++) expect(zoneOffset(spell(index), 0)).toBe(8 * HOUR);
    expect(zoneOffset('Asia/Taipei', 0)).toBe(8 * HOUR);
  });
});

describe('windows', () => {
  const now = Date.UTC(2024, 2, 31, 12);

  it('of a duration are half open and end now, or an offset before', () => {
    expect(windowBounds({ type: 'duration', value: 'P90D' }, now)).toEqual({
      after: now - 90 * 24 * HOUR,
      until: now,
      fromDate: null,
      untilDate: null,
    });
    expect(windowBounds({ type: 'duration', value: 'PT1H' }, now, 'P1D')).toEqual({
      after: now - 25 * HOUR,
      until: now - 24 * HOUR,
      fromDate: null,
      untilDate: null,
    });
  });

  it('of the calendar begin at local midnight, which they include', () => {
    const month = windowBounds({ type: 'calendar', count: 1, unit: 'month', zone: 'Asia/Taipei' }, now);
    expect(month).toEqual({
      after: Date.UTC(2024, 1, 28, 16) - 1,
      until: now,
      fromDate: '2024-02-29',
      untilDate: '2024-03-31',
    });
    const week = windowBounds({ type: 'calendar', count: 1, unit: 'week', zone: 'Europe/London' }, now);
    expect([iso(week.after + 1), week.fromDate]).toEqual(['2024-03-24T00:00:00.000Z', '2024-03-24']);
    const today = windowBounds({ type: 'calendar', count: 0, unit: 'day', zone: 'Europe/London' }, now);
    expect([iso(today.after + 1), today.fromDate, today.untilDate]).toEqual([
      '2024-03-31T00:00:00.000Z',
      '2024-03-31',
      '2024-03-31',
    ]);
  });

  it('of the calendar differ from exact days across a change of clocks', () => {
    const bounds = windowBounds(
      { type: 'calendar', count: 1, unit: 'day', zone: 'America/New_York' },
      Date.UTC(2024, 2, 11, 4),
    );
    expect(bounds.until - bounds.after - 1).toBe(23 * HOUR);
  });

  it.each([{ count: -1 }, { count: 1.5 }, { count: 10_001 }, { zone: 'Mars/Olympus' }])('refuse %j', (wrong) => {
    expect(() => windowBounds({ type: 'calendar', count: 1, unit: 'day', zone: 'UTC', ...wrong }, now)).toThrow(
      expect.objectContaining({ code: 'INVALID_VALUE' }),
    );
  });
});
