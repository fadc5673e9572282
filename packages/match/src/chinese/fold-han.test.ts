import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import { foldHan } from './fold-han.js';
import { loadHan } from './han-tools.js';

beforeAll(() => loadHan());

describe('foldHan', () => {
  it.each([
    ['臺灣水泥', '台湾水泥'],
    ['高雄巿', '高雄市'],
    ['峯', '峰'],
    ['裏', '里'],
    ['菸廠', '烟厂'],
    ['ＡＢＣ１２３（股）', 'abc123(股)'],
    ['中山北路', '中山北路'],
    ['衞生署 HONG', '卫生署 hong'],
  ])('folds %s to %s', (raw, folded) => {
    expect(foldHan(raw)).toBe(folded);
  });

  it('keeps a character that folds outside the basic plane whole', () => {
    expect(foldHan('鋐')).toBe(foldHan(foldHan('鋐')));
    expect([...foldHan('光鋐')]).toHaveLength(2);
  });

  it('is idempotent and folds the same each time', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const folded = foldHan(text);
        expect(foldHan(folded)).toBe(folded);
        expect(foldHan(text)).toBe(folded);
      }),
      { seed: 41, numRuns: 600 },
    );
  });

  it('folds every character of the basic block idempotently', () => {
    for (let code = 0x2e80; code <= 0xfaff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const folded = foldHan(String.fromCharCode(code));
      if (foldHan(folded) !== folded)
        expect.fail(`U+${code.toString(16)} folds to ${folded}, then to ${foldHan(folded)}`);
    }
  });
});
