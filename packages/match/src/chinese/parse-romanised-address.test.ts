import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressParts } from './address-parts.js';
import { arbitraryText } from './arbitrary-text.js';
import { isRomanisedChineseAddress } from './is-romanised-chinese-address.js';
import { normaliseRomanisedAddress, parseRomanisedAddress } from './parse-romanised-address.js';
import { romanisationKey } from './romanisation-key.js';

const NAMED = ['city', 'district', 'village', 'road'] as const;

function keyed(parts: Partial<AddressParts>): Partial<AddressParts> {
  const names = NAMED.flatMap((part) => (parts[part] === undefined ? [] : [[part, romanisationKey(parts[part])]]));
  return { ...parts, ...Object.fromEntries(names) };
}

describe('parseRomanisedAddress', () => {
  it.each<[string, Partial<AddressParts>]>([
    [
      'No.113, Sec.2, Zhongshan N. Rd., Zhongshan Dist., Taipei City 104, Taiwan (R.O.C.)',
      { number: '113', section: 2, road: 'zhongshanbei', district: 'zhongshan', city: 'taibei', postcode: '104' },
    ],
    [
      "30-31F., No.207, Sec. 2, Dunhua S. Rd., Da' an Dist., Taipei City 106, TaiwanTAIPEI,TAIWAN,R.O.C",
      {
        floor: '30-31',
        number: '207',
        section: 2,
        road: 'dunhuanan',
        district: 'daan',
        city: 'taibei',
        postcode: '106',
      },
    ],
    [
      '15TH FL.,NO.237,SUNG KIANG RD.,TAIPEI,TAIWAN,R.O.C.',
      { floor: '15', number: '237', road: 'songjiang', city: 'taibei' },
    ],
    ['7TH FL.,No.37 Pao Ching RoadTaipei Taiwan R.O.C.', { floor: '7', number: '37', road: 'baoqing', city: 'taibei' }],
    ['NO.21 Wu Fu 3 RoadKaohsiung, Taiwan, R.O.C.', { number: '21', road: 'wufusan', city: 'gaoxiong' }],
    ['10F., 125 Nanking E.Rd Sec. 2,Taipei Taiwan', { floor: '10', number: '125', road: 'nanjingdong', section: 2 }],
    ['No.1,Li-Hsing Rd 2 .,Hsinchu Science Park,Hsinchu,Taiwan', { number: '1', road: 'lixinger', city: 'xinzhu' }],
    [
      'NO.3, LI-SHING ROAD II, HSINCHU SCIENCE PARKHSINCHU CITY, TAIWAN',
      { number: '3', road: 'lixinger', city: 'xinzhu' },
    ],
    ['4F, No.3-2, Industry E. Rd. IX, Hsinchu Science Park', { number: '3-2', road: 'gongyedongjiu', floor: '4' }],
    ['12F-1 NO.83 SEC.2 TUNG-TA RD.,HSINCHU TAIWAN', { floor: '12-1', number: '83', section: 2, road: 'dongda' }],
    ['6F,#131 3SEC. HOPING E.RD.TAIPEI,TAIWAN', { floor: '6', number: '131', section: 3, road: 'hepingdong' }],
    ['6F., No. 2, Aly. 36, Ln. 26, Ruiguang Rd.Neihu Dist., Taipei City 114', { alley: '36', lane: '26', number: '2' }],
    [
      'No.1, Zhugong 2nd Ln., Renwu Dist.,Kaohsiung City',
      { number: '1', lane: romanisationKey('zhugonger'), district: 'renwu' },
    ],
    [
      '26F.-1, No. 98, Shizheng N. 7th Rd., Xitun Dist.,Taichung City 407',
      { floor: '26-1', road: 'shizhengbeiqi', postcode: '407' },
    ],
    ['1, South 1st Rd., Kaohsiung, Taiwan', { number: '1', road: 'nanyi', city: 'gaoxiong' }],
    [
      'No. 26,28, Yanhai 3rd Rd., Xiaogang Dist., Kaohsiung City',
      { number: '26', moreNumbers: ['28'], road: 'yanhaisan' },
    ],
    ['94 FAN CHIN ROAD PUYEN HSIANG CHANGHUA', { number: '94', road: 'fanjin', district: 'puyan', city: 'zhanghua' }],
    [
      'No.256 Minghe Vil.,Shanshang  DistTainan City',
      { number: '256', village: 'minghe', district: 'shanshang', city: 'tainan' },
    ],
    ['3 NIAOSUNG 2ND STREETYONGKANG TAINAN', { number: '3', road: 'niaosonger', city: 'tainan' }],
    ['No.19, Lu-Chu DIST., TAO-YUAN HSIEN', { number: '19', district: 'luzhu', city: 'taoyuan' }],
    [
      '2F, No.1, Sec. 3, Beixin Rd., Xindian City, Taipei County 231',
      { district: 'xindian', city: 'xinbei', postcode: '231' },
    ],
    ['Rm. 503, 5F., No. 205, Dunhua N. Rd., Taipei', { room: '503', floor: '5', number: '205', road: 'dunhuabei' }],
    [
      'No.600, Sec. 4, Taiwan Blvd., Xitun Dist., Taichung City 407, Taiwan',
      { road: 'taiwan', section: 4, city: 'taizhong' },
    ],
    [
      '25/F, No. 100 Nanjing West Road, Shanghai 200120',
      { floor: '25', number: '100', road: 'nanjingxi', city: 'shanghai', postcode: '200120' },
    ],
  ])('parses %s', (text, parts) => {
    expect(parseRomanisedAddress(text)).toMatchObject(keyed(parts));
  });

  it('never throws, and canonical text is idempotent and keeps the parts', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const canonical = normaliseRomanisedAddress(text);
        expect(normaliseRomanisedAddress(canonical)).toBe(canonical);
        expect(parseRomanisedAddress(canonical)).toEqual(parseRomanisedAddress(text));
      }),
      { seed: 50, numRuns: 800 },
    );
  });
});

describe('isRomanisedChineseAddress', () => {
  it.each([
    'No.125, Sung Chiang Rd., Taipei',
    'NO.3, ROAD II, HSIN-CHU',
    'Hong Kong, 31 Hung To Road',
    '12 Nanjing Road, Shanghai, P.R. China',
    'No. 1 RoadKaohsiung',
  ])('recognises %s', (text) => {
    expect(isRomanisedChineseAddress(text)).toBe(true);
  });

  it.each([
    '12 Main Street, Springfield',
    '1 China Grove Lane, San Antonio, Texas 78263',
    'Taipei City',
    '221B Baker St, London',
    '',
  ])('leaves %j to others', (text) => {
    expect(isRomanisedChineseAddress(text)).toBe(false);
  });
});
