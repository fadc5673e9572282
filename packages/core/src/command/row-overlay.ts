import type { Id, Row } from '../storage/contract.js';
import type { RowChange, WriteRights, WrittenPaths } from './row-change.js';

/**
 * Rows of one entity during a batch: what was read, under what the batch has changed so far. Items that meet the same
 * record see each other's changes, and the record is written once.
 */
export class RowOverlay {
  private readonly initial = new Map<Id, Row>();
  private readonly current = new Map<Id, Row | null>();
  private readonly written = new Map<Id, WrittenPaths>();

  constructor(
    readonly entity: string,
    rows: Iterable<Row | null>,
  ) {
    for (const row of rows) if (row !== null) this.initial.set(row.id, row);
  }

  /** The row as the batch leaves it so far. */
  get(id: Id): Row | null {
    const changed = this.current.get(id);
    return changed === undefined ? (this.initial.get(id) ?? null) : changed;
  }

  /** @param paths - the fields its writer gave or touched */
  put(row: Row, paths?: WrittenPaths): void {
    this.current.set(row.id, row);
    if (paths) this.written.set(row.id, [...(this.written.get(row.id) ?? []), ...paths]);
  }

  remove(id: Id): void {
    this.current.set(id, null);
  }

  /** One change per record that differs, with the rights each kind of change needs. */
  changes(rights: {
    readonly create: WriteRights;
    readonly update: WriteRights;
    readonly delete: WriteRights;
  }): readonly RowChange[] {
    const changes: RowChange[] = [];
    for (const [id, row] of this.current) {
      const before = this.initial.get(id);
      if (row === before) continue;
      const { entity } = this;
      const paths = this.written.get(id);
      const given = paths && { paths };
      if (before === undefined) {
        if (row !== null) changes.push({ type: 'create', entity, row, rights: rights.create, ...given });
      } else if (row === null) changes.push({ type: 'delete', entity, before, rights: rights.delete });
      else changes.push({ type: 'update', entity, before, row, rights: rights.update, ...given });
    }
    return changes;
  }
}
