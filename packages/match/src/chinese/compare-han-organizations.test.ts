import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import {
  compareHanOrganizations,
  createHanOrganizations,
  HAN_ORGANIZATION_LEVELS,
} from './compare-han-organizations.js';
import { hanKeys } from './han-keys.js';
import { loadHan } from './han-tools.js';
import { shortNameScore, type WeighedName } from './short-name-score.js';

beforeAll(() => loadHan());

const PAIRS: readonly (readonly [full: string, short: string])[] = [
  ['東方水泥股份有限公司', '東泥'],
  ['中央鋼鐵股份有限公司', '中鋼'],
  ['海峽電子工業股份有限公司', '海電'],
  ['聯合電子股份有限公司', '聯電'],
  ['大地化學工業股份有限公司', '大化'],
  ['新月食品股份有限公司', '新月'],
  ['台灣櫻桃股份有限公司', '櫻桃'],
  ['合眾金庫金融控股股份有限公司', '合庫金'],
  ['永光紡織股份有限公司', '永光'],
  ['遠山科技股份有限公司', '遠山科-KY'],
];
const texts = ['', ...PAIRS.flat()];
const dictionary = { size: texts.length, text: (id: number): string => texts[id] as string };

function weigh(letters: readonly [string, number][]): WeighedName {
  const weights = Float64Array.from(letters, ([, weight]) => weight);
  return { tokens: letters.map(([token]) => token), weights, total: weights.reduce((a, b) => a + b, 0), opening: 0 };
}

/** Weight of the heaviest common ordered subsequence, the textbook way. */
function heaviestCommon(a: WeighedName, b: WeighedName): number {
  const best = Array.from({ length: a.tokens.length + 1 }, () => new Array<number>(b.tokens.length + 1).fill(0));
  a.tokens.forEach((token, i) => {
    b.tokens.forEach((other, j) => {
      const [row, next] = [best[i] as number[], best[i + 1] as number[]];
      const taken = token === other ? (row[j] as number) + (a.weights[i] as number) : 0;
      next[j + 1] = Math.max(taken, row[j + 1] as number, next[j] as number);
    });
  });
  return (best[a.tokens.length] as number[])[b.tokens.length] as number;
}

describe('shortNameScore', () => {
  it('ranks the full name of each short name first, and the short name of each full name', () => {
    const { score } = createHanOrganizations(dictionary);
    PAIRS.forEach((_pair, index) => {
      const [full, short] = [1 + 2 * index, 2 + 2 * index];
      PAIRS.forEach((_other, other) => {
        if (other === index) return;
        expect(score(short, full), texts[short]).toBeGreaterThan(score(short, 1 + 2 * other));
        expect(score(short, full), texts[full]).toBeGreaterThan(score(2 + 2 * other, full));
      });
    });
  });

  it('lies between half the covered weight and all of it, and is symmetric', () => {
    const weights: Record<string, number> = { a: 1, b: 2, c: 3, d: 0.5 };
    const names = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 7 })
      .map((tokens) => weigh(tokens.map((token) => [token, weights[token] as number])));
    fc.assert(
      fc.property(names, names, (a, b) => {
        const score = shortNameScore(a, b);
        expect(shortNameScore(b, a)).toBe(score);
        const short =
          a.tokens.length === b.tokens.length
            ? Math.min(a.total, b.total)
            : a.tokens.length < b.tokens.length
              ? a.total
              : b.total;
        const coverage = heaviestCommon(a, b) / short;
        expect(score).toBeLessThanOrEqual(coverage + 1e-9);
        expect(score).toBeGreaterThanOrEqual(0.4 * coverage - 1e-9);
      }),
      { seed: 47, numRuns: 1000 },
    );
  });

  it('gives 1 to equal names', () => {
    const name = weigh([
      ['a', 1],
      ['b', 2],
    ]);
    expect(shortNameScore(name, name)).toBeCloseTo(1, 12);
  });
});

describe('compareHanOrganizations', () => {
  const names = [
    '',
    '臺灣水泥股份有限公司',
    '台灣水泥(股)公司',
    '台泥',
    '亞洲水泥股份有限公司',
    '長榮海運股份有限公司',
    'Acme Ltd',
    'Widget Inc',
    ...texts,
  ];
  const levelOf = (a: number, b: number): string | undefined =>
    HAN_ORGANIZATION_LEVELS[compareHanOrganizations({ size: names.length, text: (id) => names[id] as string })(a, b)];

  it('tells the levels apart', () => {
    expect(levelOf(1, 2)).toBe('close');
    expect(levelOf(1, 3)).toBe('abbreviation');
    expect(levelOf(1, 5)).toBe('different');
    expect(levelOf(3, 5)).toBe('different');
  });

  it('takes two full names, one within the other, for alike and not for an abbreviation', () => {
    const pair = ['', '中國鋼鐵股份有限公司', '中國鋼鐵結構股份有限公司', '中鋼'];
    const level = compareHanOrganizations({ size: pair.length, text: (id) => pair[id] as string });
    expect(HAN_ORGANIZATION_LEVELS[level(1, 2)]).toBe('similar');
    expect(HAN_ORGANIZATION_LEVELS[level(1, 3)]).toBe('abbreviation');
  });

  it('leaves two names without Chinese characters to others', () => {
    expect(levelOf(6, 7)).toBeUndefined();
  });

  it('is symmetric and never throws', () => {
    fc.assert(
      fc.property(fc.array(arbitraryText, { minLength: 2, maxLength: 6 }), (some) => {
        const all = ['', ...some];
        const level = compareHanOrganizations({ size: all.length, text: (id) => all[id] as string });
        for (let a = 1; a < all.length; a++) for (let b = 1; b < all.length; b++) expect(level(a, b)).toBe(level(b, a));
      }),
      { seed: 48, numRuns: 150 },
    );
  });
});

describe('hanKeys', () => {
  it('gives a short name and its full name a common key', () => {
    for (const [full, short] of PAIRS) {
      const keys = new Set(hanKeys(full));
      expect(
        hanKeys(short).some((key) => keys.has(key)),
        short,
      ).toBe(true);
    }
  });

  it('makes no key of a trade word behind the first two characters', () => {
    expect(hanKeys('大華電子股份有限公司')).toEqual(['大华', '大电', '大子', '华电', '华子']);
    expect(hanKeys('Acme')).toEqual([]);
  });
});
