import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { agreeByChance } from './random-agreement.js';

function count(texts: readonly string[]): Parameters<typeof agreeByChance>[0] {
  const dictionary = new GrowingDictionary();
  const counts: number[] = [];
  for (const text of texts) {
    const id = dictionary.intern(text);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  const { size } = dictionary;
  return {
    size,
    counts: Uint32Array.from({ length: size }, (_, id) => counts[id] ?? 0),
    codes: dictionary.codes,
    starts: dictionary.starts,
    text: (id) => dictionary.text(id),
    find: (text) => dictionary.find(text),
  };
}

describe('agreeByChance', () => {
  const dictionary = count([
    'info@acme.example',
    'info@acme.example',
    'ada@b.example',
    'ada@b.example',
    'bo@b.example',
  ]);

  it('is the share of pairs of records that bear one text', () => {
    expect(agreeByChance(dictionary)).toBeCloseTo(4 / 20, 12);
  });

  it('leaves out mailboxes of an office where records name persons, for there they are held back', () => {
    expect(agreeByChance(dictionary, kindOf('email').mostAmongPersons)).toBeCloseTo(2 / 20, 12);
  });
});
