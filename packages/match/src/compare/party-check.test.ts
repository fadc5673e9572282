import { describe, expect, it } from 'vitest';
import { kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import { GrowingDictionary } from '../table/growing-dictionary.js';
import { createComparer } from './comparer.js';

type Rule = Pick<Field, 'party' | 'either'>;

/** Levels of two records by kind, as texts or numbers of the pattern; the organization has the rule. */
function compare(columns: Partial<Record<KindName, readonly [string, string]>>, rule: Rule): Record<string, string> {
  const fields = Object.entries(columns).map(([name, raws]): Field => {
    const kind = kindOf(name as KindName);
    const dictionary = new GrowingDictionary();
    const ids = Uint32Array.from(raws, (raw) => dictionary.intern(kind.normalise(raw)));
    return { name, kind, column: { name, ids, dictionary }, ...(name === 'organization' ? rule : {}) };
  });
  const there = new Uint8Array(fields.length);
  const back = new Uint8Array(fields.length);
  createComparer(fields).compare(0, 1, there);
  createComparer(fields).compare(1, 0, back);
  expect(back).toEqual(there);
  return Object.fromEntries(
    fields.map(({ name, kind }, at) => [name, kind.levels[(there[at] as number) - 1]?.id ?? 'missing']),
  );
}

const personAndFirm = {
  givenName: ['Anna', ''],
  surname: ['Miller', ''],
  organization: ['', 'Acme'],
  email: ['a@acme.example', 'a@acme.example'],
} as const;

describe('a person and a company', () => {
  it('differ where records name one or the other, whatever they share', () => {
    expect(compare(personAndFirm, { either: 'person' })).toMatchObject({
      surname: 'different',
      organization: 'different',
    });
  });

  it('may be one among persons and employers where they are reached alike', () => {
    expect(compare(personAndFirm, {})).toMatchObject({ surname: 'missing', organization: 'missing', email: 'same' });
    const other = { ...personAndFirm, email: ['a@acme.example', 'b@acme.example'] } as const;
    expect(compare(other, {})).toMatchObject({ surname: 'different', organization: 'different' });
    const named = { ...personAndFirm, givenName: ['Anna', 'Anna'] } as const;
    expect(compare(named, {})).toMatchObject({ surname: 'different', organization: 'different' });
  });
});

describe('two names that may mean either', () => {
  const doubtful = {
    givenName: ['Xaver', 'Xaver'],
    surname: ['Holgren', 'Holgren'],
    organization: ['Xaver Holgren', 'Xaver Holgren'],
  } as const;

  it('are compared as persons or as organizations, not as both', () => {
    expect(compare(doubtful, { party: 'organization', either: 'person' })).toEqual({
      givenName: 'same',
      surname: 'same',
      organization: 'missing',
    });
    expect(compare(doubtful, { party: 'organization', either: 'organization' })).toEqual({
      givenName: 'missing',
      surname: 'missing',
      organization: 'same',
    });
  });

  it('are compared as organizations where one is a single word', () => {
    const short = {
      givenName: ['', 'Velthaus'],
      surname: ['Velthaus', 'Druk'],
      organization: ['Velthaus', 'Velthaus Druk'],
    } as const;
    const levels = compare(short, { party: 'organization', either: 'person' });
    expect(levels).toMatchObject({ givenName: 'missing', surname: 'missing' });
    expect(['different', 'missing']).not.toContain(levels.organization);
  });

  it('are compared with one that is sure', () => {
    const sure = { ...doubtful, organization: ['Xaver Holgren', ''] } as const;
    expect(compare(sure, { party: 'organization', either: 'person' })).toEqual({
      givenName: 'same',
      surname: 'same',
      organization: 'missing',
    });
  });
});
