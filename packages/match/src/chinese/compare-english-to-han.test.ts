import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import { compareEnglishToHan } from './compare-english-to-han.js';
import { loadHan } from './han-tools.js';

beforeAll(() => loadHan());

describe('compareEnglishToHan', () => {
  it.each([
    ['CHUNG HUNG', '中鴻鋼鐵股份有限公司'],
    ['TIEN JEN', '天仁茶業股份有限公司'],
    ['NIEN HSING Co., Ltd.', '年興紡織股份有限公司'],
    ['Zhong Yang', '中揚光電股份有限公司'],
  ])('finds %s in %s', (english, han) => {
    expect(compareEnglishToHan(english, han)).toBeGreaterThan(0.8);
    expect(compareEnglishToHan(english, '大華建設股份有限公司')).toBeLessThan(0.3);
  });

  it('believes initials little and translations not at all', () => {
    expect(compareEnglishToHan('CH', '中鴻')).toBeGreaterThan(0);
    expect(compareEnglishToHan('CH', '中鴻')).toBeLessThanOrEqual(0.4);
    expect(compareEnglishToHan('LUCKY CEMENT', '幸福水泥股份有限公司')).toBe(0);
  });

  it('stays between 0 and 1 on any texts', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (english, han) => {
        const score = compareEnglishToHan(english, han);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { seed: 53, numRuns: 400 },
    );
  });
});
