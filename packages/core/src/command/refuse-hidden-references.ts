import { grantsOf } from '../access/grant.js';
import { MissingReferenceError } from '../errors/missing-reference-error.js';
import { readPath } from '../expression/read-path.js';
import type { Id } from '../storage/contract.js';
import { entityOf, findField } from '../storage/field-of.js';
import { addTo } from '../values/group-by.js';
import type { Caller } from './caller.js';
import { readRows } from './read-rows.js';
import type { RowChange } from './row-change.js';

/** A reference that a caller sets. */
interface SetReference {
  readonly entity: string;
  readonly id: Id;
  readonly path: string;
  readonly target: Id;
}

/**
 * Refuses references to records the caller cannot see as if they were not there, so that ids cannot be tried out. One
 * read per entity referred to, and none where the caller may read all of it.
 *
 * @param caller - whose rights count
 * @param changes - what is about to be committed; those that hold values of the caller
 * @param nameOf - names a record whose id the caller has never seen
 * @throws {@link MissingReferenceError} `MISSING_REFERENCE`
 */
export async function refuseHiddenReferences(
  caller: Caller,
  changes: readonly RowChange[],
  nameOf: (id: Id) => string,
): Promise<void> {
  const own = new Set(
    changes.flatMap((change) => (change.type === 'create' ? [`${change.entity} ${change.row.id}`] : [])),
  );
  const wanted = new Map<string, SetReference[]>();
  for (const change of changes) {
    if (change.type === 'delete') continue;
    const { entity, row, paths = [] } = change;
    for (const path of paths) {
      const place = path.split('.');
      const type = findField(entityOf(caller.runtime.model.schema, entity), place)?.type;
      const target = readPath(row, place);
      if (type?.type !== 'ref' || typeof target !== 'string' || own.has(`${type.entity} ${target}`)) continue;
      if (change.type === 'update' && readPath(change.before, place) === target) continue;
      addTo(wanted, type.entity, { entity, id: row.id, path, target });
    }
  }
  for (const [name, references] of wanted) {
    if (grantsOf(caller.grants(name), 'read').some(({ condition }) => condition === null)) continue;
    const targets = [...new Set(references.map(({ target }) => target))];
    const rows = await readRows(caller, name, targets);
    const hidden = references.find(({ target }) => !rows[targets.indexOf(target)]);
    if (hidden) throw new MissingReferenceError({ ...hidden, id: nameOf(hidden.id) });
  }
}
