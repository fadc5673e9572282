import { kindNames, kindOf } from '../kinds/index-of-kinds.js';
import type { KindName } from '../kinds/kind.js';
import { type KindParts, kindWith } from '../kinds/kind-parts.js';
import type { FieldSpec } from '../records/field-spec.js';
import {
  expectArray,
  expectBoolean,
  expectNumber,
  expectObject,
  expectText,
  fail,
  type JsonObject,
} from './expect-json.js';
import type { MatchModel } from './match-model.js';
import { parseClasses } from './parse-classes.js';
import { parseLearned } from './parse-learned.js';

/**
 * Checks that a value, such as parsed JSON, is a model this release can decide by.
 *
 * @param json - the model; it is not copied
 * @param kindParts - parts of kinds that the host replaces, as in the run that made the model
 * @returns the same value, typed
 * @throws InvalidModelError `INVALID_MODEL` with the path of the first thing that is wrong
 * @example
 * const text = JSON.stringify((await dedupe(people, { id: 'id' })).model);
 * parseModel(JSON.parse(text)).format; // 'crmkit-match'
 */
export function parseModel(json: unknown, kindParts?: KindParts): MatchModel {
  const model = expectObject(json, 'model');
  if (model.format !== 'crmkit-match') fail('format', 'it is not `crmkit-match`');
  if (model.version !== 1) fail('version', 'only version 1 can be read by this release');
  const fields = expectArray(model.fields, 'fields').map(parseField);
  if (fields.length === 0) {
    fail('fields', 'there is none: no records, or none with a column that tells them apart; learn a model from some');
  }
  fields.forEach(({ name }, at) => {
    if (fields.findIndex((other) => other.name === name) < at) fail(`fields.${at}.name`, `${name} is there twice`);
  });
  parseBlocking(model.blocking, fields, kindParts);
  parseClasses(model, fields);
  parseFrequencies(model.frequencies, fields);
  forEachField(model.learned, 'learned', fields, (value, path, { kind }) => {
    // What a kind of the host learns only the host knows.
    if (kindParts?.[kind]?.learn === undefined) parseLearned(value, kindOf(kind), path);
    else expectObject(value, path);
  });
  expectNumber(model.threshold, 'threshold', Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  expectNumber(model.plausibleSize, 'plausibleSize', 0, Number.POSITIVE_INFINITY);
  expectBoolean(model.cleanSources, 'cleanSources');
  const trained = expectObject(model.trainedOn, 'trainedOn');
  expectNumber(trained.records, 'trainedOn.records', 0, Number.POSITIVE_INFINITY);
  expectNumber(trained.pairs, 'trainedOn.pairs', 0, Number.POSITIVE_INFINITY);
  expectNumber(trained.expectedPrecision, 'trainedOn.expectedPrecision', 0, 1);
  expectNumber(trained.expectedRecall, 'trainedOn.expectedRecall', 0, 1);
  return json as MatchModel; // every part was looked at above
}

function parseField(json: unknown, at: number): FieldSpec {
  const path = `fields.${at}`;
  const field = expectObject(json, path);
  expectText(field.name, `${path}.name`);
  const kind = expectText(field.kind, `${path}.kind`);
  if (!kindNames.includes(kind as KindName)) fail(`${path}.kind`, `there is no kind ${kind}`);
  const columns = expectArray(field.columns, `${path}.columns`);
  if (columns.length === 0) fail(`${path}.columns`, 'there is none');
  columns.forEach((column, index) => void expectText(column, `${path}.columns.${index}`));
  if (field.dayFirst !== undefined) expectBoolean(field.dayFirst, `${path}.dayFirst`);
  if (field.part !== undefined) parsePart(field.part, `${path}.part`);
  for (const key of ['party', 'either']) {
    const party = field[key];
    if (party !== undefined && party !== 'person' && party !== 'organization') {
      fail(`${path}.${key}`, 'it is not `person` or `organization`');
    }
  }
  if (field.repeats !== undefined) {
    for (const column of expectArray(field.repeats, `${path}.repeats`)) expectText(column, `${path}.repeats`);
  }
  if (field.fill !== undefined) {
    const fills = Array.isArray(field.fill) ? field.fill : [field.fill];
    fills.forEach((each: unknown, index) => {
      const own = Array.isArray(field.fill) ? `${path}.fill.${index}` : `${path}.fill`;
      const fill = expectObject(each, own);
      expectText(fill.column, `${own}.column`);
      parsePart(fill.part, `${own}.part`);
    });
  }
  return json as FieldSpec; // every part was looked at above
}

function parsePart(json: unknown, path: string): void {
  if (json !== 'whole' && json !== 'given' && json !== 'surname') fail(path, 'it is not `whole`, `given` or `surname`');
}

const HASHES = 2 ** 32;

function parseBlocking(json: unknown, fields: readonly FieldSpec[], kindParts: KindParts | undefined): void {
  const blocking = expectObject(json, 'blocking');
  expectBoolean(blocking.isExhaustive, 'blocking.isExhaustive');
  const rules = expectArray(blocking.rules, 'blocking.rules');
  rules.forEach((each, at) => {
    const path = `blocking.rules.${at}`;
    const rule = expectObject(each, path);
    expectText(rule.id, `${path}.id`);
    const atoms = expectArray(rule.atoms, `${path}.atoms`);
    if (atoms.length === 0) fail(`${path}.atoms`, 'there is none');
    if (atoms.length > 2) fail(`${path}.atoms`, 'a rule has one or two');
    atoms.forEach((part, index) => {
      const atom = expectObject(part, `${path}.atoms.${index}`);
      const field = fields.find(({ name }) => name === atom.field);
      if (field === undefined) fail(`${path}.atoms.${index}.field`, 'it names no field of the model');
      const families = kindWith((field as FieldSpec).kind, kindParts).keys;
      if (!families.some(({ id }) => id === atom.family)) {
        fail(`${path}.atoms.${index}.family`, `it is none of ${families.map(({ id }) => id).join(', ')}`);
      }
    });
  });
  const skipped = expectArray(blocking.skippedKeys, 'blocking.skippedKeys');
  if (skipped.length !== rules.length) fail('blocking.skippedKeys', 'there must be one list for every rule');
  skipped.forEach((keys, at) => {
    for (const key of expectArray(keys, `blocking.skippedKeys.${at}`)) {
      if (!Number.isInteger(key) || (key as number) < 0 || (key as number) >= HASHES) {
        fail(`blocking.skippedKeys.${at}`, 'a key is a whole number of 32 bits');
      }
    }
  });
}

function parseFrequencies(json: unknown, fields: readonly FieldSpec[]): void {
  forEachField(json, 'frequencies', fields, (value, path) => {
    const own = expectObject(value, path);
    expectNumber(own.rest, `${path}.rest`, Number.MIN_VALUE, 1);
    for (const share of Object.values(expectObject(own.common, `${path}.common`))) {
      expectNumber(share, `${path}.common`, Number.MIN_VALUE, 1);
    }
  });
}

function forEachField(
  json: unknown,
  path: string,
  fields: readonly FieldSpec[],
  visit: (value: unknown, path: string, field: FieldSpec) => void,
): void {
  const object: JsonObject = expectObject(json, path);
  for (const [name, value] of Object.entries(object)) {
    const field = fields.find((each) => each.name === name);
    if (field === undefined) fail(`${path}.${name}`, 'it names no field of the model');
    visit(value, `${path}.${name}`, field as FieldSpec);
  }
}
