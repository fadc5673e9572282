import { describe, expect, it } from 'vitest';
import { judgeFigure } from './figure.js';

describe('figures', () => {
  it('compares a ratio with its bar', () => {
    const figure = { name: 'get', value: 60, unit: '1/s', baseline: 100 };
    expect(judgeFigure({ ...figure, bar: { op: '>=', value: 0.7, of: 'ratio' } })).toMatchObject({
      ratio: 0.6,
      pass: false,
    });
    expect(judgeFigure({ ...figure, bar: { op: '>=', value: 0.6, of: 'ratio' } })).toMatchObject({ pass: true });
  });

  it('compares a plain value with its bar', () => {
    const bar = { op: '<=', value: 60, of: 'value' } as const;
    expect(judgeFigure({ name: 'size', value: 61, unit: 'kB', bar })).toMatchObject({ ratio: null, pass: false });
  });

  it('refuses a ratio without a baseline', () => {
    const bar = { op: '<=', value: 2, of: 'ratio' } as const;
    expect(() => judgeFigure({ name: 'filter', value: 1, unit: 'ms', bar })).toThrow('no baseline');
  });
});
