import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { loadDomains } from './registrable-domain.js';
import { website } from './website.js';

await loadDomains();

function compareSites(one: string, other: string): string | undefined {
  const dictionary = new GrowingDictionary();
  const [a, b] = [one, other].map((raw) => dictionary.intern(website.normalise(raw))) as [number, number];
  return website.levels[a === b ? website.levels.length - 1 : website.comparator(dictionary)(a, b)]?.id;
}

describe('web sites', () => {
  it.each([
    ['https://www.Acme.co.uk/contact?from=mail#top', 'acme.co.uk'],
    ['HTTP://ACME.com:8080/', 'acme.com'],
    ['shop.acme.com.', 'shop.acme.com'],
    ['info@acme.com', 'acme.com'],
    ['acme.com; acme.de', 'acme.com'],
    ['http://例え.jp/', 'xn--r8jz45g.jp'],
    ['https://uk.linkedin.com/company/acme/about', 'linkedin.com/company/acme'],
    ['https://m.facebook.com/acme', 'facebook.com/acme'],
    ['https://acme.etsy.com/listing', 'acme.etsy.com/listing'],
    ['facebook.com/acme', 'facebook.com/acme'],
    ['n/a', ''],
    ['http://', ''],
    ['Acme Ltd.', ''],
  ])('%s are read as %s', (raw, read) => {
    expect(website.normalise(raw)).toBe(read);
  });

  it.each([
    ['https://www.acme.co.uk', 'acme.co.uk/en', 'same'],
    ['shop.acme.co.uk', 'acme.co.uk', 'sameDomain'],
    ['acme.co.uk', 'other.co.uk', 'different'],
    ['acme.com.tw', 'shop.acme.com.tw', 'sameDomain'],
    ['acme.github.io', 'other.github.io', 'different'],
    ['facebook.com/acme', 'facebook.com/other', 'different'],
    ['https://zh-tw.facebook.com/acme', 'https://www.facebook.com/acme/', 'same'],
    ['de.linkedin.com/company/acme', 'linkedin.com/company/other', 'different'],
    ['acmetrading.com', 'acmetradng.com', 'typo'],
    ['a.de', 'b.de', 'different'],
  ])('%s and %s are %s', (one, other, level) => {
    expect(compareSites(one, other)).toBe(level);
    expect(compareSites(other, one)).toBe(level);
  });

  it('are found in a list of companies', async () => {
    const names = 'Alder Birch Cedar Elm Fir Hazel Juniper Larch Maple Oak Pine Rowan Spruce Walnut Willow'.split(' ');
    const trades = ['Bakery', 'Shipping'];
    const firms = names.flatMap((name) => trades.map((trade) => [name, trade] as const));
    const rows = firms.flatMap(([name, trade], at) => [
      { id: `${at}-a`, company: `${name} ${trade} Ltd`, website: `https://www.${name}-${trade}.co.uk/contact` },
      { id: `${at}-b`, company: `${name} ${trade}`, website: `${name}-${trade}.co.uk`.toLowerCase() },
    ]);
    const found = await dedupe(rows, { id: 'id' });
    expect(found.fields.find(({ name }) => name === 'website')?.kind).toBe('website');
    expect(found.summary.clusters).toBe(30);
  });

  it.each([60, 200, 600])('are found among %i records of companies that are merely numbered', async (count) => {
    const rows = Array.from({ length: count }, (_, at) => ({
      id: String(at),
      company: `Company ${at >> 1}`,
      website: at % 2 === 0 ? `https://www.firm${at >> 1}.co.uk/` : `firm${at >> 1}.co.uk`,
    }));
    const found = await dedupe(rows, { id: 'id' });
    expect(found.summary.clusters).toBe(count / 2);
  });
});
