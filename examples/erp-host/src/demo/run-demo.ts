import { erpImports } from '../erp/import.js';
import { openHostDatabase } from '../host/host-database.js';
import { CRM_SCHEMA, openCrm } from '../host/open-crm.js';
import { renewSchema } from '../host/own-schema.js';
import { createSampleCompany } from '../sample/create-sample-company.js';
import { type Output, writeTitle } from '../show/output.js';
import { checkSample } from './check-sample.js';
import { writeChecks } from './checks.js';
import type { KnownDuplicates } from './compare-with-truth.js';
import { createDemoClock } from './demo-clock.js';
import type { DemoContext } from './demo-context.js';
import { SAMPLE_TENANT } from './demo-context.js';
import { REAL_ERPS, showRealErps } from './real-erps.js';
import { runImports } from './run-imports.js';
import { showAddressChange } from './show-address-change.js';
import { showAsOf, showOverview, showQuery } from './show-customer.js';
import { showRights } from './show-rights.js';
import { showSubscriber } from './show-subscriber.js';
import { showTransaction } from './show-transaction.js';
import { showWhoIsWho } from './show-who-is-who.js';

/** What the demo runs with. */
export interface DemoOptions {
  readonly output: Output;
  /** A Postgres connection string; PGlite when there is none. */
  readonly url?: string | undefined;
  /** Folder with the two real ERPs; left out when there is none. */
  readonly data?: string | undefined;
  /** Customers of the sample company. Default 2,500. */
  readonly customers?: number;
}

/** Runs the whole demo and tells how many figures were not as they should be. */
export async function runDemo({ output, url, data, customers = 2500 }: DemoOptions): Promise<number> {
  const database = await openHostDatabase(url);
  try {
    output.line(`An ERP gets CRM in its own database: ${database.name}`);
    if (database.isShared) {
      const schemas = ['erp', CRM_SCHEMA, ...(data === undefined ? [] : REAL_ERPS)].join(', ');
      output.line(`Its schemas ${schemas} are made anew; those of an earlier run are dropped, all others left alone.`);
    }
    await renewSchema(database, 'erp');
    await renewSchema(database, CRM_SCHEMA);
    const company = await createSampleCompany(database.query, {
      seed: 1,
      customers,
      onProgress: ({ table, done, total }) =>
        output.progress(`  making the sample company: ${table} ${done} of ${total}`),
    });
    writeTitle(output, 'The sample company');
    output.line(
      `  ${Object.entries(company.counts)
        .map(([table, rows]) => `${rows.toLocaleString('en-US')} ${table.replace('_', ' ')}`)
        .join(', ')}`,
    );
    output.line('  with customers entered twice, households, and names in several scripts');
    const clock = createDemoClock();
    const { crm, storage } = await openCrm(database, clock.now);
    const session = crm.as({ tenant: SAMPLE_TENANT, actor: 'import', roles: ['import'] });
    const context: DemoContext = { database, crm, storage, session, clock, output };
    const wrong = await showSample(context, company.duplicates);
    const wrongReal = data === undefined ? 0 : await showRealErps(database, { crm, storage }, data, output);
    await crm.close();
    output.line(wrong + wrongReal === 0 ? '\nEverything agrees.' : `\n${wrong + wrongReal} figures do NOT agree.`);
    return wrong + wrongReal;
  } finally {
    await database.close();
  }
}

async function showSample(context: DemoContext, duplicates: KnownDuplicates): Promise<number> {
  const { database, session, storage, output } = context;
  writeTitle(output, 'Import: the tables of the ERP through mappings');
  await runImports(session, storage, erpImports(database), output);
  writeTitle(output, 'The same import again writes nothing');
  const commits = await runImports(session, storage, erpImports(database), output);
  output.line(`  ${commits} commits`);
  writeTitle(output, 'Figures of both sides');
  let wrong = commits + writeChecks(output, await checkSample(context));
  await showWhoIsWho(context, duplicates);
  const { id, customerNo, before } = await showAddressChange(context);
  await showOverview(context, id);
  await showQuery(context);
  await showAsOf(context, id, before);
  await showRights(context, id);
  wrong += await showTransaction(context, customerNo, id);
  wrong += await showSubscriber(context);
  return wrong;
}
