import { describe, expect, it } from 'vitest';
import { countTests, formatCounts } from './test-counts.js';

const file = (status: string, ...statuses: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: statuses.map((each) => ({ status: each })),
});

describe('test counts', () => {
  it('adds up the tests of all files', () => {
    const report = { testResults: [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed')] };
    expect(formatCounts(countTests(report, 1))).toBe('2 passed, 1 failed, 1 skipped');
  });

  it('counts a file that broke before its tests as a failure', () => {
    expect(formatCounts(countTests({ testResults: [file('failed')] }, 1))).toBe('0 passed, 1 failed');
  });

  it('never ends a failed run with no failure', () => {
    expect(formatCounts(countTests({ testResults: [file('passed', 'passed')] }, 1))).toBe('1 passed, 1 failed');
    expect(formatCounts(countTests(undefined, 1))).toBe('0 passed, 1 failed');
  });
});
