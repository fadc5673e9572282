import type { InputIssue } from '../errors/invalid-input-error.js';
import type { PublicRecord } from '../model/codec.js';
import type { Model, ModelEntity } from '../model/model.js';
import { digestOf } from './digest.js';
import { checkId } from './id-source.js';
import { factKey } from './keys.js';
import { joinPath, orIssue, recordParser, refuseIssues } from './record-parser.js';
import type { ItemSet } from './sets.js';

/** Fields of a part that come from its whole. */
const FROM_WHOLE = ['system', 'externalId', 'externalVersion', 'direction'] as const;

/** One fact as it came, named but not yet parsed. */
export interface FactItem {
  readonly path: string;
  readonly input: PublicRecord;
  readonly id: string | null;
  readonly system: string;
  readonly externalId: string;
  /** What the source gives, or the fingerprint of what it sent. */
  readonly version: string;
  readonly key: string;
}

/** A parsed fact with its parts. */
export interface ParsedFact {
  readonly record: PublicRecord;
  readonly parts: readonly {
    readonly entity: ModelEntity;
    readonly via: string;
    readonly records: readonly PublicRecord[];
  }[];
}

/**
 * Names the facts of a call.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` when one of them has no system or external id
 */
export function readFactItems(entity: ModelEntity, set: ItemSet<PublicRecord>, command: string): readonly FactItem[] {
  const issues: InputIssue[] = [];
  const items = set.items.map((input, index) => readItem(entity, input, set.pathOf(index), command, issues));
  refuseIssues(command, issues);
  return items as readonly FactItem[];
}

function readItem(
  entity: ModelEntity,
  input: PublicRecord,
  path: string,
  command: string,
  issues: InputIssue[],
): FactItem | null {
  if (typeof input !== 'object' || input === null) {
    issues.push({ path, problem: 'expected a record' });
    return null;
  }
  const { system, externalId, externalVersion, id } = input;
  const before = issues.length;
  const requireText = (name: string, value: unknown): void => {
    if (typeof value !== 'string' || value === '')
      issues.push({ path: joinPath(path, name), problem: 'expected text that is not empty' });
  };
  requireText('system', system);
  requireText('externalId', externalId);
  if (externalVersion !== undefined) requireText('externalVersion', externalVersion);
  if (issues.length > before) return null;
  const [from, number] = [system as string, externalId as string];
  const key = orIssue(() => factKey(entity.schema.name, from, number), path, issues);
  const version = typeof externalVersion === 'string' ? externalVersion : orIssue(() => digestOf(input), path, issues);
  if (key === null || version === null) return null;
  return {
    path,
    input,
    id: id === undefined ? null : checkId(id, command, joinPath(path, 'id')),
    system: from,
    externalId: number,
    version,
    key,
  };
}

/**
 * Parses a fact with its parts. A part takes number (`<whole>#<n>`), version and direction from its whole, and, where
 * it does not give them itself, references and time of the same name.
 *
 * @param model - gives the entities of parts
 * @param issues - added to
 * @returns null when something is wrong
 */
export function parseFact(model: Model, entity: ModelEntity, item: FactItem, issues: InputIssue[]): ParsedFact | null {
  const fields: { [field: string]: unknown } = { ...item.input, externalVersion: item.version };
  delete fields['id'];
  const given = new Map<string, unknown>();
  for (const part of Object.keys(entity.definition.parts)) {
    given.set(part, fields[part]);
    delete fields[part];
  }
  const record = recordParser(entity).parse(fields, item.path, issues);
  if (record === null) return null;
  const before = issues.length;
  const parts = Object.entries(entity.definition.parts).map(([part, { entity: name, via }]) => {
    const target = model.entities[name] as ModelEntity;
    return {
      entity: target,
      via,
      records: parseParts(entity, target, { record, item, part, via, list: given.get(part) }, issues),
    };
  });
  return issues.length > before ? null : { record, parts };
}

interface PartsOf {
  readonly record: PublicRecord;
  readonly item: FactItem;
  readonly part: string;
  readonly via: string;
  readonly list: unknown;
}

function parseParts(
  whole: ModelEntity,
  target: ModelEntity,
  { record, item, part, via, list }: PartsOf,
  issues: InputIssue[],
): readonly PublicRecord[] {
  if (list === undefined || list === null) return [];
  const path = joinPath(item.path, part);
  if (!Array.isArray(list)) {
    issues.push({ path, problem: 'expected a list' });
    return [];
  }
  const parser = recordParser(target, [...FROM_WHOLE, via]);
  const inherited = inheritedFields(whole, target, record);
  return list.flatMap((one: unknown, index): readonly PublicRecord[] => {
    const place = joinPath(path, String(index));
    const parsed = parser.parse(
      typeof one === 'object' && one !== null ? { ...inherited, ...one } : (one as PublicRecord),
      place,
      issues,
    );
    if (parsed === null) return [];
    const named = { system: item.system, externalId: `${item.externalId}#${index + 1}`, externalVersion: item.version };
    return [{ ...parsed, ...named, direction: record['direction'] }];
  });
}

function inheritedFields(whole: ModelEntity, target: ModelEntity, record: PublicRecord): PublicRecord {
  const inherited: { [field: string]: unknown } = {};
  for (const [name, { type }] of Object.entries(target.schema.fields)) {
    const own = whole.schema.fields[name]?.type;
    const isShared =
      (type.type === 'ref' && own?.type === 'ref' && own.entity === type.entity) ||
      (name === whole.schema.time && own?.type === type.type);
    if (isShared && name !== 'reverses' && record[name] !== undefined) inherited[name] = record[name];
  }
  return inherited;
}
