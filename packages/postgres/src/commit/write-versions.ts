import type { Commit, Write } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';
import type { Written, WrittenRecords } from './write-records.js';

/** One entry of the log, in the order of the statement's columns. */
type Entry = [
  entity: string,
  id: string,
  ids: string | null,
  op: string,
  rev: string,
  batch: string | null,
  row: string | null,
  before: string | null,
  changed: string | null,
];

/**
 * Logs the batch in its order: one entry per write, and one for all new facts of an entity. Entries get no number here,
 * so that no writer waits for another; whoever polls the feed numbers them.
 *
 * @param connection - inside a transaction, after the records were written
 * @param catalog - statements
 * @param tenant - from the context
 * @param commit - a checked commit
 * @param written - what became of its writes
 */
export async function writeVersions(
  connection: SqlConnection,
  { system, schema }: Catalog,
  tenant: string,
  commit: Commit,
  written: WrittenRecords,
): Promise<void> {
  const { writes, cause } = commit;
  if (writes.length === 0) return;
  const erased = writes.filter(({ op }) => op === 'erase');
  if (erased.length > 0) {
    await system.eraseImages.run(
      connection,
      [tenant],
      [erased.map(({ entity }) => entity), erased.map(({ id }) => id)],
    );
  }
  const entries: Entry[] = [];
  const loads = new Map<string, string[]>();
  for (const [index, write] of writes.entries()) {
    const result = written.get(index);
    if (result === undefined) continue;
    const isNewFact = write.op === 'put' && write.expect === 'absent' && schema.entities[write.entity]?.fact === true;
    const loaded = loads.get(write.entity);
    if (isNewFact && loaded !== undefined) {
      loaded.push(write.id);
      continue;
    }
    if (isNewFact) loads.set(write.entity, [write.id]);
    entries.push(
      isNewFact
        ? [write.entity, write.id, null, 'load', result.rev, result.batch, null, null, null]
        : entryOf(write, result),
    );
  }
  for (const entry of entries) {
    if (entry[3] === 'load') entry[2] = JSON.stringify(loads.get(entry[0]));
  }
  const columns = Array.from({ length: 9 }, (_, column) => entries.map((entry) => entry[column] ?? null));
  await system.addVersions.run(connection, [tenant, String(cause.at), JSON.stringify(cause)], columns);
}

function entryOf({ entity, id, op, row, changed }: Write, { rev, batch, before }: Written): Entry {
  const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
  return [entity, id, null, op, rev, batch, op === 'put' ? json(row) : null, json(before), json(changed)];
}
