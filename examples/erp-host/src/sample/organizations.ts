import type { SeededRandom } from '@crmkit/core/testing';

/** An invented company: its registered name and the ways people write it. */
export interface OrganizationName {
  readonly full: string;
  readonly variants: readonly string[];
}

const chineseParts = ['曜', '澄', '嶼', '穹', '麓', '梓', '霖', '楓', '岳', '禾', '汐', '禎', '璟', '鈺', '拓', '翊'];
const chineseTrades = ['精密工業', '食品', '國際貿易', '建材', '電子', '紡織', '物流', '包裝', '生技', '餐飲'];
const latinHeads = [
  'Nord',
  'Alder',
  'Quill',
  'Brim',
  'Fen',
  'Harrow',
  'Tamar',
  'Velt',
  'Orrin',
  'Cask',
  'Dune',
  'Lark',
];
const latinTails = ['haven', 'mark', 'stead', 'vale', 'crest', 'bridge', 'worth', 'gate', 'lund', 'moor'];
const latinTrades = [
  'Fittings',
  'Foods',
  'Trading',
  'Textiles',
  'Logistics',
  'Packaging',
  'Instruments',
  'Catering',
  'Supplies',
  'Works',
];

const legalForms: { readonly [country: string]: readonly (readonly [full: string, short: string])[] } = {
  TW: [
    ['股份有限公司', '(股)公司'],
    ['有限公司', '公司'],
  ],
  CN: [
    ['有限公司', '公司'],
    ['股份有限公司', '股份公司'],
  ],
  DE: [
    ['GmbH', 'Gmbh.'],
    ['GmbH & Co. KG', 'GmbH'],
  ],
  GB: [
    ['Limited', 'Ltd.'],
    ['PLC', 'plc'],
  ],
  US: [
    ['Incorporated', 'Inc.'],
    ['Corporation', 'Corp.'],
  ],
  SG: [
    ['Private Limited', 'Pte Ltd'],
    ['Pte. Ltd.', 'Pte Ltd'],
  ],
};

/** Makes a company name of a country; the parts are combined at random and belong to nobody. */
export function makeOrganizationName(random: SeededRandom, country: string): OrganizationName {
  const [legal, short] = random.pick(legalForms[country] ?? legalForms['US'] ?? []);
  if (country === 'TW' || country === 'CN') {
    const core = random.pick(chineseParts) + random.pick(chineseParts);
    const trade = random.pick(chineseTrades);
    return { full: core + trade + legal, variants: [core + trade + short, core + trade, core] };
  }
  const core = random.pick(latinHeads) + random.pick(latinTails);
  const trade = random.pick(latinTrades);
  return {
    full: `${core} ${trade} ${legal}`,
    variants: [`${core} ${trade} ${short}`, `${core} ${trade}`, `${core.toUpperCase()} ${trade.toUpperCase()}`],
  };
}
