import { type AddressDraft, type AddressParts, NO_PARTS } from './address-parts.js';
import { MAINLAND_CITIES, MAINLAND_PROVINCES, TAIWAN_CITIES } from './chinese-cities.js';
import { HAN_NUMERAL_CHARACTERS, parseHanNumeral, writeHanNumeral } from './han-numerals.js';
import { keyOfHan } from './key-of-han.js';
import { normaliseHanAddress } from './normalise-han-address.js';

const N = `[0-9${HAN_NUMERAL_CHARACTERS}]`;
const HAN = '[\\u4e00-\\u9fff]';
const COUNTRY = /^(?:台湾省?|中华民国|中国台湾|中国|中华人民共和国)(?=[\u4e00-\u9fff]{2})/;
// Not a unit but the beginning of a road: 園區二路, 大里路. A road that begins with 路 is one (路竹區路科三路).
const NOT_ROAD = `(?!${N}*(?:路|街|道)(?!${HAN}{1,6}(?:路|街|道)))`;
const CITY = new RegExp(
  `^(?:(${[...TAIWAN_CITIES, ...MAINLAND_CITIES].join('|')})(?:市|县|特别行政区)?|(${HAN}{2,5}?)(?:市(?!区)|县|自治州|地区|盟))`,
);
const SHORT_CITY = /^北市(?=[\u4e00-\u9fff]+?[区路街])/;
const PROVINCE = new RegExp(`^(${MAINLAND_PROVINCES.join('|')})(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区)?`);
// A district's name has one to four characters (新市區 and 平鎮區 hold another unit); 市 and 县 stand below a prefecture.
const DISTRICT = new RegExp(`^(${HAN}{1,4}?)(?:新区|区|(?:乡|镇|市|县|旗)(?!区)|街道)${NOT_ROAD}`);
const LOWER_DISTRICT = new RegExp(`^(${HAN}{1,4}?)(?:区|(?:乡|镇)(?!区)|街道)${NOT_ROAD}`);
const VILLAGE = new RegExp(`^(${HAN}{1,4}?)(?:里|村|社区)${NOT_ROAD}`);
const NEIGHBOURHOOD = new RegExp(`^${N}+(?:邻|组|队)`);
const PARK =
  /^[^市县区乡镇路街0-9a-z]{0,6}?(?:科学工业园区|科学园区|工业园区|科技园区?(?:[东西南北]区)?|加工出口区|科技产业园区|软体园区|软件园|工业区|产业园区|高新区|开发区)/;
const POSTCODE = /^[([【]?(\d{6}|\d{5}|\d{3})(?:-\d{2,3})?[)\]】]?(?![-\d之、]|巷|弄|号|段|楼|路|街|室|邻)/;
const ROAD = new RegExp(
  `^((?:${HAN}|[0-9]){1,10}?)(大道|大街|公路|快速路|高速路|胡同|路|街|道(?!${N}*(?:路|街)))(?:([东西南北])(?=${N}|$))?`,
);
const SECTION = new RegExp(`^(${N}+)段`);
const LANE = new RegExp(`^((?:${N}|[\\u4e00-\\u9fff]){1,6}?)巷`);
const ALLEY = new RegExp(`^(${N}+|[\\u4e00-\\u9fff]{1,3}?)(?:弄|衖)`);
const NUMBER = new RegExp(
  `^(?:门牌)?((?:${N}+)(?:(?:之|-)${N}+)*(?:(?:、|,|~|至|及|和|&|\\.)${N}+(?:(?:之|-)${N}+)*)*)(?:号|號)(?:之(${N}+))?`,
);
const MORE_NUMBERS = new RegExp(`^(?:及|、|与)(${N}+(?:(?:之|-)${N}+)*)号`);
const FLOOR = new RegExp(
  `(地下|b)?(${N}+(?:(?:、|,|-|~|至|到|及)${N}+)*)(?:樓|楼|层|f(?:l)?\\.?)(?:(?:之|-)(${N}+))?`,
  'g',
);

/**
 * Parses an address in Chinese characters of Taiwan, Hong Kong or the mainland into its parts. Never throws on odd text:
 * what no rule claims becomes `rest`.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * parseHanAddress('106台北市大安區敦化南路二段207號30樓之1').section; // 2
 */
export function parseHanAddress(text: string): AddressParts {
  let left = normaliseHanAddress(text);
  const found: Partial<AddressDraft> = {};
  const rest: string[] = [];
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(left);
    if (match !== null) left = left.slice(match[0].length);
    return match;
  };

  const takePostcode = (): string => take(POSTCODE)?.[1] ?? '';
  found.postcode = takePostcode();
  take(COUNTRY);
  const parks = [take(PARK)];
  take(COUNTRY);
  found.province = keyOfHan(take(PROVINCE)?.[1] ?? '');
  if (take(SHORT_CITY) !== null) found.city = keyOfHan('台北');
  else {
    const city = take(CITY);
    found.city = keyOfHan(city?.[1] ?? city?.[2] ?? '');
  }
  found.postcode ||= takePostcode();
  parks.push(take(PARK));
  const district = take(DISTRICT);
  found.district = keyOfHan(district?.[1] ?? '');
  parks.push(take(PARK));
  // Below a county's town or a prefecture's county: the lower one tells more.
  const lower = district === null || district[0].endsWith('区') ? null : take(LOWER_DISTRICT);
  if (lower !== null) found.district = keyOfHan(lower[1] ?? '');
  found.postcode ||= takePostcode();
  for (const pattern of [VILLAGE, NEIGHBOURHOOD, VILLAGE]) {
    const match = take(pattern);
    if (match?.[1] !== undefined) found.village = keyOfHan(match[1]);
  }
  parks.push(take(PARK));
  for (const match of parks) if (match !== null) rest.push(keyOfHan(match[0]));
  const road = take(ROAD);
  if (road !== null) {
    found.road = keyOfRoad((road[1] ?? '') + (road[3] ?? ''));
    found.roadType = keyOfHan((road[2] ?? '').replace('胡同', '街').replace('大街', '街'));
  }
  const section = take(SECTION);
  if (section !== null) found.section = parseHanNumeral(section[1] ?? '') || 0;
  const lane = take(LANE);
  if (lane !== null) found.lane = keyOfNumberOrName(lane[1] ?? '');
  const alley = take(ALLEY);
  if (alley !== null) found.alley = keyOfNumberOrName(alley[1] ?? '');
  let number = take(NUMBER);
  if (number === null) {
    // A place name or building before the number.
    const at = left.search(new RegExp(`${N}+(?:[之-]${N}+)*号`));
    if (at > 0) {
      rest.push(keyOfHan(left.slice(0, at)));
      left = left.slice(at);
      number = take(NUMBER);
    }
  }
  if (number !== null) {
    const numbers = (number[1] ?? '').split(/[、,~至及和&.]/).map(keyOfHouseNumber);
    found.number = (numbers[0] ?? '') + (number[2] === undefined ? '' : `-${toDigits(number[2])}`);
    const more = take(MORE_NUMBERS)?.[1];
    found.moreNumbers = more === undefined ? numbers.slice(1) : [...numbers.slice(1), keyOfHouseNumber(more)];
  }
  const floors: string[] = [];
  left = left.replace(FLOOR, (_all, below: string | undefined, list: string, branch: string | undefined) => {
    for (const level of list.split(/[、,~至到及]/)) {
      floors.push(
        (below === undefined ? '' : 'B') +
          keyOfHouseNumber(level) +
          (branch === undefined ? '' : `-${toDigits(branch)}`),
      );
    }
    return '、';
  });
  found.floor = floors.sort().join(',');
  left = left.replace(/([0-9a-z]+(?:-[0-9a-z]+)*)(?:室|房|单元|栋|幢|座)/g, (_all, name: string) => {
    found.room = found.room === undefined ? name : `${found.room}-${name}`;
    return '';
  });
  rest.push(keyOfHan(left.replace(/[^\p{L}]/gu, '')));
  return { ...NO_PARTS, ...found, script: 'han', rest: rest.join('') };
}

/** Road names bear numbers in either script: 五福3路, 工業區35路. */
function keyOfRoad(road: string): string {
  return keyOfHan(road.replace(/\d+/g, (digits) => writeHanNumeral(Number(digits))));
}

function keyOfNumberOrName(text: string): string {
  const value = parseHanNumeral(text);
  return Number.isNaN(value) ? keyOfRoad(text) : String(value);
}

function keyOfHouseNumber(text: string): string {
  return text
    .split(/之|-/)
    .filter((part) => part !== '')
    .map(toDigits)
    .join('-');
}

function toDigits(text: string): string {
  const value = parseHanNumeral(text);
  return Number.isNaN(value) ? text : String(value);
}
