import { describe, expect, it } from 'vitest';
import { loadHan } from '../chinese/han-tools.js';
import { guessFields } from '../guess/guess-fields.js';
import { readRows } from '../table/read-rows.js';
import { columnsOf, fieldText, readField } from './read-field.js';
import { specsFromGuesses } from './specs-from-guesses.js';

await loadHan();

const rows = [
  { first_name: 'Xiaoming', last_name: 'Wang', full_name: '', native_name: '王小明' },
  { first_name: '', last_name: '', full_name: 'Mary Jones', native_name: '' },
  { first_name: '', last_name: '', full_name: '', native_name: '陳美玲' },
  { first_name: 'Robert', last_name: 'Marsh', full_name: 'Robert Marsh', native_name: '' },
];

describe('a list of fills', () => {
  it('takes every whole name beside forename and surname, the first with a value', async () => {
    const table = await readRows(rows);
    const specs = specsFromGuesses(guessFields(table));
    expect(specs.map(({ name, fill }) => [name, fill])).toEqual([
      [
        'first_name',
        [
          { column: 'full_name', part: 'given' },
          { column: 'native_name', part: 'given' },
        ],
      ],
      [
        'last_name',
        [
          { column: 'full_name', part: 'surname' },
          { column: 'native_name', part: 'surname' },
        ],
      ],
    ]);
    const read = specs.map((spec) => {
      const { ids, dictionary } = readField(table, spec).column;
      return [...ids].map((id) => dictionary.text(id));
    });
    expect(read).toEqual([
      ['xiaoming', 'mary', '美玲', 'robert'],
      ['wang', 'jones', '陈', 'marsh'],
    ]);
  });

  it('reads a column once that fills twice or is a column of the field', () => {
    const fill = [
      { column: 'b', part: 'surname' },
      { column: 'a', part: 'surname' },
      { column: 'b', part: 'whole' },
    ] as const;
    const spec = { name: 's', kind: 'surname', columns: ['a'], part: 'given', fill } as const;
    expect(columnsOf(spec)).toEqual(['a', 'b']);
    expect(fieldText(spec, ['Ada Lovelace', ''])).toBe('ada');
    expect(fieldText(spec, ['Lovelace', ''])).toBe('lovelace');
    expect(fieldText(spec, ['', 'Jones'])).toBe('jones');
  });
});
