import pg from 'pg';
import { expect, it } from 'vitest';
import { freshDatabase } from './fresh-database.js';

it('gives each caller an empty database on a server that keeps what it confirms', async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  expect(one.url).not.toBe(other.url);
  const client = new pg.Client({ connectionString: one.url });
  await client.connect();
  const { rows } = await client.query(
    `select current_setting('fsync') as fsync,
            (select count(*)::int from information_schema.tables where table_schema = 'public') as tables`,
  );
  await client.end();
  expect(rows).toEqual([{ fsync: 'on', tables: 0 }]);
  await Promise.all([one.drop(), other.drop()]);
  await expect(new pg.Client({ connectionString: one.url }).connect()).rejects.toThrow('does not exist');
});
