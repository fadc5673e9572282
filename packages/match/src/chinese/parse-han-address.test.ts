import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AddressParts } from './address-parts.js';
import { arbitraryText } from './arbitrary-text.js';
import { loadHan } from './han-tools.js';
import { normaliseHanAddress } from './normalise-han-address.js';
import { parseHanAddress } from './parse-han-address.js';
import { romanisationKey } from './romanisation-key.js';

beforeAll(() => loadHan());

const NAMED = ['province', 'city', 'district', 'village', 'road'] as const;

/** Expectations in pinyin, as keys. */
function keyed(parts: Partial<AddressParts>): Partial<AddressParts> {
  const names = NAMED.flatMap((part) => (parts[part] === undefined ? [] : [[part, romanisationKey(parts[part])]]));
  return { ...parts, ...Object.fromEntries(names) };
}

describe('parseHanAddress', () => {
  it.each<[string, Partial<AddressParts>]>([
    ['台北市中山北路2段113號', { city: 'taibei', road: 'zhongshanbei', section: 2, number: '113', district: '' }],
    [
      '106台北市大安區敦化南路二段207號30樓之1',
      { postcode: '106', district: 'daan', road: 'dunhuanan', floor: '30-1' },
    ],
    ['71001台南市永康區中正路301號', { postcode: '71001', city: 'tainan', district: 'yongkang', number: '301' }],
    ['(806011)高雄市前鎮區南一路1號', { postcode: '806011', district: 'qianzhen', road: 'nanyi', number: '1' }],
    ['台北市105松山區復興北路167號16樓', { postcode: '105', city: 'taibei', district: 'songshan', floor: '16' }],
    ['台北巿內湖區瑞光路76巷30號', { city: 'taibei', district: 'neihu', lane: '76', number: '30' }],
    ['臺北市內湖區瑞光路26巷36弄2號6樓', { lane: '26', alley: '36', number: '2', floor: '6' }],
    ['高雄市前金區五福三路21號4樓之1', { road: 'wufusan', number: '21', floor: '4-1' }],
    ['台北市松江路八十七號十七樓', { road: 'songjiang', number: '87', floor: '17' }],
    ['桃園市蘆竹區南山路三段二三三號', { section: 3, number: '233' }],
    [
      '苗栗縣三義鄉西湖村伯公坑39號之1',
      { city: 'miaoli', district: 'sanyi', village: 'xihu', number: '39-1', road: '' },
    ],
    ['桃園市平鎮區南勢里2鄰南東路410號', { city: 'taoyuan', district: 'pingzhen', village: 'nanshi', road: 'nandong' }],
    ['台南市新市區三舍里207號', { district: 'xinshi', village: 'sanshe', number: '207' }],
    ['新竹市公道五路二段180號', { road: 'gongdaowu', section: 2, number: '180' }],
    ['高雄市路竹區路科三路三號', { district: 'luzhu', road: 'lukesan', number: '3' }],
    ['新竹科學園區新竹縣寶山鄉園區三路99號', { city: 'xinzhu', district: 'baoshan', road: 'yuanqusan' }],
    ['台中市南屯區工業區25路20號', { district: 'nantun', road: 'ershiwu', number: '20' }],
    ['苗栗縣竹南鎮科東三路2、6號4樓', { number: '2', moreNumbers: ['6'], floor: '4' }],
    ['台北市內湖區瑞光路581號及581之1號', { number: '581', moreNumbers: ['581-1'] }],
    ['台北市大安區敦化南路2段97號地下1樓', { floor: 'B1' }],
    ['台北市松山區敦化北路205號5樓503室', { floor: '5', room: '503' }],
    ['台北市內湖區瑞光路362號(訴訟及非訟代理人聯絡處)', { number: '362', rest: '' }],
    ['臺北市１０１號', { city: 'taibei', number: '101' }],
  ])('parses %s', (text, parts) => {
    expect(parseHanAddress(text)).toMatchObject(keyed(parts));
  });

  it.each<[string, Partial<AddressParts>]>([
    [
      '广东省深圳市南山区深南大道10000号3栋2单元1501室',
      {
        province: 'guangdong',
        city: 'shenzhen',
        district: 'nanshan',
        road: 'shennan',
        number: '10000',
        room: '3-2-1501',
      },
    ],
    [
      '浙江省杭州市西湖区文三路90弄5号302室',
      { city: 'hangzhou', district: 'xihu', road: 'wensan', alley: '90', number: '5', room: '302' },
    ],
    ['上海市浦东新区世纪大道100号25楼', { city: 'shanghai', district: 'pudong', road: 'shiji', floor: '25' }],
    ['北京市朝阳区建国门外大街1号', { city: 'beijing', district: 'chaoyang', road: 'jianguomenwai', number: '1' }],
    ['内蒙古自治区呼和浩特市新城区迎宾北路7号', { province: 'neimenggu', city: 'huhehaote', district: 'xincheng' }],
  ])('parses %s of the mainland', (text, parts) => {
    expect(parseHanAddress(text)).toMatchObject(keyed(parts));
  });

  it('parses traditional and simplified, digits and numerals alike', () => {
    expect(parseHanAddress('臺北市大安區敦化南路二段二百零七號三十樓')).toEqual(
      parseHanAddress('台北市大安区敦化南路2段207号30F'),
    );
  });
});

describe('normaliseHanAddress', () => {
  it.each([
    ['臺北巿松江路八十七號 １７F之一', '台北市松江路87号17楼-1'],
    ['伯公坑三十九號之二', '伯公坑39-2号'],
    ['台北市內湖區陽光街300號(通訊地址)', '台北市内湖区阳光街300号'],
  ])('writes %s as %s', (raw, canonical) => {
    expect(normaliseHanAddress(raw)).toBe(canonical);
  });

  it('is idempotent and keeps the parts', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const canonical = normaliseHanAddress(text);
        expect(normaliseHanAddress(canonical)).toBe(canonical);
        expect(parseHanAddress(canonical)).toEqual(parseHanAddress(text));
      }),
      { seed: 49, numRuns: 800 },
    );
  });
});
