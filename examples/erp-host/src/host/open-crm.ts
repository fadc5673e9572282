import { createCrm, defineAccess, moneyField, nucleus } from '@crmkit/core';
import { postgresStorage } from '@crmkit/postgres';
import { countCommits } from './count-commits.js';
import type { HostDatabase } from './host-database.js';

/** The import, a program of the host, may do everything. */
const importing = defineAccess(
  'importing',
  Object.keys(nucleus().entities).map((entity) => ({ role: 'import', entity, actions: 'all' as const })),
);

/** People of the host: sales sees its own customers and orders, support sees names and no money. */
const people = defineAccess('people', [
  {
    role: 'sales',
    entity: 'party',
    actions: ['read', 'update'],
    where: (party, principal) => party.owner.eq(principal.actor),
  },
  {
    role: 'sales',
    entity: 'order',
    actions: ['read'],
    where: (order, principal) => order.salesperson.eq(principal.actor),
  },
  { role: 'support', entity: 'party', actions: ['read'], fields: { read: ['kind', 'name', 'status', 'language'] } },
]);

/** The database schema of the CRM, beside those of the ERP. */
export const CRM_SCHEMA = 'crm';

/** Puts a CRM into the host's database: its own schema, the host's connections, the host's users. */
export async function openCrm(database: HostDatabase, clock: () => number) {
  const storage = countCommits(postgresStorage({ session: database.session, schema: CRM_SCHEMA }));
  const crm = await createCrm({
    storage,
    fields: { party: { creditLimit: moneyField().optional() } },
    access: [importing, people],
    clock,
  });
  return { crm, storage };
}

/** A CRM as this host has it, typed from what was passed to `createCrm`. */
export type HostCrm = Awaited<ReturnType<typeof openCrm>>['crm'];
/** A session of it. */
export type HostSession = ReturnType<HostCrm['as']>;
