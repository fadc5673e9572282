import type { AsOfQuery, Page, Row } from '../contract.js';
import { pastStates, stateAt } from '../past-states.js';
import { liveTable, type TenantData } from './memory-data.js';

/**
 * Reads records of one entity as they were known at a point in time: the meaning of `Storage.asOf`.
 *
 * @param tenant - what the tenant owns
 * @param bound - tenant and entity, for the cursor
 * @param query - the point, optionally ids, limit and cursor
 * @returns one page in id order
 * @example
 * readPast(tenant, { tenant: 'acme', entity: 'party' }, { at: { number: 12 }, limit: 100 });
 */
export function readPast(
  tenant: TenantData,
  bound: { readonly tenant: string; readonly entity: string },
  query: AsOfQuery,
): Page {
  const past = pastStates(bound, query);
  for (const version of tenant.versions) if (version.entity === bound.entity) past.add(version);
  const rows: Row[] = [];
  for (const [id, history] of past.histories()) {
    const row = stateAt(history, query.at, () => liveTable(tenant, bound.entity).get(id) ?? null);
    if (row !== null) rows.push(row);
    if (rows.length > query.limit) break;
  }
  return past.page(rows);
}
