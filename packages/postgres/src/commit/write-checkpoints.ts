import type { Commit } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';
import { run } from '../statement/statement.js';
import { Refused } from './refused.js';

/**
 * Moves subscriber checkpoints with the effect they stand for, in the order of their names.
 *
 * @param connection - inside a transaction
 * @param catalog - statements
 * @param tenant - from the context
 * @param checkpoints - of the batch
 * @throws {@link Refused} when a checkpoint is not where the batch expects it
 */
export async function writeCheckpoints(
  connection: SqlConnection,
  { system, dialect }: Catalog,
  tenant: string,
  checkpoints: NonNullable<Commit['checkpoints']>,
): Promise<void> {
  const sorted = [...checkpoints].sort((a, b) => (a.subscriber < b.subscriber ? -1 : 1));
  for (const { subscriber, expect, next } of sorted) {
    const moved =
      expect === null
        ? await run(connection, system.startCheckpoint, [tenant, subscriber, next])
        : await run(connection, system.moveCheckpoint, [tenant, subscriber, next, expect]);
    if (moved.length > 0) continue;
    const [found] = await run(connection, system.getCheckpoints, [tenant, dialect.listText([subscriber])]);
    throw new Refused({
      ok: false,
      reason: 'checkpoint',
      subscriber,
      current: found?.[1] ? dialect.textOf(found[1]) : null,
    });
  }
}
