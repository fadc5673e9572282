import type { Commit } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';

/**
 * Replaces the look-up keys of the records written; a record that goes loses its keys.
 *
 * @param connection - inside a transaction
 * @param catalog - statements
 * @param tenant - from the context
 * @param commit - a checked commit
 */
export async function writeKeys(
  connection: SqlConnection,
  { system }: Catalog,
  tenant: string,
  { writes }: Commit,
): Promise<void> {
  // A new record has no keys yet: the one before it with this id lost them when it was deleted.
  const dropped = writes.filter(({ op, expect, keys }) =>
    op === 'put' ? expect !== 'absent' && keys !== undefined : true,
  );
  await system.dropKeys.run(connection, [tenant], [dropped.map(({ entity }) => entity), dropped.map(({ id }) => id)]);
  const added = writes.flatMap(({ op, entity, id, keys = [] }) =>
    op === 'put' ? keys.map(({ name, value }) => [entity, id, name, value] as const) : [],
  );
  const columns = [0, 1, 2, 3].map((column) => added.map((key) => key[column] ?? null));
  await system.addKeys.run(connection, [tenant], columns);
}
