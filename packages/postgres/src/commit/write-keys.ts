import type { Commit } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';
import { run } from '../statement/statement.js';

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
  { system, dialect }: Catalog,
  tenant: string,
  { writes }: Commit,
): Promise<void> {
  // A new record has no keys yet: the one before it with this id lost them when it was deleted.
  const dropped = writes.filter(({ op, expect, keys }) =>
    op === 'put' ? expect !== 'absent' && keys !== undefined : true,
  );
  if (dropped.length > 0) {
    const lists = [dropped.map(({ entity }) => entity), dropped.map(({ id }) => id)];
    await run(connection, system.dropKeys, [tenant, ...lists.map((list) => dialect.listText(list))]);
  }
  const added = writes.flatMap(({ op, entity, id, keys = [] }) =>
    op === 'put' ? keys.map(({ name, value }) => [entity, id, name, value] as const) : [],
  );
  if (added.length === 0) return;
  const lists = [0, 1, 2, 3].map((column) => dialect.listText(added.map((key) => key[column] ?? null)));
  await run(connection, system.addKeys, [tenant, ...lists]);
}
