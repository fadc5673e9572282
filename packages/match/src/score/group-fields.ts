import type { KindName } from '../kinds/kind.js';
import type { Field } from '../records/record-set.js';
import type { FieldGroup } from './class-model.js';

const PLACE: ReadonlySet<KindName> = new Set(['street', 'address', 'city', 'region', 'postcode', 'country']);

/** Beyond this many cells a group is too thin to be learned from pairs. */
const MOST_CELLS = 4096;

/**
 * Groups the fields of a pattern: what lies in one place is modelled together, every other field stands alone.
 *
 * @param fields - the compared fields
 */
export function groupFields(fields: readonly Field[]): readonly FieldGroup[] {
  const groups: number[][] = [];
  let [place, cells] = [undefined as number[] | undefined, 1];
  fields.forEach(({ kind }, field) => {
    if (!PLACE.has(kind.name)) {
      groups.push([field]);
      return;
    }
    const more = kind.levels.length + 1;
    if (place === undefined || cells * more > MOST_CELLS) {
      place = [];
      cells = 1;
      groups.push(place);
    }
    place.push(field);
    cells *= more;
  });
  return groups.map((members) => layOutGroup(fields, members));
}

/** A group of some of the fields. */
export function layOutGroup(fields: readonly Pick<Field, 'kind'>[], members: readonly number[]): FieldGroup {
  let factor = 1;
  const factors = members.map((field) => {
    const own = factor;
    factor *= (fields[field] as Field).kind.levels.length + 1;
    return own;
  });
  return { fields: members, factors, cells: factor };
}
