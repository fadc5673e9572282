import { kindOf } from '../kinds/index-of-kinds.js';
import type { FieldSpec } from '../records/field-spec.js';
import { MOST_CELLS } from '../score/associated-groups.js';
import { type FieldGroup, levelsOfCell, OUTCOME_OF } from '../score/class-model.js';
import { layOutGroup } from '../score/group-fields.js';
import { expectArray, expectNumber, expectObject, fail, type JsonObject } from './expect-json.js';

/** How far probabilities may be from adding up to 1. */
const TOLERANCE = 1e-6;

/**
 * Checks the classes of a model against the kinds of its fields.
 *
 * @throws InvalidModelError `INVALID_MODEL` with the path of the first thing that is wrong
 */
export function parseClasses(model: JsonObject, specs: readonly FieldSpec[]): void {
  const groups = parseGroups(expectArray(model.groups, 'groups'), specs);
  const classes = expectArray(model.classes, 'classes');
  const known = new Set<unknown>();
  classes.forEach((json, at) => {
    const path = `classes.${at}`;
    const { name, rate, levels, cells } = expectObject(json, path);
    if (typeof name !== 'string' || !Object.hasOwn(OUTCOME_OF, name)) {
      fail(`${path}.name`, `it is none of ${Object.keys(OUTCOME_OF).join(', ')}`);
    }
    if (known.has(name)) fail(`${path}.name`, `${String(name)} is there twice`);
    known.add(name);
    expectNumber(rate, `${path}.rate`, Number.MIN_VALUE, 1);
    parseLevels(expectObject(levels, `${path}.levels`), specs, `${path}.levels`);
    parseCells(expectArray(cells, `${path}.cells`), groups, specs, `${path}.cells`);
  });
  const nameAt = (at: number): unknown => (classes.at(at) as JsonObject | undefined)?.name;
  if (nameAt(0) !== 'same' || nameAt(-1) !== 'different') fail('classes', '`same` comes first and `different` last');
}

/** Every field is in one group, in the order of the fields. */
function parseGroups(groups: readonly unknown[], specs: readonly FieldSpec[]): readonly FieldGroup[] {
  const kinds = specs.map(({ kind }) => ({ kind: kindOf(kind) }));
  const known = new Set<number>();
  const parsed = groups.map((names, at) => {
    const members = expectArray(names, `groups.${at}`).map((name) => specs.findIndex((spec) => spec.name === name));
    if (members.length === 0) fail(`groups.${at}`, 'it is empty');
    members.forEach((member, index) => {
      if (member < 0) fail(`groups.${at}.${index}`, 'it names no field of the model');
      if (known.has(member)) fail(`groups.${at}.${index}`, `${specs[member]?.name} is there twice`);
      known.add(member);
    });
    const group = layOutGroup(kinds, members);
    if (group.cells > MOST_CELLS) fail(`groups.${at}`, `it has ${group.cells} cells, more than ${MOST_CELLS}`);
    return group;
  });
  const missing = specs.find((_, at) => !known.has(at));
  if (missing !== undefined) fail('groups', `${missing.name} is in none`);
  return parsed;
}

function parseLevels(levels: JsonObject, specs: readonly FieldSpec[], path: string): void {
  for (const name of Object.keys(levels)) {
    if (!specs.some((spec) => spec.name === name)) fail(`${path}.${name}`, 'it names no field of the model');
  }
  for (const { name, kind } of specs) {
    const own = expectArray(levels[name], `${path}.${name}`);
    const count = kindOf(kind).levels.length;
    if (own.length !== count) fail(`${path}.${name}`, `the kind ${kind} has ${count} levels, not ${own.length}`);
    mustAddUp(own, `${path}.${name}`);
  }
}

function parseCells(
  cells: readonly unknown[],
  groups: readonly FieldGroup[],
  specs: readonly FieldSpec[],
  path: string,
): void {
  if (cells.length !== groups.length) fail(path, 'there must be one list for every group');
  const counts = specs.map(({ kind }) => kindOf(kind).levels.length);
  groups.forEach((group, at) => {
    const own = expectArray(cells[at], `${path}.${at}`);
    if (group.fields.length === 1) {
      if (own.length > 0) fail(`${path}.${at}`, 'a group of one field has no cells');
      return;
    }
    if (own.length !== group.cells) fail(`${path}.${at}`, `there must be ${group.cells} cells, not ${own.length}`);
    // Each set of fields that have a value is a distribution of its own.
    const present = new Map<string, unknown[]>();
    own.forEach((value, cell) => {
      const mask = levelsOfCell(group, counts, cell)
        .map((level) => (level === 0 ? 0 : 1))
        .join('');
      const list = present.get(mask);
      if (list === undefined) present.set(mask, [value]);
      else list.push(value);
    });
    for (const values of present.values()) mustAddUp(values, `${path}.${at}`);
  });
}

function mustAddUp(values: readonly unknown[], path: string): void {
  let sum = 0;
  for (const value of values) sum += expectNumber(value, path, 0, 1 + TOLERANCE);
  if (Math.abs(sum - 1) > TOLERANCE) fail(path, `the probabilities add up to ${Number(sum.toPrecision(6))}, not 1`);
}
