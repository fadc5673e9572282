import { ReferencedError } from '../errors/referenced-error.js';
import type { Expression } from '../expression/node.js';
import { readPath } from '../expression/read-path.js';
import type { EntitySchema } from '../model/storage-schema.js';
import type { Id, Page, Row } from '../storage/contract.js';
import type { Caller } from './caller.js';
import type { RowChange } from './row-change.js';

/** Ids and referring records of one look-up. */
const CHUNK = 1_000;

/**
 * Refuses to delete what live records still refer to, as far as the same commit does not delete or turn them away too.
 * What crmkit keeps for itself, such as source records, does not count. One query per reference field of the model;
 * nothing is read where nothing is deleted.
 *
 * @param caller - whose tenant it is; its rights do not count
 * @param changes - what is about to be committed
 * @param now - UTC milliseconds
 * @throws {@link ReferencedError} `REFERENCED` naming the first record and the field that refers to it
 */
export async function refuseReferenced(caller: Caller, changes: readonly RowChange[], now: number): Promise<void> {
  const deleted = new Map<string, Id[]>();
  for (const change of changes) {
    if (change.type !== 'delete' || change.isStale === true) continue;
    const ids = deleted.get(change.entity);
    if (ids === undefined) deleted.set(change.entity, [change.before.id]);
    else ids.push(change.before.id);
  }
  if (deleted.size === 0) return;
  const after = new Map(
    changes.map((change) => {
      const row = change.type === 'delete' ? change.before : change.row;
      return [`${change.entity} ${row.id}`, change.type === 'delete' ? null : row] as const;
    }),
  );
  const stays = (entity: string, row: Row, path: readonly string[]): boolean => {
    const next = after.get(`${entity} ${row.id}`);
    return next === undefined || (next !== null && readPath(next, path) === readPath(row, path));
  };
  const { runtime, context } = caller;
  for (const { schema, definition } of Object.values(runtime.model.entities)) {
    if (!definition.writable) continue;
    for (const { path, target } of referenceFields(schema)) {
      const ids = deleted.get(target) ?? [];
      for (let start = 0; start < ids.length; start += CHUNK) {
        const list = ids.slice(start, start + CHUNK).map((value) => ({ op: 'lit', type: 'ref', value }) as const);
        const where: Expression = { op: 'in', arg: { op: 'field', path }, list };
        let cursor: string | null = null;
        do {
          const page: Page = await runtime.storage.query(context, schema.name, { where, limit: CHUNK, now, cursor });
          const found = page.rows.filter((row) => stays(schema.name, row, path));
          const id = found[0] && readPath(found[0], path);
          if (typeof id === 'string') {
            const count = found.filter((row) => readPath(row, path) === id).length;
            throw new ReferencedError({ entity: target, id, by: `${schema.name}.${path.join('.')}`, count });
          }
          cursor = page.cursor;
        } while (cursor !== null);
      }
    }
  }
}

function referenceFields({ fields, custom }: EntitySchema): readonly { path: readonly string[]; target: string }[] {
  return [
    ...Object.entries(fields).map(([name, field]) => ({ path: [name], field })),
    ...Object.entries(custom).map(([name, field]) => ({ path: ['custom', name], field })),
  ].flatMap(({ path, field: { type } }) => (type.type === 'ref' ? [{ path, target: type.entity }] : []));
}
