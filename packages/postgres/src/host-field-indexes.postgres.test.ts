import type { Expression } from '@crmkit/core';
import { type FreshDatabase, freshDatabase } from '@crmkit/devkit';
import { compileCondition, postgresDialect } from '@crmkit/sql';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cause, createParty, hostSchema } from '../test/host-schema.js';
import { pgSession, postgresStorage } from './index.js';

let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const storage = postgresStorage({ session: pgSession(pool) });
  await storage.open(hostSchema);
  const writes = Array.from({ length: 4000 }, (_, index) =>
    createParty(`q${index}`, { custom: { grade: `g${index % 400}`, visits: index } }),
  );
  await storage.commit({ tenant: 'acme' }, { writes, claims: [], cause });
  await pool.query('analyze crm.party');
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const grade = { op: 'field', path: ['custom', 'grade'] } as const;
const visits = { op: 'field', path: ['custom', 'visits'] } as const;
const text = (value: string) => ({ op: 'lit', type: 'keyword', value }) as const;
const int = (value: number) => ({ op: 'lit', type: 'int', value }) as const;

it.each<readonly [string, Expression, RegExp]>([
  ['is equal', { op: 'eq', left: grade, right: text('g77') }, /'grade'/],
  ['is listed', { op: 'in', arg: grade, list: [text('g3'), text('g4')] }, /'grade'/],
  ['starts with a text', { op: 'startsWith', arg: grade, text: text('g7') }, /'grade'/],
  ['is a number', { op: 'eq', left: visits, right: int(12) }, /'visits'/],
  ['is between', { op: 'between', arg: visits, low: int(10), high: int(20) }, /'visits'/],
  ['is more', { op: 'gt', left: visits, right: int(3990) }, /'visits'/],
])('finds by the index of a host field what %s', async (_name, condition, column) => {
  const { text: where, parameters } = compileCondition(condition, hostSchema, 'party', postgresDialect, {
    now: 0,
    parameters: ['acme'],
  });
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain select id from crm.party as t where t.tenant = ($1::text collate "C") and t.deleted_at is null and ${where}`,
    [...parameters],
  );
  const indexed = rows.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Index Cond'));
  expect(indexed.join('\n')).toMatch(column);
});
