import type { AggregateQuery, AggregateRow, Row, StorageSchema } from '@crmkit/core';
import { aggregateQuery, entityOf } from '@crmkit/core/storage';
import { chooseAccess } from './choose-access.js';
import { createMatcher } from './match-rows.js';
import { readCandidates } from './read-candidates.js';
import { recordSource } from './record-source.js';

/**
 * Answers an aggregate: narrows and filters as a query does, then lets core add up, so that sums mean the same
 * everywhere. The matching rows stand in memory together.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field or a function its type has no meaning for
 */
export async function aggregateRows(
  transaction: IDBTransaction,
  schema: StorageSchema,
  tenant: string,
  entity: string,
  query: AggregateQuery,
): Promise<readonly AggregateRow[]> {
  const { name } = entityOf(schema, entity);
  const source = recordSource(transaction);
  const { where: _where, ...rest } = query;
  const scope = { schema, tenant, entity: name, related: () => [] };
  aggregateQuery({ ...scope, rows: [] }, rest); // refuses what it cannot add up before anything is read
  const matcher = createMatcher(source, schema, name, query);
  const { limit, now, ...conditions } = { limit: 1, ...query };
  const access = await chooseAccess(source, schema, name, { ...conditions, limit, now, sort: [] }, now);
  const rows: Row[] = [];
  for await (const chunk of readCandidates(source, name, access)) rows.push(...(await matcher(chunk)));
  return aggregateQuery({ ...scope, rows }, rest);
}
