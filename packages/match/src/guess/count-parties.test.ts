import { describe, expect, it } from 'vitest';
import { sampleValues } from './column-sample.js';
import { guessColumns } from './guess-fields.js';

const surnames = ['Miller', 'Novak', 'Duarte', 'Okafor', 'Lind'];
const persons = ['Anna', 'Peter', 'Maria', 'Robert', 'Laura'].flatMap((given) =>
  surnames.flatMap((surname) => ['son', 's'].map((end) => `${given} ${surname}${end}`)),
);
const firms = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `Quill${at} Trading Ltd.`);
const cities = persons.map((_, at) => ['Leeds', 'York', 'Hull'][at % 3] as string);

const kindOfName = (values: readonly string[], ...others: readonly [string, readonly string[]][]): string | undefined =>
  guessColumns([['name', values] as const, ...others].map(([name, column]) => sampleValues(name, column)))[0]?.kind;

describe('a column of names', () => {
  it('names persons and companies where it clearly shows both', () => {
    expect(kindOfName([...persons, ...firms(10)])).toBe('partyName');
    expect(kindOfName([...persons.slice(0, 12), ...firms(30)])).toBe('partyName');
  });

  it('names one party where there is hardly anything of the other', () => {
    expect(kindOfName(persons)).toBe('personName');
    expect(kindOfName([...persons, ...firms(4)])).toBe('personName');
    expect(kindOfName([...persons.slice(0, 9), ...firms(50)])).toBe('organization');
  });

  it('names firms where some of many without a legal form are called like persons', () => {
    const plain = Array.from({ length: 80 }, (_, at) => `Velt${String.fromCharCode(97 + (at % 26))} Moor${at}`);
    expect(kindOfName([...plain, ...persons.slice(0, 12), ...firms(60)])).toBe('organization');
  });

  it('is not split beside columns of forename, surname or employer', () => {
    const mixed = [...persons, ...firms(20)];
    const column = (values: readonly string[]): readonly string[] =>
      mixed.map((_, at) => values[at % values.length] as string);
    expect(kindOfName(mixed, ['first_name', column(['Anna', 'Peter'])], ['last_name', column(surnames)])).not.toBe(
      'partyName',
    );
    expect(kindOfName(mixed, ['company', column(firms(40))])).not.toBe('partyName');
    expect(kindOfName(mixed, ['city', column(cities)])).toBe('partyName');
  });
});
