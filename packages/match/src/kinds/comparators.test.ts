import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHan } from '../chinese/han-tools.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { kindNames, kindOf, loadKinds } from './index-of-kinds.js';
import { INCOMPARABLE, type KindName } from './kind.js';

await loadHan();
await loadKinds(kindNames);

const words =
  'robert bob rob r j smith smyth van der jr inc acme trading 12 12a 21 main st 1971 06 24 1971-06-24 1971-24-06 1972-06-24 a@b.net ab@b.net @c.org la 5th cruz, i 0412345678 12345678 89132 SW1A1AA 李 明 台北市 é'.split(
    ' ',
  );
const canonical = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((list) => list.join(' ')),
  fc.stringMatching(/^[a-d]{1,9}$/),
  fc.stringMatching(/^[0-3]{4}-[01][0-9]-[0-2][0-9]$/),
  fc.string({ minLength: 1, maxLength: 30 }),
);

function compareTexts(name: KindName, one: string, other: string): string {
  const kind = kindOf(name);
  const a = kind.normalise(one);
  const b = kind.normalise(other);
  const dictionary = new GrowingDictionary();
  const idA = dictionary.intern(a);
  const idB = dictionary.intern(b);
  if (idA === 0 || idB === 0) return 'missing';
  const level = idA === idB ? kind.levels.length - 1 : kind.comparator(dictionary)(idA, idB);
  return level === INCOMPARABLE ? 'incomparable' : (kind.levels[level]?.id ?? 'none');
}

describe.each(kindNames)('comparator of %s', (name) => {
  const kind = kindOf(name);

  it('is symmetric, in range, and answers alike before and after the dictionary grows', () => {
    fc.assert(
      fc.property(fc.array(canonical, { minLength: 2, maxLength: 12 }), (raws) => {
        const texts = [...new Set(raws.map(kind.normalise))].filter((text) => text !== '');
        const dictionary = new GrowingDictionary();
        for (const text of texts) dictionary.intern(text);
        const compare = kind.comparator(dictionary);
        const growth = [
          (n: number) => kind.normalise(`robert ${n} 世界`),
          (n: number) => kind.normalise(`${1900 + n}`),
          (n: number) => kind.normalise(`ada${n}@work.net`),
          (n: number) => kind.normalise(`0412 31${1000 + 7 * n}`),
        ];
        const answers: number[] = [];
        const readAll = (): number[] => {
          const levels: number[] = [];
          for (let a = 1; a <= texts.length; a += 1) {
            for (let b = 1; b <= texts.length; b += 1) if (a !== b) levels.push(compare(a, b));
          }
          return levels;
        };
        answers.push(...readAll());
        for (const level of answers) {
          expect(Number.isInteger(level)).toBe(true);
          expect(level).toBeGreaterThanOrEqual(INCOMPARABLE);
          expect(level).toBeLessThan(kind.levels.length);
        }
        for (let a = 1; a <= texts.length; a += 1) {
          for (let b = a + 1; b <= texts.length; b += 1) expect(compare(a, b)).toBe(compare(b, a));
        }
        for (let extra = 0; extra < 200; extra += 1) dictionary.intern(growth[extra % growth.length]?.(extra) ?? '');
        expect(readAll()).toEqual(answers);
        const last = dictionary.size - 1;
        if (last > 1) expect(compare(1, last)).toBe(compare(last, 1));
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('answers alike under kept counts, whatever else the dictionary holds', () => {
    const raws = [
      'Acme Trading',
      'Acme Trade Foods',
      '臺灣水泥股份有限公司',
      '台泥',
      '12 Oak Road, Leeds 20001',
      '12 Oak Rd Leeds',
      'Foods',
    ];
    const texts = [...new Set(raws.map(kind.normalise))].filter((text) => text !== '');
    const small = new GrowingDictionary();
    for (const text of texts) small.intern(text);
    const counts = kind.learn?.(small);
    const kept = counts === undefined ? undefined : (JSON.parse(JSON.stringify(counts)) as typeof counts);
    const large = new GrowingDictionary();
    for (let extra = 0; extra < 50; extra += 1) large.intern(kind.normalise(`Acme ${1900 + extra} 台泥 Oak Road`));
    const ids = texts.map((text) => large.intern(text));
    const before = kind.comparator(small);
    const after = kind.comparator(large, kept);
    for (let a = 0; a < texts.length; a += 1) {
      for (let b = 0; b < texts.length; b += 1) {
        if (a !== b && ids[a] !== 0 && kept !== undefined)
          expect(after(ids[a] ?? 0, ids[b] ?? 0)).toBe(before(a + 1, b + 1));
      }
    }
    expect(kind.learn === undefined).toBe(!['organization', 'text', 'address'].includes(name));
  });

  it('has levels with distinct ids whose starting figures add up to one', () => {
    const total = (pick: 'm' | 'u'): number => kind.levels.reduce((sum, level) => sum + level[pick], 0);
    expect(total('m')).toBeCloseTo(1, 9);
    expect(total('u')).toBeCloseTo(1, 9);
    expect(new Set(kind.levels.map(({ id }) => id)).size).toBe(kind.levels.length);
    expect(kind.levels[0]?.id).toBe('different');
    expect(kind.levels.at(-1)?.id).toBe('same');
  });

  it('makes keys of any canonical text without throwing, lists where it says so', () => {
    fc.assert(
      fc.property(canonical, (raw) => {
        const text = kind.normalise(raw);
        if (text === '') return;
        for (const family of kind.keys)
          expect(typeof family.key(text)).toBe(family.isMultiple === true ? 'object' : 'string');
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe('keys of Chinese texts', () => {
  it.each<[KindName, string, string, string]>([
    ['givenName', 'roots', '小明', 'Hsiao-ming'],
    ['givenName', 'roots', '偉', 'Wei'],
    ['surname', 'parts', '張', 'Cheung'],
    ['surname', 'parts', '歐陽', 'Au-yeung'],
    ['surname', 'parts', '許', 'Hsu'],
    ['street', 'words', '忠孝東路四段十二號', '台北市忠孝東路4段12號'],
  ])('%s: %s join %s and %s', (name, family, one, other) => {
    const kind = kindOf(name);
    const keysOf = (raw: string): readonly string[] =>
      [kind.keys.find(({ id }) => id === family)?.key(kind.normalise(raw)) ?? []].flat();
    expect(keysOf(one).filter((key) => keysOf(other).includes(key))).not.toEqual([]);
  });

  it('leaves other names with the keys that they had', () => {
    const roots = kindOf('givenName').keys.find(({ id }) => id === 'roots');
    expect(roots?.key('robert')).toEqual(['robert']);
    expect([roots?.key('karen')].flat().filter((key) => key?.startsWith('~'))).toEqual([]);
    const parts = kindOf('surname').keys.find(({ id }) => id === 'parts');
    expect(parts?.key('smith jones')).toEqual(['smith', 'jones']);
  });
});

describe('levels', () => {
  it.each<[KindName, string, string, string]>([
    ['givenName', 'Robert', 'Bob', 'nickname'],
    ['givenName', 'Bob', 'Robbie', 'similar'],
    ['givenName', 'Robert', 'R.', 'initial'],
    ['givenName', 'Robert', 'Mary', 'different'],
    ['givenName', 'Mary', 'Mary Ann', 'close'],
    ['givenName', 'Mary-Ann', 'Maryann', 'close'],
    ['givenName', 'Robert J', 'Robert K', 'similar'],
    ['givenName', 'Bob', 'Robert J', 'nickname'],
    ['givenName', 'Jonas', 'Jnoas', 'close'],
    ['givenName', 'R J', 'Robert James', 'initial'],
    ['givenName', 'José', 'Jose', 'same'],
    ['givenName', 'Dr. Robert', 'robert', 'same'],
    ['givenName', 'William', 'Wilhelm', 'nickname'],
    ['givenName', 'Morris I', 'Morris II', 'different'],
    ['givenName', 'Morris Jr', 'Morris Sr', 'different'],
    ['givenName', 'Morris II', 'Morris', 'close'],
    ['givenName', 'Robert I', 'Robert Jr', 'similar'],
    ['givenName', 'Mary', 'Mark', 'different'],
    ['givenName', 'Darla', 'Darlene', 'different'],
    ['givenName', 'Mary', 'Marie', 'nickname'],
    ['givenName', 'Mary', 'Marxy', 'close'],
    ['givenName', 'Zxara', 'Qolm', 'unlike'],
    ['givenName', 'Zara', 'Sahra', 'close'],
    ['givenName', 'Candace', 'Kandace', 'nickname'],
    ['givenName', 'B.', 'Robert', 'incomparable'],
    ['givenName', 'K.', 'Robert', 'different'],
    ['givenName', 'Sir', 'Robert', 'missing'],
    ['givenName', 'Dame Mary', 'Mary', 'same'],
    ['givenName', 'Ghislaine', 'Jislane', 'similar'],
    ['givenName', 'John Jr', 'John Paul', 'similar'],
    ['surname', 'Quigley', 'Kwiggly', 'similar'],
    ['givenName', 'Anna', 'Annabelle', 'different'],
    ['surname', 'Chaloner, 1st Bt', 'Chaloner', 'same'],
    ['surname', 'Baronet', 'Chaloner', 'missing'],
    ['surname', "O'Brien", 'O Brien', 'same'],
    ['surname', 'Van der Berg', 'Vanderberg', 'part'],
    ['surname', 'Smith-Jones', 'Jones', 'part'],
    ['surname', 'Smith', 'Smyth', 'close'],
    ['surname', 'Smith Jr', 'Smith Sr', 'similar'],
    ['surname', 'Smith Jr.', 'Smith', 'part'],
    ['surname', 'Smith', 'Garcia', 'different'],
    ['organization', 'Acme Trading Co., Ltd.', 'ACME TRADING', 'same'],
    ['organization', 'I.B.M. Corp', 'IBM', 'same'],
    ['organization', 'International Business Machines', 'IBM', 'abbreviation'],
    ['organization', 'Smith & Sons', 'Smith and Sons Inc', 'same'],
    ['organization', 'Müller Maschinenbau GmbH & Co. KG', 'Mueller Maschinenbau', 'similar'],
    ['organization', 'Face Book Inc', 'Facebook', 'close'],
    ['organization', 'Sol Meliá S.A.', 'Sol Melia SA', 'same'],
    ['organization', 'Northwind Traders', 'Contoso Hotels', 'different'],
    ['organization', '臺灣水泥股份有限公司', '台泥', 'abbreviation'],
    ['organization', '台灣水泥(股)公司', '臺灣水泥股份有限公司', 'same'],
    ['organization', '中鴻鋼鐵股份有限公司', 'CHUNG HUNG', 'abbreviation'],
    ['organization', '臺灣水泥股份有限公司', 'Lucky Cement', 'incomparable'],
    ['address', '台北市松江路125號', 'No.125, Sung Chiang Rd., Taipei', 'sameParts'],
    ['surname', '王', 'Wang', 'close'],
    ['surname', '王', '汪', 'similar'],
    ['surname', '王', '李', 'different'],
    ['givenName', '明華', 'Ming-Hua', 'close'],
    ['givenName', '明華', '明华', 'same'],
    ['givenName', 'xiaoming', 'xiao ming', 'close'],
    ['givenName', 'xiao-ming', 'hsiao ming', 'close'],
    ['givenName', 'Xiaoming', 'Hsiaoming', 'close'],
    ['givenName', '小明', 'Xiaoming', 'close'],
    ['givenName', '小明', 'Hsiao-ming', 'close'],
    ['givenName', '小明', 'David Xiaoming', 'close'],
    ['givenName', '小明', 'Xiuzhen', 'different'],
    ['givenName', '小明', 'Mei Ling', 'unlike'],
    ['givenName', '小明', 'David', 'incomparable'],
    ['givenName', '國榮', 'Kwok-wing', 'incomparable'],
    ['givenName', '小明', 'Александр', 'incomparable'],
    ['surname', '張', 'Cheung', 'close'],
    ['surname', '張', 'Chang', 'close'],
    ['surname', '鍾', 'Chung', 'close'],
    ['surname', '王', 'Li', 'different'],
    ['surname', '王', 'Smith', 'different'],
    ['surname', '林', 'Lum', 'incomparable'],
    ['surname', '王', 'Иванов', 'incomparable'],
    ['surname', 'Hsu', 'Xu', 'close'],
    ['surname', 'Wang', 'Liu', 'different'],
    ['city', '臺北市', 'Taipei City', 'close'],
    ['city', '臺北市', '高雄市', 'different'],
    ['email', 'Ada.Lovelace+news@Gmail.com', 'adalovelace@googlemail.com', 'same'],
    ['email', 'ada.lovelace@work.net', 'ada.lovelace@home.org', 'sameUser'],
    ['email', 'ada.lovelace@work.net', 'ada.lovelcae@work.net', 'typo'],
    ['email', 'ada@work.net', 'bob@work.net', 'different'],
    ['phone', '+44 (0)20 7946 0958', '020 7946 0958', 'same'],
    ['phone', '0044 20 7946 0958', '(020) 79460958', 'same'],
    ['phone', '+886-2-2531-7099', '(02)2531-7099', 'same'],
    ['phone', '1-702-919-1300', '(702) 919-1300 ext. 12', 'same'],
    ['phone', '０２-２５３１-７０９９', '0225317099', 'same'],
    ['phone', '702-919-1300', '702-919-8431', 'different'],
    ['phone', '702-919-1300', '702-919-3100', 'typo'],
    ['phone', '702-919-1300', '919-1300', 'suffix'],
    ['date', '1971-06-24', '24/06/1971', 'same'],
    ['date', '24 June 1971', 'Jun 24, 1971', 'same'],
    ['date', '24. Juni 1971', '19710624', 'same'],
    ['date', '12/11/1978', '11/12/1978', 'swapped'],
    ['date', '1971-06-24', '1971-01-01', 'partial'],
    ['date', '1971-06-24', '1971', 'partial'],
    ['date', '1971-06-24', '1972-06-24', 'near'],
    ['date', '1971-06-24', '1971-06-42', 'near'],
    ['date', '1856-86-18', '1856-06-18', 'near'],
    ['date', '1971-06-24', '06/24/971', 'near'],
    ['date', '1971-06-24', '197-106-24', 'near'],
    ['date', '1971-06-24', '24/06/19971', 'near'],
    ['date', '24/06/19971', '24/06/1991', 'near'],
    ['date', '1971-06-24', '08/17/956', 'different'],
    ['date', '1971', '06/24/971', 'different'],
    ['date', '1971-06-24', '1971-06-09', 'parts'],
    ['date', '1971-06-24', '1971-03-09', 'weak'],
    ['date', '1850-01-01', '1855-01-01', 'weak'],
    ['date', '1850-01-01', '1788-01-01', 'different'],
    ['date', '1831-87-18', '1837-07-18', 'weak'],
    ['date', '1971-06-24', '1988-03-09', 'different'],
    ['identifier', '143-45-6798', '143 45 6789', 'typo'],
    ['identifier', 'ab-12', 'AB12', 'same'],
    ['website', 'https://www.acme.example/tw/', 'acme.example', 'same'],
    ['identifier', '1234', '1235', 'different'],
    ['postcode', 'sw1a 1aa', 'SW1A1AA', 'same'],
    ['postcode', 'SW1A 1AA', 'SW1A 2BB', 'area'],
    ['postcode', '89132-1234', '89132', 'same'],
    ['postcode', 'D-10115', '10115', 'same'],
    ['postcode', '89132', '89123', 'typo'],
    ['street', '123 North Main Street', '123 N. Main St.', 'same'],
    ['street', '123 Main St', '125 Main St', 'sameStreet'],
    ['street', '123 Main St', '123 Mian St', 'close'],
    ['street', 'Hauptstraße 12', 'Hauptstrasse 12', 'same'],
    ['street', 'Apt 4, 12 Oak Ave', '12 Oak Avenue', 'close'],
    ['street', '854 7th ave. between 54th and 55th sts.', '854 seventh ave.', 'close'],
    ['street', '12 Oak Ave', '47 Deener Close', 'different'],
    ['street', '中山北路四段１２號', '中山北路4段12號', 'same'],
    ['street', '忠孝東路四段十二號', '忠孝东路4段12号', 'same'],
    ['street', '忠孝東路四段12號3樓', '忠孝東路四段12號', 'close'],
    ['street', '忠孝東路四段12號', '忠孝東路四段98號', 'sameStreet'],
    ['street', '忠孝東路四段12號', '忠孝東路一段12號', 'different'],
    ['street', '松江路125號', 'No.125, Sung Chiang Rd.', 'close'],
    ['street', '松江路125號', '12 Main Street', 'different'],
    ['city', 'Saint Louis', 'St. Louis', 'same'],
    ['city', 'Bristol, City of', 'Bristol', 'same'],
    ['city', 'London', 'Lonon', 'close'],
    ['city', 'London', 'Hull', 'different'],
    ['region', 'New South Wales', 'NSW', 'same'],
    ['country', 'Deutschland', 'DEU', 'same'],
    ['country', 'United States of America', 'us', 'same'],
    ['address', '123 Main Street, Las Vegas NV 89132', '123 Main St Las Vegas NV', 'close'],
    ['address', '123 Main Street, Las Vegas NV 89132', '1515 Adela Lane Las Vegas NV 89111', 'sameCity'],
    ['address', '123 Main St, Las Vegas NV 89132', '123 E Main St, Henderson NV 89132', 'different'],
    ['address', '12 Lake St, Andersonville IL 60611', '12 Lake St, Chicago IL 60611', 'similar'],
    ['address', 'Flat 3, 12 Old Lake Road, Springfield', 'Flat 3, 12 Old Lake Road, Riverside', 'different'],
    ['address', 'Lake House, 12 Lake St, Chicago 60611', '12 Lake St, Chicago 60611', 'close'],
    ['email', 'info@acme.com', 'info@contoso.org', 'different'],
    [
      'text',
      'The WASA2 object-oriented workflow management system',
      'WASA2 object oriented workflow management systems',
      'similar',
    ],
    ['people', 'Roberto J. Bayardo, Jr., Jane Doe', 'R. Bayardo, J. Doe', 'same'],
    ['organization', 'Aqua', 'Aquavit', 'similar'],
    ['givenName', 'Feank', 'Francis', 'similar'],
    ['people', 'M Rusinkiewicz, W Klas', 'Wolfgang Klas, Marek Rusinkiewicz', 'same'],
    ['people', 'Smith, John; Doe, Jane', 'John Smith and Jane Doe', 'same'],
    ['people', 'M Rusinkiewicz, W Klas, T Tesch', 'Marek Rusinkiewicz, Wolfgang Klas', 'close'],
    ['number', '1,999', '1999', 'same'],
    ['number', '1999', '2000', 'near'],
    ['number', '1999', '2010', 'different'],
    ['category', 'M', 'male', 'overlap'],
    ['category', 'short story writer', 'writer', 'overlap'],
    ['category', 'male', 'female', 'different'],
  ])('%s: %s and %s are %s', (name, one, other, level) => {
    expect(compareTexts(name, one, other)).toBe(level);
  });
});
