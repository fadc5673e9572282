import { InvalidMappingError } from '../errors/invalid-mapping-error.js';
import type { Mapping } from './define-mapping.js';

/** What a property of a node may be. `none` stands for null. */
type Kind = 'text' | 'number' | 'node' | 'nodes' | 'texts' | 'constant' | 'record of nodes' | 'codes' | 'none';

interface NodeShape {
  readonly [property: string]: readonly Kind[];
}

const shapes: { readonly [type: string]: NodeShape } = {
  column: { column: ['text'] },
  constant: { value: ['constant', 'texts'] },
  join: { values: ['nodes'], separator: ['text'] },
  trim: { of: ['node'] },
  nullIf: { of: ['node'], values: ['texts'] },
  split: { of: ['node'], separator: ['text'], part: ['number', 'none'] },
  firstOf: { values: ['nodes'] },
  listOf: { values: ['nodes'] },
  lookup: { of: ['node'], codes: ['codes'], otherwise: ['node', 'none'] },
  decimal: { of: ['node'], digits: ['number'], rounding: ['text'] },
  arithmetic: { operator: ['text'], values: ['nodes'] },
  sumOf: { part: ['text'], value: ['node'] },
  money: { amount: ['node'], currency: ['node'], rounding: ['text'] },
  date: { of: ['node'], format: ['text'] },
  instant: { of: ['node'], format: ['text'], zone: ['text', 'none'] },
  reference: { entity: ['text'], system: ['text', 'none'], objectType: ['text', 'none'], id: ['node'] },
  object: { fields: ['record of nodes'] },
};

const words: { readonly [property: string]: readonly string[] } = {
  rounding: ['refuse', 'half'],
  operator: ['add', 'subtract', 'multiply'],
};

/** Deeper than any mapping a person writes, shallow enough for every walk over it. */
const MOST_DEPTH = 32;

type Fail = (path: string, problem: string) => never;

/**
 * Checks that a value is a mapping at all: mappings are kept as JSON, so what comes back may be anything.
 *
 * @throws {@link InvalidMappingError} `INVALID_MAPPING` with the path of the first thing that is not of its form
 */
export function checkShape(mapping: unknown): asserts mapping is Mapping {
  const parts = isRecord(mapping) ? mapping : {};
  const fail: Fail = (path, problem) => {
    throw new InvalidMappingError(`${String(parts.system)}/${String(parts.objectType ?? parts.entity)}`, path, problem);
  };
  if (!isRecord(mapping)) fail('', 'a mapping is an object');
  for (const name of ['system', 'entity'])
    if (typeof parts[name] !== 'string' || parts[name] === '') fail(name, 'a mapping names it, as text');
  const { objectType, id, version, fields, satellites, dropColumns, onDuplicate } = parts;
  if (objectType !== undefined && (typeof objectType !== 'string' || objectType === ''))
    fail('objectType', 'it is text that is not empty');
  checkNode(id, 'id', 0, fail);
  if (version !== undefined) checkNode(version, 'version', 0, fail);
  checkFields(fields, 'fields', fail);
  for (const [part, value] of Object.entries(recordOf(parts.parts, 'parts', fail))) {
    const { rows, fields: partFields } = recordOf(value, `parts.${part}`, fail);
    if (rows !== undefined && typeof rows !== 'string') fail(`parts.${part}.rows`, 'it is the name of a property');
    checkFields(partFields, `parts.${part}.fields`, fail);
  }
  for (const [kind, list] of Object.entries(recordOf(satellites, 'satellites', fail))) {
    if (!Array.isArray(list)) fail(`satellites.${kind}`, 'it is a list');
    for (const [index, each] of (list as readonly unknown[]).entries()) {
      const path = `satellites.${kind}[${index}]`;
      checkFields(recordOf(each, path, fail).fields, `${path}.fields`, fail);
    }
  }
  if (dropColumns !== undefined && !isTexts(dropColumns)) fail('dropColumns', 'it is a list of texts');
  if (onDuplicate !== undefined && !['refuse', 'existing', 'review'].includes(String(onDuplicate)))
    fail('onDuplicate', 'it is refuse, existing or review');
}

function checkFields(fields: unknown, path: string, fail: Fail): void {
  if (!isRecord(fields)) fail(path, 'it says for each field where its value comes from');
  for (const [field, node] of Object.entries(fields as object)) checkNode(node, `${path}.${field}`, 0, fail);
}

function checkNode(given: unknown, path: string, depth: number, fail: Fail): void {
  if (depth > MOST_DEPTH) fail(path, `values are nested more than ${MOST_DEPTH} levels deep`);
  const node = isRecord(given) ? given : fail(path, 'a value is made by column(), constant() …');
  const type = String(node.type);
  const shape =
    (Object.hasOwn(shapes, type) ? shapes[type] : undefined) ??
    fail(path, `there is no value of type ${type.slice(0, 40)}`);
  for (const [property, kinds] of Object.entries(shape)) {
    const value = node[property];
    if (!kinds.some((kind) => isOfKind(value, kind))) fail(path, `${type} needs ${property}: ${kinds.join(' or ')}`);
    const known = words[property];
    if (known && !known.includes(String(value))) fail(path, `${property} is ${known.join(' or ')}`);
    if (kinds.includes('node') && value !== null) checkNode(value, path, depth + 1, fail);
    if (kinds.includes('nodes') || kinds.includes('record of nodes'))
      for (const inner of Object.values(value as object)) checkNode(inner, path, depth + 1, fail);
  }
}

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isInteger(value);
    case 'none':
      return value === null;
    case 'node':
    case 'record of nodes':
      return isRecord(value);
    case 'nodes':
      return Array.isArray(value);
    case 'texts':
      return isTexts(value);
    case 'constant':
      return isPlainValue(value);
    case 'codes':
      return isRecord(value) && Object.values(value).every((each) => each === null || isPlainValue(each));
    default:
      return kind satisfies never;
  }
}

function isPlainValue(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function recordOf(value: unknown, path: string, fail: Fail): { readonly [name: string]: unknown } {
  if (value === undefined) return {};
  return isRecord(value) ? value : fail(path, 'it is an object');
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
