import { describe, expect, it } from 'vitest';
import { createDateReader, createInstantReader, findFormatProblem } from './read-time.js';

describe('dates and instants of a source', () => {
  it.each([
    ['iso', '2024-02-29', '2024-02-29'],
    ['iso', '2024-02-29 13:45:00', '2024-02-29'],
    ['iso', '2023-02-29', null],
    ['dd.MM.yyyy', '1.7.2024', '2024-07-01'],
    ['MM/dd/yyyy', '13/01/2024', null],
    ['yyyyMMdd', '20240701', '2024-07-01'],
    ['yyyy年MM月dd日', '2024年7月1日', '2024-07-01'],
  ])('%s reads %s as %s', (format, text, date) => {
    expect(createDateReader(format)(text)).toBe(date);
  });

  it.each([
    [null, '2024-07-01T08:00:00Z', '2024-07-01T08:00:00.000Z'],
    [null, '2024-07-01 08:00:00.123456+08', '2024-07-01T00:00:00.123Z'],
    [null, '2024-07-01 08:00:00', null],
    ['Asia/Taipei', '2024-07-01 08:00:00', '2024-07-01T00:00:00.000Z'],
    ['Asia/Taipei', '2024-07-01', '2024-06-30T16:00:00.000Z'],
    // The clocks skip 02:00–03:00: forward by the gap. They pass 02:00–03:00 twice: the first.
    ['Europe/Berlin', '2024-03-31 02:30:00', '2024-03-31T01:30:00.000Z'],
    ['Europe/Berlin', '2024-10-27 02:30:00', '2024-10-27T00:30:00.000Z'],
    ['Europe/Berlin', '2024-10-27 03:30:00', '2024-10-27T02:30:00.000Z'],
    ['Europe/Berlin', '2024-10-26 23:59:59', '2024-10-26T21:59:59.000Z'],
  ])('in zone %s %s is %s', (zone, text, instant) => {
    expect(createInstantReader('iso', zone)(text)).toBe(instant);
  });

  it('reads a time by its pattern', () => {
    expect(createInstantReader('dd/MM/yyyy HH:mm', 'UTC')('5/1/2024 9:07')).toBe('2024-01-05T09:07:00.000Z');
  });

  it.each(['HH:mm', 'yyyy-MM', 'yyyy-MM-dd dd'])('finds the fault of the format %s', (format) => {
    expect(findFormatProblem(format)).not.toBeNull();
  });
});
