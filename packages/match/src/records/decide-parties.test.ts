import { describe, expect, it } from 'vitest';
import { readRows } from '../table/read-rows.js';
import { decideParties } from './decide-parties.js';
import type { FieldSpec } from './field-spec.js';
import { readField } from './read-field.js';

const specs: readonly FieldSpec[] = [
  { name: 'given', kind: 'givenName', columns: ['given'] },
  { name: 'surname', kind: 'surname', columns: ['surname'] },
  { name: 'firm', kind: 'organization', columns: ['firm'] },
];
const person = { given: 'Anna', surname: 'Miller', firm: '' };
const company = { given: '', surname: '', firm: 'Acme' };
const employee = { given: 'Peter', surname: 'Novak', firm: 'Acme' };

async function decide(rows: readonly Record<string, string>[], own = specs): Promise<readonly (string | undefined)[]> {
  const table = await readRows(rows);
  const fields = own.map((spec) => readField(table, spec));
  return decideParties(own, fields).map(({ either }) => either);
}

describe('persons and companies in columns of their own', () => {
  it('exclude each other where hardly any record has both', async () => {
    expect(await decide([person, company])).toEqual([undefined, undefined, 'person']);
    expect(await decide([...Array(20).fill(person), ...Array(10).fill(company), employee])).toEqual([
      undefined,
      undefined,
      'person',
    ]);
  });

  it('do not where persons have employers, or all are of one party', async () => {
    const none = [undefined, undefined, undefined];
    expect(await decide([person, company, employee, employee])).toEqual(none);
    expect(await decide([person, person])).toEqual(none);
    expect(await decide([company])).toEqual(none);
  });

  it('are what the field says', async () => {
    const said = specs.map((spec): FieldSpec => (spec.name === 'firm' ? { ...spec, either: 'organization' } : spec));
    expect(await decide([person, company], said)).toEqual([undefined, undefined, 'organization']);
  });
});

describe('a column of persons and companies', () => {
  const mixed = { kind: 'organization', columns: ['name'], party: 'organization' } as const;

  it('fills the fields of the party that a name means, and both where it may mean either', async () => {
    const table = await readRows(['Miller, Anna', 'Acme Trading Ltd.', 'Blumenhaus', ''].map((name) => ({ name })));
    const read = (spec: FieldSpec): readonly string[] => {
      const { ids, dictionary } = readField(table, spec).column;
      return [...ids].map((id) => dictionary.text(id));
    };
    const own = { columns: ['name'], party: 'person' } as const;
    expect(read({ ...own, name: 'g', kind: 'givenName', part: 'given' })).toEqual(['anna', '', '', '']);
    expect(read({ ...own, name: 's', kind: 'surname', part: 'surname' })).toEqual(['miller', '', 'blumenhaus', '']);
    expect(read({ ...mixed, name: 'o' })).toEqual(['', 'acme trading', 'blumenhaus', '']);
  });
});
