import { describe, expect, it } from 'vitest';
import { benchExitCode } from './bench-outcome.js';
import { describeMachine, judgeFigure, readFigure } from './figure.js';

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
  it('are told from whatever else a bench prints', () => {
    const line = { name: 'get', value: 1, unit: 's', baseline: null, ratio: null, bar: 'value <= 2', pass: true };
    expect(readFigure(JSON.stringify(line))).toEqual(line);
    for (const other of ['# warming up', '{ not json', '{"name":"x"}', '']) expect(readFigure(other)).toBe(null);
  });

  it('name the machine they were measured on', () => {
    expect(describeMachine()).toMatch(/^.+, \d+ cores, Node v\d+\./);
  });
});

describe('a run of benches', () => {
  it('fails for a missed bar only when asked to, and for a bench that broke always', () => {
    const missed = ['get: ratio >= 0.7 was missed'];
    const broken = ['a.bench.ts ended with code 1'];
    const codes = [
      { broken: [], missed: [] },
      { broken: [], missed },
      { broken, missed: [] },
    ].map((outcome) => [benchExitCode(outcome, false), benchExitCode(outcome, true)]);
    expect(codes).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
    ]);
  });
});
