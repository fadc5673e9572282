import { describe, expect, it } from 'vitest';
import { runDemo } from '../src/demo/run-demo.js';
import { collectOutput } from './collect-output.js';

describe('the demo on PGlite', () => {
  it('imports, changes, reads, refuses, rolls back and subscribes, and every figure agrees', {
    timeout: 120_000,
  }, async () => {
    const output = collectOutput();
    expect(await runDemo({ output, customers: 120 })).toBe(0);
    const text = output.lines.join('\n');
    expect(text).toContain('  0 commits');
    expect(text).toMatch(/中正路100號.*2026-07-04/);
    expect(text).toMatch(/81 +persons +\d+ +\d+ +[\d.]+ % +[\d.]+ %/);
    expect(text).toMatch(/39 +companies +\d+ +\d+ +[\d.]+ % +[\d.]+ %/);
    expect(text).toMatch(/\n {2}= C-\d{5} /);
    expect(text).toMatch(/two people of one home, as the ERP knows them +pairs\n/);
    expect(text).toMatch(/Most likely the same customer/);
    expect(text).toMatch(/360° view of/);
    expect(text).toMatch(/2026-07-01 08:00/);
    expect(text).toContain('none of the roles support grants party.update');
    expect(text).toMatch(/rolled back by the ERP +0 +0/);
    expect(text).toMatch(/committed by the ERP +1 +1/);
    expect(text).toMatch(/the order of the committed transaction +yes/);
    expect(text).toMatch(/the order that was rolled back +no/);
    expect(text).toMatch(/orders seen twice +0\n +orders when draining again +0/);
    expect(text).not.toContain('DIFFERENT');
    expect(text).toContain('Everything agrees.');
  });
});
