import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import { foldHan } from './fold-han.js';
import { loadHan } from './han-tools.js';
import { splitHanName } from './split-han-name.js';

beforeAll(() => loadHan());

describe('splitHanName', () => {
  it.each([
    ['王小明', '王', '小明'],
    ['李四', '李', '四'],
    ['王 小 明', '王', '小明'],
    ['歐陽娜娜', '欧阳', '娜娜'],
    ['歐陽 娜', '欧阳', '娜'],
    ['司馬遷', '司马', '迁'],
    ['張簡大明', '张简', '大明'],
    ['張簡', '张', '简'],
    ['單　國璽', '单', '国玺'],
    ['于右任先生', '于', '右任'],
    ['張陳美', '张', '陈美'],
    ['張陳美麗', '张陈', '美丽'],
  ])('splits %s', (raw, surname, given) => {
    expect(splitHanName(raw)).toEqual({ surname, given });
  });

  it.each(['王', 'Wang Xiaoming', '台灣水泥股份有限公司', '', '王a明'])('takes %j for no name', (raw) => {
    expect(splitHanName(raw)).toBeNull();
  });

  it('splits traditional and simplified, spaced and joined alike', () => {
    expect(splitHanName('諸葛 亮')).toEqual(splitHanName('诸葛亮'));
    expect(splitHanName('劉德華')).toEqual(splitHanName('刘 德华'));
  });

  it('never throws, and the parts are the folded name', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const name = splitHanName(text);
        if (name === null) return;
        expect(name.surname.length).toBeGreaterThan(0);
        expect(name.given.length).toBeGreaterThan(0);
        expect(foldHan(text).replace(/[\s·・‧•.]/g, '')).toContain(name.surname + name.given);
      }),
      { seed: 43, numRuns: 400 },
    );
  });
});
