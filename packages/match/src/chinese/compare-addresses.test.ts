import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addressKeys } from './address-keys.js';
import { arbitraryText } from './arbitrary-text.js';
import { normaliseChineseAddress, parseChineseAddress } from './chinese-address.js';
import { compareAddressParts } from './compare-address-parts.js';
import { ADDRESS_LEVELS, compareAddresses } from './compare-addresses.js';
import { loadHan } from './han-tools.js';

beforeAll(() => loadHan());

function levelOf(a: string, b: string): string | undefined {
  const texts = ['', a, b];
  const compare = compareAddresses({ text: (id) => texts[id] as string });
  expect(compare(2, 1)).toBe(compare(1, 2));
  return ADDRESS_LEVELS[compare(1, 2)];
}

function scoreOf(a: string, b: string): number {
  const [one, other] = [parseChineseAddress(a), parseChineseAddress(b)];
  return one === undefined || other === undefined ? Number.NaN : compareAddressParts(one, other);
}

const HAN = '台北市大安區敦化南路二段207號30樓';

describe('compareAddresses', () => {
  it.each([
    ['same', '106臺北市敦化南路2段207號30F'],
    ['same', "30F., No.207, Sec. 2, Dunhua S. Rd., Da'an Dist., Taipei City 106, Taiwan"],
    ['same', '30TH FL., 207 TUN HWA S. RD., SEC. 2 TAIPEI, TAIWAN'],
    ['close', "5F., No.207, Sec. 2, Dunhua S. Rd., Da'an Dist., Taipei City"],
    ['close', '台北市大安區敦化南路207號'],
    ['similar', '台北市敦化南路二段95號'],
    ['sameCity', '台北市松江路125號'],
    ['sameCity', 'No.125, Sung Chiang Rd., Taipei'],
    ['different', 'No.207, Zhongzheng Rd., Kaohsiung City'],
    ['different', '高雄市三民區建工路415號'],
  ])('answers %s for %s', (level, other) => {
    expect(levelOf(HAN, other)).toBe(level);
  });

  it('compares two romanised addresses in different systems', () => {
    expect(
      levelOf('No.107, Sec 4, Chung Hsiao East Road, Taipei', 'No. 107, Sec. 4, Zhongxiao E. Rd., Taipei City'),
    ).toBe('same');
  });

  it('takes a street of a former county for one of the city it became', () => {
    expect(levelOf('新北市新店區北新路三段207號', 'No.207, Sec. 3, Beixin Rd., Xindian City, Taipei County 231')).toBe(
      'same',
    );
  });

  it('leaves other addresses to the caller', () => {
    expect(levelOf(HAN, '12 Main Street, Springfield')).toBeUndefined();
  });
});

describe('compareAddressParts', () => {
  it('orders the same door, another floor, another number and another road', () => {
    const scores = [
      '30F., No.207, Sec. 2, Dunhua S. Rd., Taipei',
      '5F., No.207, Sec. 2, Dunhua S. Rd., Taipei',
      'No.95, Sec. 2, Dunhua S. Rd., Taipei',
      'No.207, Songjiang Rd., Taipei',
    ].map((text) => scoreOf(HAN, text));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(scores[0]).toBeGreaterThan(0.9);
    expect(scores[3]).toBeLessThan(0.1);
  });

  it('is symmetric and between 0 and 1 on any texts', () => {
    fc.assert(
      fc.property(arbitraryText, arbitraryText, (a, b) => {
        const score = scoreOf(a, b);
        if (Number.isNaN(score)) return;
        expect(score).toBe(scoreOf(b, a));
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { seed: 51, numRuns: 600 },
    );
  });
});

describe('addressKeys', () => {
  it.each([
    ['台北市大安區敦化南路二段207號30樓', 'Tun Hwa S. Rd., Sec. 2, No. 207, Taipei'],
    ['新竹市力行二路一號', 'No.1,Li-Hsin Rd 2 .,Hsinchu Science Park,Hsinchu'],
    ['台北市內湖區瑞光路26巷36弄2號', 'No. 2, Aly. 36, Ln. 26, Rueiguang Rd., Taipei'],
    ['台南市山上區明和里256號', 'No.256 Minghe Vil.,Shanshang DistTainan City'],
  ])('gives %s and its romanisation a common key', (han, romanised) => {
    const keys = new Set(addressKeys(han));
    expect(addressKeys(romanised).some((key) => keys.has(key))).toBe(true);
  });

  it('has none for other texts, and the same for raw and canonical text', () => {
    expect(addressKeys('12 Main Street, Springfield')).toEqual([]);
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const canonical = normaliseChineseAddress(text);
        if (canonical !== undefined) expect(addressKeys(canonical)).toEqual(addressKeys(text));
      }),
      { seed: 52, numRuns: 600 },
    );
  });
});
