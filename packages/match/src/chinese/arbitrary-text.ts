import fc from 'fast-check';

/** Pieces that rules of this folder look for, so that random texts reach them. */
const PIECES = (
  '臺北巿 台北市 中山北路 二段 2段 十二 八十七 號 号 樓 楼 之 之1 巷 弄 里 村 路 街 區 鄉 鎮 市 縣 省 新竹科學園區 工業區 股份有限公司 (股)公司 集團 台灣 分公司 ' +
  '-KY *-創 F- *ST 歐陽 張簡 王小明 先生 峯 裏 鋐 喆 𠮷 〇 々 ＡＢ １０１ No. Sec. 2 Rd. RoadTaipei N. E. Ln. Aly. 12F-1 30-31F., Dist. Vil. Taipei Taiwan R.O.C. ' +
  "Chung-Shan Da'an Hsin-chu 2nd 1st II & ~ 、 ， ( ) （ ） 104 10449 ﷺ İ ß ﬁ ｶ"
).split(' ');

/** Random texts of any Unicode, lone surrogates included, and texts made of pieces of Chinese names and addresses. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...PIECES, ' ', ', '), { maxLength: 16 }).map((pieces) => pieces.join(' ')),
  fc.array(fc.integer({ min: 0x2e80, max: 0xffff }), { maxLength: 20 }).map((codes) => String.fromCharCode(...codes)),
);
