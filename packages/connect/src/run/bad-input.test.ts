import { createCrm, openAccess } from '@crmkit/core';
import { memoryStorage } from '@crmkit/core/storage';
import { describe, expect, it } from 'vitest';
import { column, constant, lookup } from '../mapping/build-value.js';
import type { Mapping } from '../mapping/define-mapping.js';
import { defineMapping } from '../mapping/define-mapping.js';
import { fromCsv } from '../source/from-csv.js';
import { fromIterable } from '../source/from-iterable.js';
import { runImport } from './run-import.js';

async function openSession() {
  const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()] });
  return crm.as({ tenant: 'acme', actor: 'import', roles: [] });
}

const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('no'),
  fields: {
    kind: lookup(column('type'), { P: 'person', O: 'organization' }),
    name: column('name'),
    owner: column('rep'),
  },
});
const names = async (session: Awaited<ReturnType<typeof openSession>>): Promise<readonly string[]> =>
  (await session.party.list({ sort: [['name', 'asc']] })).items.map(({ name }) => name);

describe('bad input to an import', () => {
  it('of a mapping is found before a row is read', async () => {
    const session = await openSession();
    let isRead = false;
    const source = fromIterable(
      (function* () {
        isRead = true;
        yield { no: '1' };
      })(),
    );
    const wrong = { ...customers, fields: { ...customers.fields, nickname: column('nick') } } as Mapping;
    await expect(runImport(session, wrong, source)).rejects.toMatchObject({
      code: 'INVALID_MAPPING',
      path: 'fields.nickname',
      message: 'The mapping erp/party is not valid at fields.nickname: the model has no field of this name.',
    });
    expect(isRead).toBe(false);
  });

  it('of a file without a column that the mapping reads ends before anything is written', async () => {
    const session = await openSession();
    await expect(runImport(session, customers, fromCsv('no,type\n1,P\n', { name: 'c.csv' }))).rejects.toMatchObject({
      code: 'INVALID_SOURCE',
      source: 'c.csv',
      message: 'The source c.csv cannot be read: it has no column name, rep, which erp/party reads.',
    });
    expect(await session.party.count()).toBe(0);
  });

  it('of single rows sets those aside, each with line, field and reason, and takes the others', async () => {
    const session = await openSession();
    const file = [
      'no,type,name,rep',
      'C-1,O,Acme,E1',
      'C-2,O,"Bolt" Ltd,E1',
      'C-3,O,Cog,E1,more',
      'C-4,X,Dot,E1',
      'C-5,O,E\u0000vil,E1',
      'C-6,O,,E1',
      ',O,Nameless,E1',
      'C-8,P,"Zoë, ""Z""",',
      'C-9,P,"open',
    ].join('\n');
    const { counts, problems } = await runImport(session, customers, fromCsv(file));
    expect(counts).toMatchObject({ read: 9, created: 2, quarantined: 6, failed: 1, commits: 1 });
    expect(problems.map(({ at, status, problems: found }) => [at, status, found?.[0]])).toEqual([
      ['line 3', 'quarantined', { reason: 'badRow', path: '', detail: 'text follows a closing quote' }],
      ['line 4', 'quarantined', { reason: 'badRow', path: '', detail: '5 cells where the header has 4' }],
      ['line 10', 'quarantined', { reason: 'badRow', path: '', detail: 'a quote is not closed' }],
      ['line 5', 'quarantined', { reason: 'unknownCode', path: 'kind', column: 'type', code: 'X' }],
      ['line 6', 'failed', { reason: 'invalid', path: 'name', detail: 'the text holds the character NUL' }],
      ['line 7', 'quarantined', { reason: 'missingValue', path: 'name', column: 'name' }],
      ['line 8', 'quarantined', { reason: 'missingValue', path: 'id', column: 'no' }],
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/Bolt|Dot|vil|Nameless|open/);
    expect(await names(session)).toEqual(['Acme', 'Zoë, "Z"']);
  });

  it('of a `__proto__` column is read when it is mapped and left alone when it is not', async () => {
    const session = await openSession();
    const file = '__proto__,no,type,name,rep\nx,C-1,O,Acme,E1\n';
    expect((await runImport(session, customers, fromCsv(file))).counts).toMatchObject({ created: 1 });
    const mapped = { ...customers, fields: { ...customers.fields, owner: column('__proto__') } };
    expect((await runImport(session, mapped, fromCsv(file))).counts).toMatchObject({ updated: 1 });
    expect((await session.party.list()).items[0]?.owner).toBe('x');
    const inherited = { ...customers, fields: { ...customers.fields, owner: column('constructor') } };
    const { counts } = await runImport(session, inherited, fromIterable([{ no: 'C-2', type: 'O', name: 'Bolt' }]));
    expect(counts).toMatchObject({ created: 1 });
    expect(({} as { readonly x?: unknown }).x).toBeUndefined();
  });

  it('of a `__proto__` column that would have to be kept is refused, whole file or row by row', async () => {
    const session = await openSession();
    const kept = { ...customers, keepUnmapped: true };
    const file = '__proto__,no,type,name,rep,note\nx,C-1,O,Acme,E1,n\n';
    await expect(runImport(session, kept, fromCsv(file))).rejects.toMatchObject({ code: 'INVALID_SOURCE' });
    expect(await session.party.count()).toBe(0);
    const dropped = await runImport(session, { ...kept, dropColumns: ['__proto__'] }, fromCsv(file));
    expect(dropped.counts).toMatchObject({ created: 1 });
    const rows = [
      JSON.parse('{"no":"C-2","type":"O","name":"Bolt","__proto__":{"polluted":true}}'),
      JSON.parse('{"no":"C-3","type":"O","name":"Cog","extra":{"__proto__":{"polluted":true}}}'),
      { no: 'C-4', type: 'O', name: 'Dot', memo: 'a\u0000b', at: new Date(Number.NaN), big: 7n },
      { no: 'C-5', type: 'O', name: 'Egg', at: new Date(0), big: 7n },
    ];
    const { counts, problems } = await runImport(session, kept, fromIterable(rows));
    expect(counts).toMatchObject({ created: 1, quarantined: 3, failed: 0 });
    expect(problems.map(({ problems: found }) => [found?.[0]?.reason, found?.[0]?.path])).toEqual([
      ['invalid', 'payload.__proto__'],
      ['invalid', 'payload.extra'],
      ['invalid', 'payload.memo'],
    ]);
    const sources = await session.sourceRecord.list({ where: (record) => record.externalId.eq('C-5') });
    expect(sources.items[0]?.payload).toEqual({ at: '1970-01-01T00:00:00.000Z', big: '7' });
    expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
  });

  it('of a text where a code should be is not told in full', async () => {
    const session = await openSession();
    const row = { no: 'C-1', type: `Maria Anders, born 1970, ${'x'.repeat(500)}`, name: 'n', rep: null };
    const { problems } = await runImport(session, customers, fromIterable([row]));
    expect(problems[0]?.problems?.[0]?.code?.length).toBe(40);
  });

  it('of anything that is no row is set aside', async () => {
    const session = await openSession();
    const rows = [null, 7, 'text', { no: 'C-1', type: 'O', name: 'Acme' }, ['x']];
    const { counts } = await runImport(
      session,
      { ...customers, fields: { ...customers.fields, kind: constant('person') } },
      fromIterable(rows as never),
    );
    expect(counts).toMatchObject({ read: 5, created: 1, quarantined: 4 });
  });
});
