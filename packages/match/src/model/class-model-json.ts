import type { Field } from '../records/record-set.js';
import type { ClassModel } from '../score/class-model.js';
import { layOutGroup } from '../score/group-fields.js';
import type { MatchModel, ModelClass } from './match-model.js';

/** The classes of a model as JSON. */
export function classesToJson(
  { groups, classes }: ClassModel,
  fields: readonly Field[],
): Pick<MatchModel, 'groups' | 'classes'> {
  return {
    groups: groups.map((group) => group.fields.map((field) => (fields[field] as Field).name)),
    classes: classes.map(
      ({ name, rate, levels, cells }): ModelClass => ({
        name,
        rate,
        levels: Object.fromEntries(fields.map((field, at) => [field.name, Array.from(levels[at] as Float64Array)])),
        cells: groups.map((group, at) => (group.fields.length > 1 ? Array.from(cells[at] as Float64Array) : [])),
      }),
    ),
  };
}

/** The classes of a saved model, for these fields. */
export function classesFromJson(model: MatchModel, fields: readonly Field[]): ClassModel {
  const groups = model.groups.map((names) =>
    layOutGroup(
      fields,
      names.map((name) => fields.findIndex((field) => field.name === name)),
    ),
  );
  return {
    groups,
    classes: model.classes.map(({ name, rate, levels, cells }) => {
      const own = fields.map((field) => Float64Array.from(levels[field.name] ?? []));
      return {
        name,
        rate,
        levels: own,
        cells: groups.map(({ fields: members }, at) => {
          const [only] = members;
          if (members.length > 1 || only === undefined) return Float64Array.from(cells[at] ?? []);
          return Float64Array.of(1, ...(own[only] as Float64Array));
        }),
      };
    }),
  };
}
