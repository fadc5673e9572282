import { kindOf } from '../kinds/index-of-kinds.js';
import type { FieldSpec } from '../records/field-spec.js';
import type { Field } from '../records/record-set.js';
import { type FieldGroup, levelsOfCell, OUTCOME_OF } from '../score/class-model.js';
import { groupFields } from '../score/group-fields.js';
import { expectArray, expectNumber, expectObject, fail, type JsonObject } from './expect-json.js';

/** How far probabilities may be from adding up to 1. */
const TOLERANCE = 1e-6;

/**
 * Checks the classes of a model against the kinds of its fields.
 *
 * @throws InvalidModelError `INVALID_MODEL` with the path of the first thing that is wrong
 */
export function parseClasses(model: JsonObject, specs: readonly FieldSpec[]): void {
  // Groups depend on the kinds of fields alone, not on their columns.
  const groups = groupFields(specs.map(({ name, kind }) => ({ name, kind: kindOf(kind) }) as Field));
  const names = groups.map(({ fields }) => fields.map((field) => (specs[field] as FieldSpec).name));
  if (JSON.stringify(model.groups) !== JSON.stringify(names)) {
    fail('groups', `for these kinds they must be ${JSON.stringify(names)}`);
  }
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
