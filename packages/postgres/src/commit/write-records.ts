import type { Row } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection, SqlRow } from '../session/session.js';
import type { EntityStatements } from '../statement/entity-statements.js';
import type { Cell, SetStatement } from '../statement/set-statement.js';
import { run } from '../statement/statement.js';
import type { EntityWork, PlannedWrite } from './plan-commit.js';

/** What became of one write. */
export interface Written {
  readonly rev: string;
  /** Facts: the feed entry that tells of the record's creation. */
  readonly batch: string | null;
  /** Changed facts: the image before. */
  readonly before?: Row;
}

/** Results by the write's place in the batch; what is missing did not find what it expected. */
export type WrittenRecords = Map<number, Written>;

/**
 * Writes the records of one entity.
 *
 * @param connection - inside a transaction
 * @param catalog - statements
 * @param tenant - from the context
 * @param work - the entity's part of the batch
 * @param at - UTC milliseconds of the cause
 * @param written - gets the results
 */
export async function writeRecords(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  work: EntityWork,
  at: number,
  written: WrittenRecords,
): Promise<void> {
  const entity = catalog.entity(work.entity);
  const write = async (
    statement: SetStatement,
    planned: readonly PlannedWrite[],
    fixed: Parameters<SetStatement['run']>[1],
    columns: readonly (readonly Cell[])[],
  ): Promise<void> => {
    if (planned.length === 0) return;
    const ids = planned.map(({ write: { id } }) => id);
    const answer = await statement.run(connection, fixed, [ids, ...columns]);
    noteWritten(answer, planned, written, catalog.dialect.textOf);
  };
  const cells = (planned: readonly PlannedWrite[]): readonly (readonly Cell[])[] =>
    planned.length === 0
      ? []
      : entity.columns.map(({ text }) => planned.map(({ write: { row } }) => (row === undefined ? null : text(row))));
  const images = await lockChanged(connection, entity, tenant, work.changes, catalog.dialect.listText);
  const revisions = (planned: readonly PlannedWrite[]): readonly Cell[] =>
    planned.map(({ write: { expect } }) => revisionText(expect));
  const changes = (op: string): readonly PlannedWrite[] => work.changes.filter(({ write: change }) => change.op === op);
  const [puts, removals, erasures] = [changes('put'), changes('delete'), changes('erase')];
  await write(entity.change, puts, [tenant], [revisions(puts), ...cells(puts)]);
  await write(entity.remove, removals, [tenant, String(at)], [revisions(removals)]);
  await write(entity.erase, erasures, [tenant, String(at)], [revisions(erasures)]);
  // All new facts of a batch have one number, also where they take several statements.
  const batchOf = (answered: readonly SqlRow[]): readonly Cell[] => [tenant, answered[0]?.[2] ?? null];
  await write(entity.create, work.creations, entity.table.entity.fact ? batchOf : [tenant], cells(work.creations));
  await write(entity.eraseAbsent, work.erasures, [tenant, String(at)], []);
  for (const { index, write: change } of work.changes) {
    const before = images.get(change.id);
    const result = written.get(index);
    if (before !== undefined && result !== undefined && change.op !== 'erase')
      written.set(index, { ...result, before });
  }
}

/**
 * Several changed records are locked in id order first, because an update visits them in an order of its own. Facts are
 * read as well: their creation left no image in the feed.
 */
async function lockChanged(
  connection: SqlConnection,
  { lock, reader, table }: EntityStatements,
  tenant: string,
  changes: readonly PlannedWrite[],
  listText: (values: readonly string[]) => string,
): Promise<ReadonlyMap<string, Row>> {
  const images = new Map<string, Row>();
  const { fact } = table.entity;
  if (changes.length === 0 || (changes.length === 1 && !fact)) return images;
  const answer = await run(connection, lock, [tenant, listText(changes.map(({ write }) => write.id))]);
  if (!fact) return images;
  for (const cells of answer) {
    if (cells[0] !== 'true') continue;
    const row = reader.read(cells, 2);
    images.set(row.id, row);
  }
  return images;
}

function noteWritten(
  answer: readonly SqlRow[],
  planned: readonly PlannedWrite[],
  written: WrittenRecords,
  textOf: (cell: string) => string,
): void {
  const indexes = new Map(planned.map(({ index, write }) => [write.id, index]));
  for (const [id, rev, batch] of answer) {
    const index = indexes.get(textOf(id ?? ''));
    if (index !== undefined) written.set(index, { rev: rev ?? '', batch: batch ?? null });
  }
}

/** A revision this storage never gave matches nothing, in place of failing as a number. */
function revisionText(rev: string): string {
  return /^[1-9]\d{0,17}$/.test(rev) ? rev : '-1';
}
