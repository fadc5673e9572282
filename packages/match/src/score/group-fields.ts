import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import type { FieldGroup } from './class-model.js';

const PLACE: ReadonlySet<KindName> = new Set(['street', 'address', 'city', 'region', 'postcode', 'country']);

/** Circumstances of persons often follow from each other, as a branch and its sales channel do, or a class and its teacher. */
const CIRCUMSTANCES: ReadonlySet<KindName> = new Set(['category', 'number']);

/** Beyond this many cells a group is too thin to be learned from pairs. */
const MOST_CELLS = 4096;

/**
 * Groups the fields of a pattern: what lies in one place is modelled together, and so are the circumstances of persons;
 * every other field stands alone.
 *
 * @param fields - the compared fields
 */
export function groupFields(fields: readonly Field[]): readonly FieldGroup[] {
  const groups: number[][] = [];
  const together = fields.some(({ kind }) => kind.name === 'givenName') ? [PLACE, CIRCUMSTANCES] : [PLACE];
  const open = new Map<ReadonlySet<KindName>, { members: number[]; cells: number }>();
  fields.forEach(({ kind }, field) => {
    const family = together.find((kinds) => kinds.has(kind.name));
    if (family === undefined) {
      groups.push([field]);
      return;
    }
    const more = kind.levels.length + 1;
    let group = open.get(family);
    if (group === undefined || group.cells * more > MOST_CELLS) {
      group = { members: [], cells: 1 };
      open.set(family, group);
      groups.push(group.members);
    }
    group.members.push(field);
    group.cells *= more;
  });
  return groups.map((members) => {
    let factor = 1;
    const factors = members.map((field) => {
      const own = factor;
      factor *= (fields[field] as Field).kind.levels.length + 1;
      return own;
    });
    return { fields: members, factors, cells: factor };
  });
}
