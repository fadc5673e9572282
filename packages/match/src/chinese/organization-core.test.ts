import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import { loadHan } from './han-tools.js';
import { organizationCore } from './organization-core.js';

beforeAll(() => loadHan());

describe('organizationCore', () => {
  it.each([
    ['臺灣水泥股份有限公司', '台湾水泥'],
    ['台湾水泥（股）公司', '台湾水泥'],
    ['富林-KY', '富林'],
    ['成信實業*-創', '成信实业'],
    ['F-康控', '康控'],
    ['*ST海航', '海航'],
    ['英屬開曼群島商意騰科技股份有限公司', '意腾科技'],
    ['美商蘋果亞洲股份有限公司台灣分公司', '苹果亚洲台湾'],
    ['上海华为技术有限公司', '上海华为技术'],
    ['阿里巴巴(中国)有限公司', '阿里巴巴中国'],
    ['財團法人工業技術研究院', '工业技术研究院'],
    ['株式會社日立製作所', '日立制作所'],
    ['集團', '集团'],
    ['NOVATEK 聯詠', 'novatek联咏'],
    ['', ''],
  ])('reduces %s to %s', (raw, core) => {
    expect(organizationCore(raw)).toBe(core);
  });

  it('is idempotent, and empty only without letters and digits', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const core = organizationCore(text);
        expect(organizationCore(core)).toBe(core);
        expect(core === '').toBe(!/[\p{L}\p{N}]/u.test(text.normalize('NFKC')));
      }),
      { seed: 46, numRuns: 800 },
    );
  });
});
