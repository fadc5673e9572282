import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { createComparer } from './comparer.js';

function makeField(name: KindName, raws: readonly string[]): Field {
  const kind = kindOf(name);
  const dictionary = new GrowingDictionary();
  const ids = Uint32Array.from(raws, (raw) => dictionary.intern(kind.normalise(raw)));
  return { name, kind, column: { name, ids, dictionary } };
}

/** Levels of two records, by kind. */
function compare(columns: Partial<Record<KindName, readonly [string, string]>>): Record<string, string> {
  const fields = Object.entries(columns).map(([name, raws]) => makeField(name as KindName, raws));
  const comparer = createComparer(fields);
  const there = new Uint8Array(fields.length);
  const back = new Uint8Array(fields.length);
  comparer.compare(0, 1, there);
  comparer.compare(1, 0, back);
  expect(back).toEqual(there);
  return Object.fromEntries(
    fields.map(({ name, kind }, at) => [name, kind.levels[(there[at] as number) - 1]?.id ?? 'missing']),
  );
}

describe('forename and surname in each other’s place', () => {
  it('agree when both are equal', () => {
    expect(compare({ givenName: ['Daniella', 'Shaw'], surname: ['Shaw', 'Daniella'] })).toEqual({
      givenName: 'nickname',
      surname: 'part',
    });
  });

  it('agree less with a slip in one of them', () => {
    expect(compare({ givenName: ['Grace', 'Kiirk'], surname: ['Kirk', 'Grace'] })).toEqual({
      givenName: 'close',
      surname: 'close',
    });
  });

  it.each([
    [
      ['Grace', 'Kiirk'],
      ['Kirk', 'Grxce'],
    ],
    [
      ['Grace', 'Smith'],
      ['Kirk', 'Grace'],
    ],
    [
      ['Wu', 'Lo'],
      ['Li', 'Wu'],
    ],
  ] as const)('do not agree otherwise: %s, %s', (givenName, surname) => {
    const levels = compare({ givenName, surname });
    expect(['different', 'unlike']).toContain(levels.givenName);
    expect(levels.surname).toBe('different');
  });
});

describe('father and son', () => {
  it('are told apart by the word after the surname', () => {
    expect(compare({ givenName: ['John', 'John'], surname: ['Smith Jr', 'Smith Sr'] }).givenName).toBe('different');
  });

  it('are told apart wherever the word stands', () => {
    expect(compare({ givenName: ['John', 'John III'], surname: ['Smith Jr', 'Smith'] }).givenName).toBe('different');
  });

  it('may be one when only one bears the word', () => {
    expect(compare({ givenName: ['John', 'John'], surname: ['Smith Jr', 'Smith'] }).givenName).toBe('same');
  });
});

describe('the mailbox of an office', () => {
  const email = ['info@acme.com', 'info@acme.com'] as const;

  it('is little evidence between two persons', () => {
    expect(compare({ givenName: ['Ann', 'Bob'], email }).email).toBe('role');
  });

  it('counts in full where a record names no person', () => {
    expect(compare({ givenName: ['Ann', ''], email }).email).toBe('same');
    expect(compare({ organization: ['Acme', 'Acme Ltd'], email }).email).toBe('same');
  });

  it('is unlike the mailbox of a person', () => {
    expect(compare({ givenName: ['Ann', 'Ann'], email: ['ann@acme.com', 'ann@acme.com'] }).email).toBe('same');
  });
});
