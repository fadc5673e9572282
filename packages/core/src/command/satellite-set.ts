import { InvalidModelError } from '../errors/invalid-model-error.js';
import type { Id, Row } from '../storage/contract.js';
import { type Caller, modelEntity } from './caller.js';
import type { AnyRecord } from './define-command.js';
import type { SatelliteDefinition } from './define-satellite.js';
import { publish } from './public-record.js';
import { toRowChanges } from './record-changes.js';
import type { RowChange, WriteRights } from './row-change.js';
import { RowOverlay } from './row-overlay.js';

/** What the reconciliation of one owner needs beside its stored satellites. */
export interface Reconciliation {
  readonly owner: AnyRecord;
  readonly system: string;
  readonly incoming: readonly unknown[];
  readonly now: number;
  /** ISO instant of `now`. */
  readonly nowText: string;
  readonly command: string;
}

const CREATE: WriteRights = { action: 'create' };
const UPDATE: WriteRights = { action: 'update' };
const DELETE: WriteRights = { action: 'delete' };

/** The satellite records of one kind in a batch of owners, reconciled owner by owner and written together. */
export class SatelliteSet {
  private readonly overlay: RowOverlay;
  private readonly byOwner = new Map<Id, Set<Id>>();

  constructor(
    private readonly caller: Caller,
    private readonly definition: SatelliteDefinition,
    rows: readonly Row[],
  ) {
    this.overlay = new RowOverlay(definition.entity, rows);
    for (const row of rows) this.index(row);
  }

  reconcile({ owner, system, incoming, now, nowText, command }: Reconciliation): void {
    const { caller, definition, overlay } = this;
    const entity = modelEntity(caller.runtime, definition.entity);
    const current = [...(this.byOwner.get(owner.id) ?? [])].flatMap((id) => {
      const row = overlay.get(id);
      return row === null ? [] : [publish(entity, row)];
    });
    const changes = definition.reconcile(
      { owner, current, incoming: incoming as never },
      {
        now: nowText,
        system,
        newId: (name) => caller.runtime.ids.next(modelEntity(caller.runtime, name).definition.prefix),
      },
    );
    for (const change of changes) {
      if (change.entity !== definition.entity)
        throw new InvalidModelError(
          definition.entity,
          `its reconciliation changes ${change.entity}, which is not its own`,
        );
    }
    const planned = toRowChanges(caller, changes, (_entity, id) => overlay.get(id) ?? undefined, {
      command,
      now,
      rightsOf: () => CREATE,
    });
    for (const change of planned) this.apply(change);
  }

  changes(): readonly RowChange[] {
    return this.overlay.changes({ create: CREATE, update: UPDATE, delete: DELETE });
  }

  private apply(change: RowChange): void {
    if (change.type === 'delete') this.overlay.remove(change.before.id);
    else {
      this.overlay.put(change.row, change.paths);
      this.index(change.row);
    }
  }

  private index(row: Row): void {
    const owner = row[this.definition.via];
    if (typeof owner !== 'string') return;
    const ids = this.byOwner.get(owner);
    if (ids === undefined) this.byOwner.set(owner, new Set([row.id]));
    else ids.add(row.id);
  }
}
