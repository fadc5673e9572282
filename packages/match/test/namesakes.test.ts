import { describe, expect, it } from 'vitest';
import { clusterQuality } from '../bench/quality.js';
import { dedupe } from '../src/dedupe.js';
import type { Row } from '../src/source.js';

const FORENAMES = 'Robert Anna William Elizabeth George Margaret Henry Alice Peter Laura Susan Thomas'.split(' ');
const SURNAMES = 'Miller Schmidt Okafor Rossi Novak Lindqvist Baker Duarte'.split(' ');
const CITIES = 'Leeds York Hull Derby Exeter Bath Truro Poole'.split(' ');
const DOMAINS = ['northmail.co', 'webpost.net', 'post.example', 'box.example'];
const PERSONS = 6000;

interface Variant {
  /** How an address is made: of the name alone, of the name and a number, either, or of nothing known. */
  readonly email: 'name' | 'number' | 'either' | 'random';
  readonly hasPhone: boolean;
  /** Of a hundred persons so many come more than once. */
  readonly again: number;
  /** Copies of such a person at most. */
  readonly most?: number;
}

/** Persons of a hundred names, so that each full name is that of sixty; copies with a slip in one of twenty texts. */
function makeNamesakes({ email, hasPhone, again, most = 1 }: Variant): {
  readonly rows: readonly Row[];
  readonly truth: readonly number[];
} {
  let state = 17;
  const below = (count: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count;
  };
  const pick = (list: readonly string[]): string => list[below(list.length)] as string;
  const slip = (text: string): string => {
    if (below(20) > 0) return text;
    const at = below(text.length - 1);
    return below(3) === 0 ? '' : text.slice(0, at) + text.slice(at + 1);
  };
  const rows: Row[] = [];
  const truth: number[] = [];
  for (let person = 0; person < PERSONS; person++) {
    const [forename, surname] = [pick(FORENAMES), pick(SURNAMES)];
    const isPlain = email === 'name' || (email === 'either' && below(2) === 0);
    const user = email === 'random' ? `u${below(1e9)}` : `${forename}.${surname}${isPlain ? '' : below(1000)}`;
    const row: Record<string, string> = { forename, surname, email: `${user}@${pick(DOMAINS)}`.toLowerCase() };
    if (hasPhone) row.phone = `07${100000000 + below(899999999)}`;
    row.city = pick(CITIES);
    rows.push(row);
    truth.push(person);
    const copies = below(100) < again ? 1 + below(most) : 0;
    for (let copy = 0; copy < copies; copy++) {
      rows.push(Object.fromEntries(Object.entries(row).map(([column, text]) => [column, slip(text)])));
      truth.push(person);
    }
  }
  return { rows, truth };
}

describe('people of a few common names', { timeout: 60_000 }, () => {
  it.each<[string, Variant, number]>([
    ['addresses made from the name, with telephones', { email: 'either', hasPhone: true, again: 100 }, 0.96],
    ['addresses of the name alone, with telephones', { email: 'name', hasPhone: true, again: 50 }, 0.96],
    ['addresses with a number, without telephones', { email: 'number', hasPhone: false, again: 100 }, 0.93],
    ['addresses that tell nothing of the name', { email: 'random', hasPhone: false, again: 100 }, 0.93],
    ['few copies', { email: 'either', hasPhone: true, again: 5 }, 0.96],
    ['many copies of each', { email: 'random', hasPhone: false, again: 50, most: 5 }, 0.93],
  ])('are told apart: %s', async (_, variant, least) => {
    const { rows, truth } = makeNamesakes(variant);
    const found = await dedupe(rows, { workers: 1 });
    const clusters = [...found.assignments()].map(({ cluster }) => cluster);
    expect(clusterQuality(clusters, truth).f1).toBeGreaterThan(least);
  });

  it('are not promised to be told apart where only the name and what is made from it is known', async () => {
    const { rows, truth } = makeNamesakes({ email: 'name', hasPhone: false, again: 100 });
    const found = await dedupe(rows, { workers: 1 });
    const clusters = [...found.assignments()].map(({ cluster }) => cluster);
    expect(found.summary.expectedPrecision).toBeLessThan(clusterQuality(clusters, truth).precision + 0.2);
  });
});
