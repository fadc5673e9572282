import { erpImports } from '../erp/import.js';
import { openHostDatabase } from '../host/host-database.js';
import { CRM_SCHEMA, openCrm } from '../host/open-crm.js';
import { renewSchema } from '../host/own-schema.js';
import { createSampleCompany } from '../sample/create-sample-company.js';
import type { Output } from '../show/output.js';
import { checkSample } from './check-sample.js';
import { writeChecks } from './checks.js';
import { createDemoClock } from './demo-clock.js';
import type { DemoContext } from './demo-context.js';
import { SAMPLE_TENANT } from './demo-context.js';
import { showRealErps } from './real-erps.js';
import { runImports } from './run-imports.js';
import { showAddressChange } from './show-address-change.js';
import { showAsOf, showOverview, showQuery } from './show-customer.js';
import { showRights } from './show-rights.js';
import { showSubscriber } from './show-subscriber.js';
import { showTransaction } from './show-transaction.js';

/** What the demo runs with. */
export interface DemoOptions {
  readonly output: Output;
  /** A Postgres connection string; PGlite when there is none. */
  readonly url?: string | undefined;
  /** Folder with the two real ERPs; left out when there is none. */
  readonly data?: string | undefined;
  /** Customers of the sample company. Default 4,000. */
  readonly customers?: number;
}

/** Runs the whole demo and tells how many figures were not as they should be. */
export async function runDemo({ output, url, data, customers = 4000 }: DemoOptions): Promise<number> {
  const database = await openHostDatabase(url);
  try {
    output.line(`An ERP gets CRM in its own database: ${database.name}`);
    await renewSchema(database, 'erp');
    await renewSchema(database, CRM_SCHEMA);
    const company = await createSampleCompany(database.query, {
      seed: 1,
      customers,
      onProgress: ({ table, done, total }) =>
        output.progress(`  making the sample company: ${table} ${done} of ${total}`),
    });
    output.line(
      `The ERP has ${Object.entries(company.counts)
        .map(([table, rows]) => `${rows.toLocaleString('en-US')} ${table.replace('_', ' ')}`)
        .join(', ')}`,
    );
    const clock = createDemoClock();
    const { crm, storage } = await openCrm(database, clock.now);
    const session = crm.as({ tenant: SAMPLE_TENANT, actor: 'import', roles: ['import'] });
    const context: DemoContext = { database, crm, storage, session, clock, output };
    const wrong = await showSample(context);
    const wrongReal = data === undefined ? 0 : await showRealErps(database, { crm, storage }, data, output);
    await crm.close();
    output.line(wrong + wrongReal === 0 ? '\nEverything agrees.' : `\n${wrong + wrongReal} figures do NOT agree.`);
    return wrong + wrongReal;
  } finally {
    await database.close();
  }
}

async function showSample(context: DemoContext): Promise<number> {
  const { database, session, storage, output } = context;
  output.line('\nImport');
  await runImports(session, storage, erpImports(database), output);
  output.line('\nThe same again');
  const commits = await runImports(session, storage, erpImports(database), output);
  output.line(`  ${commits} commits`);
  output.line('\nFigures of both sides');
  let wrong = commits + writeChecks(output, await checkSample(context));
  const { id, customerNo, before } = await showAddressChange(context);
  await showOverview(context, id);
  await showQuery(context);
  await showAsOf(context, id, before);
  await showRights(context, id);
  wrong += await showTransaction(context, customerNo, id);
  wrong += await showSubscriber(context);
  return wrong;
}
