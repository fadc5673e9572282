import { describe, expect, it } from 'vitest';
import { partyOf } from './party.js';

describe('whom a name means', () => {
  it.each([
    'Anna Miller',
    'Miller, Anna',
    'Miller Anna',
    'O’Connor, Sean',
    'Dr. Müller',
    'J. Miller',
    'Иван Петрович Сидоров',
    'Wang Xiaoming',
    '王小明',
    '王 小明',
    '歐陽娜娜',
    '欧阳娜娜',
    '王先生',
    '홍길동',
  ])('is a person: %s', (name) => expect(partyOf(name)).toBe('person'));

  it.each([
    'Acme Trading Ltd.',
    'ACME TRADING',
    'Dr. Müller GmbH',
    'Otto AG',
    'Anton Schlecker e.K.',
    'Smith & Jones',
    'The Green Door',
    'Studio 54',
    'Joe’s Diner',
    'Bäckerei Schmidt',
    'Boulangerie Dupont',
    'ООО Ромашка',
    '台灣水泥股份有限公司',
    '台湾水泥股份有限公司',
    '台灣水泥',
    '阿明商店',
    '㈱山田',
    '삼성전자',
  ])('is an organization: %s', (name) => expect(partyOf(name)).toBe('organization'));

  it.each([
    '',
    '…',
    'Blumenhaus',
    'IBM',
    'Maria Sa',
    'Anna & Peter Miller',
    'Anna Bäckerei',
    'Siddharth Kulkarni',
    'Grace Moor',
    '台泥',
    '王品',
    '王明',
  ])('may be either: %s', (name) => expect(partyOf(name)).toBeUndefined());

  it('does not change sides for a slip in a name', () => {
    for (const [name, party] of [
      ['Anna Miller', 'person'],
      ['Peter Lindqvist', 'person'],
      ['王小明', 'person'],
      ['Acme Trading', 'organization'],
      ['Brimvale Logistics GmbH', 'organization'],
      ['Victoria Textiles Company', 'organization'],
    ] as const) {
      expect(partyOf(name)).toBe(party);
      for (let at = 1; at < name.length - 1; at++) {
        const [before, own, next, after] = [name.slice(0, at), name[at], name[at + 1], name.slice(at + 2)];
        for (const slip of [`${next}${own}`, `${next}`, `${own}${own}${next}`]) {
          expect([party, undefined], before + slip + after).toContain(partyOf(before + slip + after));
        }
      }
    }
  });

  it('reads a long text in bounded time', () => {
    expect(() => partyOf('a,'.repeat(500_000))).not.toThrow();
  });
});
