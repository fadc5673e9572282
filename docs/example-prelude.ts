import { createRequire } from 'node:module';
import type { Runner, StorageDriver } from '@crmkit/conformance';
import { column, constant, defineMapping, type SourceRow } from '@crmkit/connect';
import { type Commit, type EntitySchema, keyword, type Row, type StorageSchema } from '@crmkit/core';
import { createRelated, memoryStorage } from '@crmkit/core/storage';
import { type EvaluationEnvironment, testCrm } from '@crmkit/core/testing';
import type { PgPool } from '@crmkit/postgres';
import { PGlite } from '@electric-sql/pglite';
import { expect } from 'vitest';
import { z } from 'zod';

const pg = createRequire(import.meta.url)('pg') as { readonly Pool: new (options?: object) => PgPool };

/** Takes the suite of `certifyStorage` without running it: a test cannot declare tests inside itself. */
const runner: Runner = { describe: (_name, body) => body(), it: () => undefined, expect };

/**
 * The values that examples take for granted, new for each of them: a CRM with open access on memory storage and one
 * session of it, one party with one order, what a storage sees of them, and the tools of the host.
 */
export async function prepareExample() {
  const storage = memoryStorage();
  const { crm, clock } = await testCrm({ storage, fields: { party: { creditClass: keyword().default('B') } } });
  const principal = { tenant: 'acme', actor: 'u42', roles: ['sales'] };
  const rep = crm.as(principal);
  const party = await rep.party.create({ kind: 'organization', name: 'Acme', owner: 'u42', tags: ['vip'] });
  const total = { amount: '1200', currency: 'EUR' };
  await rep.order.record({
    system: 'erp',
    externalId: 'SO-1',
    party: party.id,
    orderedAt: '2024-08-01T00:00:00Z',
    total,
  });
  const model = crm.model;
  const schema = model.schema as StorageSchema & {
    readonly entities: { readonly party: EntitySchema; readonly order: EntitySchema };
  };
  const context = { tenant: 'acme' };
  const readAll = async (entity: string) => (await storage.query(context, entity, { limit: 50, now: clock() })).rows;
  const tables = new Map<string, readonly Row[]>();
  for (const entity of Object.keys(schema.entities)) tables.set(entity, await readAll(entity));
  const rows = tables.get('party') ?? [];
  const related = createRelated(schema, (entity) => tables.get(entity) ?? []);
  const expression = rep.expression('party', (each) => each.name.startsWith('Ac'));
  const row = rows[0] as Row;
  const environment: EvaluationEnvironment = { schema, entity: 'party', row, now: clock(), related };
  const commit: Commit = { writes: [], claims: [], cause: { command: 'party.update', actor: 'u42', at: clock() } };
  const customers = defineMapping({
    system: 'erp',
    entity: 'party',
    id: column('customer_no'),
    fields: { kind: constant('organization'), name: column('name') },
  });
  const sent: SourceRow[] = [{ customer_no: 'C-1', name: 'Nordwind' }];
  const driver: StorageDriver = {
    name: 'memory',
    features: [],
    create: async () => ({ storage: memoryStorage(), dispose: async () => undefined }),
  };
  // What matching is shown on: customer 2 is customer 1 again.
  const people = [
    { id: '1', name: 'Robert Miller', email: 'rob.miller@example.org', city: 'Leeds' },
    { id: '2', name: 'Bob Miller', email: 'rob.miller@example.org', city: 'Leeds' },
    { id: '3', name: 'Anna Schmidt', email: 'anna@example.com', city: 'York' },
  ];
  return {
    // The CRM.
    ...{ crm, rep, session: rep, principal, party, clock, model, schema, z },
    // What a storage sees: the stored rows of the tenant, the row of the party, an expression that holds for it.
    ...{ storage, context, tables, rows, row, related, expression, environment, commit },
    // The host: its Postgres, here without a server, and a statement that gives its one customer once.
    ...{ pg, pool: new pg.Pool(), PGlite, connectionString: 'postgres://localhost/erp' },
    ...{ query: async () => sent.splice(0), customers },
    ...{ people },
    // The test runner.
    ...{ ...runner, expect, driver },
  };
}
