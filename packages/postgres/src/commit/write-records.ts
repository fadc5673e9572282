import type { Row } from '@crmkit/core';
import type { Catalog } from '../catalog.js';
import type { SqlConnection, SqlRow } from '../session/session.js';
import type { EntityStatements } from '../statement/entity-statements.js';
import { run, type Statement } from '../statement/statement.js';
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
  const listText = (values: readonly (string | null)[]): string => catalog.dialect.listText(values);
  const write = async (
    statement: Statement,
    planned: readonly PlannedWrite[],
    parameters: readonly (string | null)[],
  ): Promise<void> => {
    if (planned.length === 0) return;
    const answer = await run(connection, statement, [
      tenant,
      listText(planned.map(({ write: { id } }) => id)),
      ...parameters,
    ]);
    noteWritten(answer, planned, written, catalog.dialect.textOf);
  };
  // A list that ends early is filled up with nulls beside the ids, so columns without any value cost nothing: they are
  // half of all columns of a usual import.
  const columnLists = (planned: readonly PlannedWrite[]): string[] =>
    entity.columns.map(({ text }) => {
      const cells = planned.map(({ write: { row } }) => (row === undefined ? null : text(row)));
      return listText(cells.every((cell) => cell === null) ? [] : cells);
    });
  const images = await lockChanged(connection, entity, tenant, work.changes, listText);
  const revisions = (planned: readonly PlannedWrite[]): string =>
    listText(planned.map(({ write: { expect } }) => revisionText(expect)));
  const changes = (op: string): readonly PlannedWrite[] => work.changes.filter(({ write: change }) => change.op === op);
  const [puts, removals, erasures] = [changes('put'), changes('delete'), changes('erase')];
  await write(entity.change, puts, [revisions(puts), ...(puts.length > 0 ? columnLists(puts) : [])]);
  await write(entity.remove, removals, [revisions(removals), String(at)]);
  await write(entity.erase, erasures, [revisions(erasures), String(at)]);
  await write(entity.create, work.creations, work.creations.length > 0 ? columnLists(work.creations) : []);
  await write(entity.eraseAbsent, work.erasures, [String(at)]);
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
