import { describe, expect, it } from 'vitest';
import { dedupe } from '../dedupe.js';
import { link } from '../link.js';
import { createResolver } from '../resolver/create-resolver.js';
import { readRows } from '../table/read-rows.js';
import { decideDateOrder } from './decide-date-order.js';
import type { FieldSpec } from './field-spec.js';

const born: FieldSpec = { name: 'born', kind: 'date', columns: ['born'] };

async function decide(texts: readonly string[], spec = born): Promise<boolean | undefined> {
  const table = await readRows(texts.map((text) => ({ born: text })));
  return decideDateOrder([spec], table)[0]?.dayFirst;
}

describe('the order of day and month in a column', () => {
  it.each<[string, readonly string[], boolean | undefined]>([
    ['a first number above 12', ['03/04/1980', '13/04/1980'], true],
    ['the same with a time', ['03/04/1980', ' 31/01/1980 10:20'], true],
    ['the same with short years', ['03/04/80', '13/04/80'], true],
    ['a second number above 12', ['03/04/1980', '03/14/1980'], undefined],
    ['both', ['13/04/1980', '04/13/1980'], undefined],
    ['one slip among many', [...Array.from({ length: 19 }, (_, at) => `${at + 13}/01/1980`), '01/13/1980'], true],
    ['neither', ['03/04/1980', '05/06/1981'], undefined],
    ['years, and numbers that are no day', ['1980/03/14', '74/05/20', '40/01/1980'], undefined],
    ['other signs, which put the day first anyway', ['13.04.1980', '13-04-1980'], undefined],
  ])('follows %s', async (_, texts, dayFirst) => {
    expect(await decide(texts)).toBe(dayFirst);
    expect(await decide(texts.toReversed())).toBe(dayFirst);
  });

  it('is not asked of the data when it is said', async () => {
    expect(await decide(['13/04/1980'], { ...born, dayFirst: false })).toBe(false);
    expect(await decide(['13/04/1980'], { ...born, kind: 'text' })).toBeUndefined();
  });
});

describe('dates that could be read in two ways', () => {
  const rows = [
    { id: '1', name: 'Ada Miller', born: '03/04/1980' },
    { id: '2', name: 'Ada Miller', born: '1980-04-03' },
    { id: '3', name: 'Bob Smith', born: '25/12/1971' },
    { id: '4', name: 'Eve Jones', born: '07/08/1990' },
  ];
  const levelOf = (texts: readonly string[]): boolean => texts[0] === texts[1];

  it('are read by their column, by a resolver as in the run, and in both sources of a link', async () => {
    const found = await dedupe(rows, { id: 'id', kinds: { name: 'personName', born: 'date' } });
    const field = found.fields.find(({ kind }) => kind === 'date');
    expect(field).toMatchObject({ dayFirst: true });
    const resolver = await createResolver(JSON.parse(JSON.stringify(found.model)));
    resolver.add(rows.slice(0, 2));
    const at = found.fields.indexOf(field as FieldSpec);
    const texts = [...resolver.snapshot()].flatMap((row) => (row.type === 'record' ? [row.texts[at] as string] : []));
    expect(texts).toEqual(['1980-04-03', '1980-04-03']);
    expect(levelOf(texts)).toBe(true);
    const linked = await link(rows.slice(0, 1), rows.slice(1), { id: 'id', kinds: { born: 'date' } });
    expect(linked.fields.find(({ kind }) => kind === 'date')).toMatchObject({ dayFirst: true });
  });

  it('are read as the host says', async () => {
    const said = async (born: 'dayFirstDate' | 'monthFirstDate') =>
      (await dedupe(rows.slice(0, 2), { id: 'id', kinds: { born } })).fields.find(({ name }) => name === 'born');
    expect(await said('dayFirstDate')).toMatchObject({ kind: 'date', dayFirst: true });
    expect(await said('monthFirstDate')).toMatchObject({ kind: 'date', dayFirst: false });
  });
});
