import { keyOfWord } from './romanisation-key.js';

/** Geographic codes of Taiwan without the leading 0, longest first → cities and counties they serve, in pinyin. */
const TAIWAN: readonly (readonly [code: string, cities: string])[] = [
  ['826', 'jinmen'],
  ['836', 'lianjiang'],
  ['823', 'jinmen'],
  ['82', 'jinmen'],
  ['89', 'taidong'],
  ['49', 'nantou'],
  ['37', 'miaoli'],
  ['2', 'taibei xinbei jilong'],
  ['3', 'taoyuan xinzhu yilan hualian'],
  ['4', 'taizhong zhanghua'],
  ['5', 'jiayi yunlin'],
  ['6', 'tainan penghu'],
  ['7', 'gaoxiong'],
  ['8', 'pingdong'],
];

/** Geographic codes of large mainland cities without the leading 0. */
const MAINLAND: readonly (readonly [code: string, cities: string])[] = [
  ['10', 'beijing'],
  ['20', 'guangzhou'],
  ['21', 'shanghai'],
  ['22', 'tianjin'],
  ['23', 'chongqing'],
  ['24', 'shenyang'],
  ['25', 'nanjing'],
  ['27', 'wuhan'],
  ['28', 'chengdu'],
  ['29', 'xian'],
  ['311', 'shijiazhuang'],
  ['351', 'taiyuan'],
  ['371', 'zhengzhou'],
  ['411', 'dalian'],
  ['431', 'changchun'],
  ['451', 'haerbin'],
  ['510', 'wuxi'],
  ['512', 'suzhou'],
  ['513', 'nantong'],
  ['519', 'changzhou'],
  ['531', 'jinan'],
  ['532', 'qingdao'],
  ['535', 'yantai'],
  ['551', 'hefei'],
  ['571', 'hangzhou'],
  ['573', 'jiaxing'],
  ['574', 'ningbo'],
  ['575', 'shaoxing'],
  ['577', 'wenzhou'],
  ['579', 'jinhua'],
  ['591', 'fuzhou'],
  ['592', 'xiamen'],
  ['595', 'quanzhou'],
  ['731', 'changsha'],
  ['755', 'shenzhen'],
  ['756', 'zhuhai'],
  ['757', 'foshan'],
  ['760', 'zhongshan'],
  ['769', 'dongguan'],
  ['752', 'huizhou'],
  ['771', 'nanning'],
  ['791', 'nanchang'],
  ['851', 'guiyang'],
  ['871', 'kunming'],
  ['898', 'haikou'],
  ['931', 'lanzhou'],
  ['991', 'wulumuqi'],
];

/**
 * Cities (keys as in {@link AddressParts}) which the geographic code of a fixed line in Taiwan or the mainland serves; empty for
 * mobile phones and other numbers. Weak evidence that a phone and an address belong together.
 *
 * @param phone - digits with country code (+886…, +86…), or national with the leading 0
 * @param country - read a national number as one of this country; Taiwan when not given
 * @example
 * areaOfPhone('(07)380-1000'); // the key of gaoxiong
 */
export function areaOfPhone(phone: string, country: 'TW' | 'CN' = 'TW'): readonly string[] {
  const digits = phone.replace(/\D/g, '').replace(/^00/, '');
  const international = /^886/.test(digits) ? 'TW' : /^86\d{9,}/.test(digits) ? 'CN' : undefined;
  const area = international ?? country;
  const national = (international === undefined ? digits : digits.slice(international === 'TW' ? 3 : 2)).replace(
    /^\(?0/,
    '',
  );
  if (international === undefined && !digits.startsWith('0')) return [];
  if (area === 'TW' && (national.startsWith('9') || national.length < 7 || national.length > 12)) return [];
  if (area === 'CN' && (/^1[3-9]\d{9}$/.test(national) || national.length < 9)) return [];
  const found = (area === 'TW' ? TAIWAN : MAINLAND).find(([code]) => national.startsWith(code));
  return found === undefined ? [] : found[1].split(' ').map(keyOfWord);
}
