import type { Draw } from './profile-draw.js';
import {
  BUSINESS_WORDS,
  CHINA_PLACES,
  CHINA_ROADS,
  DE,
  ES,
  FORMS,
  FR,
  GB,
  HAN_GIVEN,
  HAN_SURNAMES,
  HAN_TRADES,
  TAIWAN_PLACES,
  TAIWAN_ROADS,
  TRADES,
  US,
} from './profile-lists.js';

/** A firm before anything is written down. */
export interface Firm {
  readonly name: string;
  readonly form: string;
  readonly domain: string;
  readonly city: string;
  readonly country: string;
  readonly street: string;
  readonly phone: string;
}

const CITIES: { readonly [country: string]: readonly (readonly string[])[] } = {
  'United States': US.cities,
  'United Kingdom': GB.cities,
  Germany: DE.cities,
  France: FR.cities,
  Spain: ES.cities,
  Netherlands: [['Utrecht'], ['Rotterdam'], ['Eindhoven'], ['Groningen']],
};

/** Makes firms of the west; one in twelve is a sister of the one before, with its domain and another trade. */
export function makeFirms(count: number, draw: Draw): readonly Firm[] {
  const firms: Firm[] = [];
  const seen = new Set<string>();
  while (firms.length < count) {
    const before = firms.at(-1);
    const country = draw.pickSkewed(Object.keys(FORMS));
    const [city] = draw.pick(CITIES[country] as readonly (readonly string[])[]) as [string];
    const coined = draw.pick([...US.surnames, ...DE.surnames, ...FR.surnames]);
    const head = draw.chance(0.5)
      ? draw.pick(BUSINESS_WORDS)
      : coined + draw.pick(['', ' & Sons', '-Werke', ' Group', '']);
    const isSister = before !== undefined && draw.chance(0.08);
    const stem = isSister ? before.name.split(' ').slice(0, 1).join(' ') : head;
    const name = `${stem} ${draw.pick(TRADES)}${draw.chance(0.1) ? ` ${draw.pick(TRADES)}` : ''}`;
    if (seen.has(`${name} ${country}`)) continue;
    seen.add(`${name} ${country}`);
    const domain = `${name
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase()}.${draw.pick(['com', 'com', 'net', 'eu'])}`;
    firms.push({
      name,
      form: draw.pick(FORMS[country] as readonly string[]),
      domain: isSister ? before.domain : domain,
      city,
      country,
      street: `${1 + draw.below(200)} ${draw.pick(GB.streets)}`,
      phone: `+${draw.pick(['1', '44', '49', '33', '34', '31'])} ${draw.digits(3)} ${draw.digits(3)} ${draw.digits(3)}0`,
    });
  }
  return firms;
}

/** A Chinese firm before anything is written down. */
export interface HanFirm {
  readonly place: string;
  readonly core: string;
  readonly trade: string;
  readonly form: string;
  readonly taxId: string;
  readonly address: string;
  readonly phone: string;
}

/** Makes firms of Taiwan, or of the mainland in simplified characters. */
export function makeHanFirms(count: number, side: 'taiwan' | 'mainland', draw: Draw): readonly HanFirm[] {
  const script = side === 'taiwan' ? 0 : 1;
  const firms: HanFirm[] = [];
  const seen = new Set<string>();
  while (firms.length < count) {
    const home = side === 'taiwan' ? makeTaiwanHome(draw) : makeMainlandHome(draw);
    const characters = [draw.pick(HAN_GIVEN), draw.pick(HAN_GIVEN)].map((forms) => forms[script]);
    if (draw.chance(0.2)) characters.push(draw.pick(HAN_SURNAMES)[script].slice(0, 1));
    const core = characters.join('');
    const trade = draw.pick(HAN_TRADES);
    if (seen.has(core + trade)) continue;
    seen.add(core + trade);
    const place = side === 'mainland' ? home.city.slice(0, 2) : '';
    const form = draw.chance(0.5) ? '股份有限公司' : '有限公司';
    const taxId = side === 'taiwan' ? draw.digits(8) : `91${home.code}MA${draw.digits(8)}`;
    firms.push({ place, core, trade, form, taxId, address: home.address, phone: home.phone });
  }
  return firms;
}

/** An address of Taiwan in its usual order. */
export function makeTaiwanHome(draw: Draw) {
  const [city, district, code, dial] = draw.pickSkewed(TAIWAN_PLACES);
  const section = draw.chance(0.5) ? `${draw.pick(['一', '二', '三', '四'])}段` : '';
  const lane = draw.chance(0.3) ? `${1 + draw.below(300)}巷` : '';
  const floor = draw.chance(0.6) ? `${1 + draw.below(14)}樓` : '';
  const address = `${city}${district}${draw.pick(TAIWAN_ROADS)}${section}${lane}${1 + draw.below(400)}號${floor}`;
  return { city, code, address, phone: `${dial}-${draw.digits(4)}-${draw.digits(4)}` };
}

/** An address of the mainland in its usual order. */
export function makeMainlandHome(draw: Draw) {
  const [province, city, district, code] = draw.pickSkewed(CHINA_PLACES);
  const address = `${province}${city}${district}${draw.pick(CHINA_ROADS)}${1 + draw.below(900)}号${1 + draw.below(20)}栋${1 + draw.below(30)}0${1 + draw.below(4)}室`;
  return { city, code, address, phone: `0${draw.pick(['755', '20', '571', '25'])}-${draw.digits(8)}` };
}

const FULL_WIDTH = /[0-9]/g;

/** Digits as a Chinese input method writes them. */
export function widenDigits(text: string): string {
  return text.replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}
