import { type FreshDatabase, freshDatabase } from '@crmkit/devkit';
import { postgresDialect } from '@crmkit/sql';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cause, createParty, hostSchema } from '../../test/host-schema.js';
import { createCatalog } from '../catalog.js';
import { type PostgresStorage, pgSession, postgresStorage } from '../index.js';

const context = { tenant: 'acme' };
let database: FreshDatabase;
let pool: pg.Pool;
let storage: PostgresStorage;

beforeEach(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  // The database is dropped while the pool's last connections still close.
  pool.on('error', () => {});
  storage = postgresStorage({ session: pgSession(pool) });
  await storage.open(hostSchema);
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

/** Rows of the log that the plan of a statement touched, and whether it read the log as a whole. */
async function explain(entity: string, id: string): Promise<{ readonly rows: number; readonly isWhole: boolean }> {
  const { text } = createCatalog(hostSchema, 'crm', postgresDialect).entity(entity).versions;
  const client = await pool.connect();
  try {
    await client.query('set plan_cache_mode = force_generic_plan');
    const { rows } = await client.query(`explain (analyze, format json) ${text}`, [
      context.tenant,
      entity,
      id,
      '0',
      '100',
    ]);
    const scans = scansOf(rows[0]['QUERY PLAN'][0].Plan).filter((scan) => scan['Relation Name'] === '_version');
    return {
      rows: scans.reduce(
        (sum, scan) =>
          sum +
          (Number(scan['Actual Rows']) + Number(scan['Rows Removed by Filter'] ?? 0)) * Number(scan['Actual Loops']),
        0,
      ),
      isWhole: scans.some((scan) => scan['Node Type'] === 'Seq Scan'),
    };
  } finally {
    client.release();
  }
}

interface PlanNode {
  readonly [key: string]: unknown;
  readonly Plans?: readonly PlanNode[];
}

function scansOf(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(scansOf)];
}

describe('versions', () => {
  it('of one record are found by the key of the log, with and without statistics', async () => {
    const parties = Array.from({ length: 3000 }, (_, index) => createParty(`p${index}`));
    await storage.commit(context, { writes: parties, claims: [], cause });
    const order = (id: string, amount: number) => ({
      id,
      rev: '',
      party: 'p1',
      total: { amount, currency: 'EUR' },
      bookedAt: 1,
    });
    for (let load = 0; load < 40; load += 1) {
      const writes = [0, 1, 2].map((index) => {
        const id = `o${load}-${index}`;
        return { entity: 'order', id, op: 'put', expect: 'absent', row: order(id, 1) } as const;
      });
      await storage.commit(context, { writes, claims: [], cause });
    }
    for (let amount = 2; amount < 6; amount += 1) {
      const [before] = await storage.get(context, 'order', ['o7-1']);
      const write = {
        entity: 'order',
        id: 'o7-1',
        op: 'put',
        expect: before?.rev ?? '',
        row: order('o7-1', amount),
      } as const;
      await storage.commit(context, { writes: [{ ...write, ...(before && { before }) }], claims: [], cause });
    }
    const numbers = (await storage.versions?.(context, 'order', { id: 'o7-1', limit: 100 }))?.map(({ op }) => op);
    expect(numbers).toEqual(['load', 'put', 'put', 'put', 'put']);
    for (const statistics of [false, true]) {
      if (statistics) await pool.query('analyze');
      for (const [entity, id] of [
        ['order', 'o7-1'],
        ['party', 'p2500'],
      ] as const) {
        const plan = await explain(entity, id);
        expect([statistics, entity, plan.isWhole]).toEqual([statistics, entity, false]);
        expect(plan.rows, `${entity}, statistics ${statistics}`).toBeLessThan(20);
      }
    }
  });
});
