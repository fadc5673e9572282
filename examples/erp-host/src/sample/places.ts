import type { SeededRandom } from '@crmkit/core/testing';

/** Where a customer lives, in the words of its country. */
export interface Address {
  readonly street: string;
  readonly district: string | null;
  readonly city: string;
  readonly postal_code: string;
}

/** A country the sample company sells to. */
export interface Country {
  readonly code: string;
  readonly currency: string;
  /** Prices in TWD are divided by this. */
  readonly rate: number;
  /** Share of the customers. */
  readonly weight: number;
}

/** Countries of the sample company with their share of the customers. */
export const countries: readonly Country[] = [
  { code: 'TW', currency: 'TWD', rate: 1, weight: 60 },
  { code: 'CN', currency: 'CNY', rate: 4, weight: 14 },
  { code: 'US', currency: 'USD', rate: 32, weight: 10 },
  { code: 'DE', currency: 'EUR', rate: 35, weight: 8 },
  { code: 'GB', currency: 'GBP', rate: 40, weight: 4 },
  { code: 'SG', currency: 'SGD', rate: 24, weight: 4 },
];

type Town = readonly [city: string, district: string | null, postalCode: string];

const towns: { readonly [country: string]: readonly Town[] } = {
  TW: [
    ['臺北市', '大安區', '106'],
    ['臺北市', '信義區', '110'],
    ['臺北市', '中山區', '104'],
    ['新北市', '板橋區', '220'],
    ['新北市', '中和區', '235'],
    ['桃園市', '中壢區', '320'],
    ['新竹市', '東區', '300'],
    ['臺中市', '西屯區', '407'],
    ['臺中市', '北區', '404'],
    ['臺南市', '東區', '701'],
    ['高雄市', '三民區', '807'],
    ['高雄市', '前鎮區', '806'],
  ],
  CN: [
    ['上海市', '浦东新区', '200120'],
    ['北京市', '朝阳区', '100020'],
    ['深圳市', '南山区', '518052'],
    ['广州市', '天河区', '510630'],
    ['杭州市', '西湖区', '310012'],
  ],
  US: [
    ['Portland', null, '97205'],
    ['Columbus', null, '43215'],
    ['Austin', null, '78701'],
    ['Madison', null, '53703'],
    ['Boise', null, '83702'],
  ],
  DE: [
    ['Hamburg', null, '20095'],
    ['Köln', null, '50667'],
    ['Leipzig', null, '04109'],
    ['München', null, '80331'],
    ['Münster', null, '48143'],
  ],
  GB: [
    ['Bristol', null, 'BS1 4ST'],
    ['Leeds', null, 'LS1 5AA'],
    ['Norwich', null, 'NR1 3QU'],
  ],
  SG: [
    ['Singapore', null, '049315'],
    ['Singapore', null, '238823'],
  ],
};

const roads: { readonly [country: string]: readonly string[] } = {
  TW: ['中正路', '中山路', '民生路', '和平東路', '復興南路', '文化路', '建國路', '光復路', '成功路', '自由路'],
  CN: ['人民路', '中山路', '解放路', '建设路', '和平路', '文化路'],
  US: ['Maple Street', 'Oak Avenue', 'Cedar Lane', 'Washington Street', 'Park Avenue', 'River Road'],
  DE: ['Hauptstraße', 'Bahnhofstraße', 'Gartenweg', 'Lindenallee', 'Schulstraße'],
  GB: ['High Street', 'Station Road', 'Church Lane', 'Mill Road'],
  SG: ['Orchard Road', 'River Valley Road', 'Thomson Road'],
};

function makeStreet(random: SeededRandom, country: string): string {
  const road = random.pick(roads[country] ?? []);
  const house = random.integer(1, 240);
  switch (country) {
    case 'TW': {
      const section = random.chance(0.5) ? `${random.pick(['一', '二', '三', '四'])}段` : '';
      const lane = random.chance(0.3) ? `${random.integer(1, 90)}巷` : '';
      const floor = random.chance(0.5) ? `${random.integer(2, 14)}樓` : '';
      return `${road}${section}${lane}${house}號${floor}`;
    }
    case 'CN':
      return `${road}${house}号${random.integer(1, 20)}单元${random.integer(101, 2804)}室`;
    case 'DE':
      return `${road} ${house}`;
    default:
      return `${house} ${road}`;
  }
}

/** Makes an address in a country. */
export function makeAddress(random: SeededRandom, country: string): Address {
  const [city, district, postalCode] = random.pick(towns[country] ?? []);
  return { street: makeStreet(random, country), district, city, postal_code: postalCode };
}

/** Picks a country by its share. */
export function pickCountry(random: SeededRandom): Country {
  const total = countries.reduce((sum, country) => sum + country.weight, 0);
  let rest = random.next() * total;
  for (const country of countries) {
    rest -= country.weight;
    if (rest < 0) return country;
  }
  return countries[0] as Country;
}

/** A phone number as people of the country write it. */
export function makePhone(random: SeededRandom, country: string, isMobile: boolean): string {
  const digits = (length: number): string => Array.from({ length }, () => random.integer(0, 9)).join('');
  switch (country) {
    case 'TW':
      return isMobile ? `0900-${digits(3)}-${digits(3)}` : `(0${random.integer(2, 7)}) 5550-${digits(4)}`;
    case 'CN':
      return isMobile ? `100 ${digits(4)} ${digits(4)}` : `0${random.integer(10, 29)}-5550${digits(4)}`;
    case 'DE':
      return isMobile ? `0170 555${digits(4)}` : `0${random.integer(30, 89)} 555${digits(4)}`;
    case 'GB':
      return isMobile ? `07700 900${digits(3)}` : `0117 496 0${digits(3)}`;
    case 'SG':
      return `+65 5550 ${digits(4)}`;
    default:
      return `(${random.integer(201, 989)}) 555-01${digits(2)}`;
  }
}
