import { createRandom, type SeededRandom } from '@crmkit/core/testing';
import type { MadeUpCustomer } from './made-up-customers.js';

type Values = Readonly<Record<string, string>>;

/** How the customers of a country are called and where they live. */
interface Customs {
  readonly person: (random: SeededRandom) => Values;
  readonly company: (random: SeededRandom) => Values;
  readonly home: (random: SeededRandom) => Values;
  /** The name once more, as somebody else would write it. */
  readonly again: (values: Values, party: MadeUpCustomer['party'], random: SeededRandom) => string;
  /** Column of the name, and how it is written at first. */
  readonly column: string;
}

const list = (text: string): readonly string[] => text.split(' ');

const FORENAMES = list(
  'Anna Peter Maria Robert Susan Thomas Laura Martin Julia Victor Ellen Oscar Clara Hugo Nora Felix Xaver Jelka Tjorven Ilkay',
);
const STEMS = list('Berg Nor Lind Wal Ros Hart Kirk Stein Mil Schu Bran Hol Neu Krau Vog Win');
const ENDS = list('ford man gren ley sen well by ler ner ters hauer mann');
const HEADS = list('Alder Nord Quill Brim Tamar Velt Cask Dune Blumen Sonnen Acme Hansa Rhein Delta Pro Medi');
const MIDDLES = ['', 'a', 'er', 'in', 'o', 'us', 'el', 'i'];
const TAILS = list('haven mark vale gate moor worth haus tec lux plan');
const TRADES = list('Foods Textiles Logistics Packaging Trading Bau Möbel Consulting Reisen Druck');
const FORMS = ['Ltd.', 'Limited', 'GmbH', 'GmbH & Co. KG', 'AG', 'Inc.', 'e.K.', 'SARL'];
const STREETS = ['High Street', 'Mill Lane', 'Church Road', 'Station Road', 'Park Avenue', 'Hauptstraße', 'Bergweg'];
const CITIES = list('Leeds York Hull Derby Lincoln Durham Kassel Bonn');

const number = (random: SeededRandom, digits: number): string =>
  String(random.integer(10 ** (digits - 1), 10 ** digits - 1));

const WEST: Customs = {
  column: 'name',
  person(random) {
    const [given, family] = [random.pick(FORENAMES), random.pick(STEMS) + random.pick(ENDS)];
    return { ...nameWest(given, family, random), email: mailbox(random, `${given}.${family}`) };
  },
  company(random) {
    const head = random.pick(HEADS) + random.pick(MIDDLES) + random.pick(TAILS);
    const trade = random.chance(0.6) ? ` ${random.pick(TRADES)}` : '';
    const form = random.chance(0.6) ? ` ${random.pick(FORMS)}` : '';
    return {
      name: `${head}${trade}${form}`,
      core: `${head}${trade}`,
      tax_no: random.chance(0.6) ? number(random, 8) : '',
      email: mailbox(random, random.pick(['info', 'sales', 'office']), `${head}${trade.trim()}.example`),
    };
  },
  home(random) {
    const city = random.integer(0, CITIES.length - 1);
    return {
      street: `${random.integer(1, 240)} ${random.pick(STREETS)}`,
      city: CITIES[city] as string,
      postcode: `${city + 2}${random.integer(0, 5)}${random.integer(0, 5)}00`,
      phone: `0${random.integer(101, 899)} ${number(random, 6)}`,
    };
  },
  again({ name = '', core, given = '', family = '' }, party, random) {
    if (party === 'company') return random.pick([name, core ?? name, name.toUpperCase()]);
    return random.pick([name, `${given} ${family}`, `${family}, ${given}`, name.toUpperCase()]);
  },
};

function nameWest(given: string, family: string, random: SeededRandom): Values {
  return { given, family, name: random.chance(0.2) ? `${family}, ${given}` : `${given} ${family}` };
}

function mailbox(random: SeededRandom, user: string, domain = 'example.org'): string {
  return random.chance(0.6)
    ? `${user}${domain === 'example.org' ? random.integer(1, 99) : ''}@${domain}`.toLowerCase()
    : '';
}

const SURNAMES = [...'陳林黃張李王吳劉蔡楊許鄭謝郭洪曾邱廖賴徐周葉蘇莊呂江何蕭羅高'];
const GIVEN = [...'明志雅婷怡君家豪淑芬俊傑美玲建宏佳穎宗翰欣宜冠宇詩涵偉哲惠文'];
const NAMES = [...'永豐華泰新光大安佳興瑞隆晶宏鼎盛聯合昌祥立德'];
const LINES = list('水泥 食品 科技 電子 建設 貿易 紡織 機械 生技 物流');
const KINDS = list('股份有限公司 有限公司 企業社 商行 工作室');
const DISTRICTS = list('台北市中山區 台北市大安區 新北市板橋區 桃園市中壢區 台中市西屯區 高雄市前鎮區');
const ROADS = list('中山路 民生路 忠孝路 復興路 中正路 和平路');

const TAIWAN: Customs = {
  column: '客戶名稱',
  person(random) {
    const name = random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.9) ? random.pick(GIVEN) : '');
    return { name, email: mailbox(random, `u${number(random, 5)}`) };
  },
  company(random) {
    const core = random.pick(NAMES) + random.pick(NAMES) + random.pick(LINES);
    return {
      name: core + random.pick(KINDS),
      core,
      tax_no: random.chance(0.6) ? number(random, 8) : '',
      email: mailbox(random, 'service', `c${number(random, 5)}.example`),
    };
  },
  home: (random) => ({
    city: random.pick(DISTRICTS),
    street: `${random.pick(ROADS)}${random.integer(1, 300)}號${random.integer(1, 12)}樓`,
    postcode: number(random, 3),
    phone: random.chance(0.6) ? `09${number(random, 8)}` : `02-${number(random, 8)}`,
  }),
  again({ name = '', core }, party, random) {
    if (party === 'company') return random.pick([name, core ?? name, name.replace('股份有限公司', '(股)公司')]);
    return random.pick([name, name, `${name} 先生`]);
  },
};

const CUSTOMS = { west: WEST, taiwan: TAIWAN };

/** A letter lost, doubled or exchanged with the next. */
function mistype(text: string, random: SeededRandom): string {
  if (text.length < 4) return text;
  const at = random.integer(1, text.length - 2);
  const [before, own, next, after] = [text.slice(0, at), text[at], text[at + 1], text.slice(at + 2)];
  return before + random.pick([`${next}`, `${own}${own}${next}`, `${next}${own}`]) + after;
}

/** The same customer once more: written otherwise, values lost, now and then moved. */
function writeAgain(values: Values, party: MadeUpCustomer['party'], customs: Customs, random: SeededRandom): Values {
  const changed: Record<string, string> = { ...values, name: customs.again(values, party, random) };
  for (const column of ['name', 'street', 'email']) {
    if (random.chance(0.2)) changed[column] = mistype(changed[column] ?? '', random);
  }
  for (const column of ['email', 'phone', 'tax_no', 'street', 'postcode']) if (random.chance(0.2)) changed[column] = '';
  return random.chance(0.12) ? { ...changed, ...customs.home(random), phone: changed.phone ?? '' } : changed;
}

/**
 * A customer list with one bare column of names, of persons and of companies, and no other word on who is what. One
 * person in eight lives with the one before. The same for the same seed.
 *
 * @param count - records, about
 * @param companies - share of the customers that are companies
 */
export function makeNameList(
  count: number,
  seed: number,
  companies: number,
  land: keyof typeof CUSTOMS = 'west',
): readonly MadeUpCustomer[] {
  const random = createRandom(seed);
  const customs = CUSTOMS[land];
  const made: MadeUpCustomer[] = [];
  let home = customs.home(random);
  for (let customer = 0; made.length < count; customer++) {
    const party = random.chance(companies) ? 'company' : 'person';
    if (party === 'company' || !random.chance(0.12)) home = customs.home(random);
    const values = { ...(party === 'company' ? customs.company(random) : customs.person(random)), ...home };
    const copies = random.chance(0.25) ? random.integer(1, 2) : 0;
    for (let copy = 0; copy <= copies; copy++) {
      const written: Values = copy === 0 ? values : writeAgain(values, party, customs, random);
      const { name = '', email = '', phone = '', street = '', city = '', postcode = '', tax_no = '' } = written;
      const id = `C${made.length + 1}`;
      const row = { id, [customs.column]: name, email, phone, street, city, postcode, tax_no };
      made.push({ party, truth: String(customer), row });
    }
  }
  return made;
}
