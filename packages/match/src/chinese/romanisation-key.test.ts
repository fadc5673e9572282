import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { arbitraryText } from './arbitrary-text.js';
import { loadHan } from './han-tools.js';
import { romanisationKey } from './romanisation-key.js';
import { spellMps2, spellTongyong, spellWadeGiles } from './romanisation-systems.js';
import { romaniseHan } from './romanise-han.js';
import { SYLLABLES, spellPinyin } from './syllables.js';

beforeAll(() => loadHan());

describe('romaniseHan', () => {
  it.each([
    ['中山北路2段', 'zhong shan bei lu 2 duan'],
    ['呂', 'lyu'],
    ['重慶南路', 'chong qing nan lu'],
    ['長安東路', 'chang an dong lu'],
    ['臺灣 TCC', 'tai wan tcc'],
  ])('reads %s as %s', (han, pinyin) => {
    expect(romaniseHan(han)).toBe(pinyin);
  });

  it('reads surnames as surnames only in names', () => {
    expect(romaniseHan('單國璽', { name: true })).toBe('shan guo xi');
    expect(romaniseHan('曾國藩', { name: true })).toBe('zeng guo fan');
    expect(romaniseHan('單', {})).toBe('dan');
  });
});

describe('romanisationKey', () => {
  it.each([
    ['中山北路', 'Chung-Shan N. Rd.', 'Zhongshan North Road', 'Jhongshan N. Rd.', 'JUNGSHAN N RD', 'Zhōngshān N. Rd.'],
    ['忠孝東路', 'Chung Hsiao East Road', 'Zhongxiao E. Rd.', 'Jhongsiao E. Rd.'],
    ['敦化南路', 'Tun Hwa South Road', 'Dunhua S. Rd.'],
    ['仁愛路', 'Jen Ai Road', 'Ren-Ai Rd.', "Ren'ai Rd."],
    ['信義路', 'Hsin Yi Rd', 'Sinyi Rd.', 'Shinyi Rd', 'Xinyi Rd'],
    ['長安', "Chang'an", 'Changan'],
    ['南京東路', 'Nanking E. Rd', 'Nanjing E. Rd.'],
    ['羅斯福路', 'Roosevelt Rd.', 'Luosifu Rd'],
    ['新竹', 'Hsinchu', 'Hsin-Chu', 'Xinzhu'],
    ['高雄', 'Kaohsiung', 'Gaoxiong'],
    ['基隆', 'Keelung', 'Jilong'],
    ['淡水', 'Tamsui', 'Danshui'],
    ['金門', 'Quemoy', 'Kinmen'],
    ['北京', 'Peking', 'Beijing'],
    ['力行二路', 'Li-Hsing 2nd Rd.', 'Lixing Second Road'],
  ])('brings %s and its spellings together', (han, ...spellings) => {
    for (const spelling of spellings) expect(romanisationKey(spelling), spelling).toBe(romanisationKey(han));
  });

  it('keeps different roads apart', () => {
    const roads = [
      '中山北路',
      '中山南路',
      '中正路',
      '忠孝東路',
      '南京東路',
      '松江路',
      '瑞光路',
      '民生路',
      '和平東路',
      '建國北路',
    ];
    expect(new Set(roads.map((road) => romanisationKey(road))).size).toBe(roads.length);
  });

  it.each([
    ['張', 'Chang', 'Zhang', 'Cheung'],
    ['陳', 'Chen', 'Chan'],
    ['王', 'Wang'],
    ['黃', 'Huang', 'Wong'],
    ['蔡', 'Tsai', 'Cai', 'Choi'],
    ['謝', 'Hsieh', 'Xie', 'Shieh'],
    ['吳', 'Wu', 'Ng'],
    ['曾', 'Tseng', 'Zeng', 'Tsang'],
  ])('knows the surname %s by Mandarin and Hong Kong spellings', (han, ...spellings) => {
    const key = romanisationKey(han, { as: 'name' });
    for (const spelling of spellings) expect(romanisationKey(spelling, { as: 'name' }), spelling).toBe(key);
  });

  it('gives each syllable of the table one key in every system', () => {
    // The x keeps the syllable from the place where a surname is read.
    for (const syllable of SYLLABLES) {
      const pinyin = spellPinyin(syllable);
      const key = romanisationKey(`x ${pinyin}`, { as: 'name' });
      for (const spelling of [...spellWadeGiles(syllable), spellTongyong(syllable), spellMps2(syllable)]) {
        expect(romanisationKey(`x ${spelling}`, { as: 'name' }), `${pinyin} as ${spelling}`).toBe(key);
      }
    }
  });

  it('never throws and is deterministic', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        expect(romanisationKey(text)).toBe(romanisationKey(text));
        expect(romanisationKey(text, { as: 'name' })).toBe(romanisationKey(text, { as: 'name' }));
      }),
      { seed: 44, numRuns: 400 },
    );
  });
});
