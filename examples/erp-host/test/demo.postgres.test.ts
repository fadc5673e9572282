import { freshDatabase } from '@crmkit/devkit';
import pg from 'pg';
import { expect, it } from 'vitest';
import { runDemo } from '../src/demo/run-demo.js';
import { collectOutput } from './collect-output.js';

it('runs in the Postgres of a connection string, again and again, and leaves schemas of others alone', {
  timeout: 120_000,
}, async () => {
  const database = await freshDatabase();
  try {
    for (let round = 0; round < 2; round += 1) {
      const output = collectOutput();
      expect(await runDemo({ output, url: database.url, customers: 60 })).toBe(0);
      expect(output.lines[0]).toContain('Postgres');
    }
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query('drop schema erp cascade; create schema erp; create table erp.customers (mine text)');
    await expect(runDemo({ output: collectOutput(), url: database.url, customers: 60 })).rejects.toThrow(
      'did not make',
    );
    expect((await client.query('select count(*)::int as n from erp.customers')).rows).toEqual([{ n: 0 }]);
    await client.end();
  } finally {
    await database.drop();
  }
});
