import { ReferencedError } from '../errors/referenced-error.js';
import { readPath } from '../expression/read-path.js';
import { refersToAny } from '../expression/refers-to-any.js';
import type { EntitySchema } from '../model/storage-schema.js';
import { CHUNK, chunksOf } from '../storage/chunks-of.js';
import type { Id, Row } from '../storage/contract.js';
import { pagesOf } from '../storage/pages-of.js';
import { addTo } from '../values/group-by.js';
import type { Caller } from './caller.js';
import { type RowChange, rowOf } from './row-change.js';

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
    addTo(deleted, change.entity, change.before.id);
  }
  if (deleted.size === 0) return;
  const after = new Map(
    changes.map((change) => {
      const row = rowOf(change);
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
      for (const ids of chunksOf(deleted.get(target) ?? [])) {
        const query = { where: refersToAny(path, ids), limit: CHUNK, now };
        const pages = pagesOf((from) => runtime.storage.query(context, schema.name, { ...query, ...from }));
        for await (const rows of pages) {
          const found = rows.filter((row) => stays(schema.name, row, path));
          const id = found[0] && readPath(found[0], path);
          if (typeof id === 'string') {
            const count = found.filter((row) => readPath(row, path) === id).length;
            throw new ReferencedError({ entity: target, id, by: `${schema.name}.${path.join('.')}`, count });
          }
        }
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
