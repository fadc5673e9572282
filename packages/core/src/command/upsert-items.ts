import type { InputIssue } from '../errors/invalid-input-error.js';
import type { PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import { structureIssue } from './check-structure.js';
import { digestOf } from './digest.js';
import { sourceIdOf } from './keys.js';
import { collectIssues, joinPath, orIssue, refuseIssues } from './record-parser.js';
import type { ItemSet } from './sets.js';

/** Which record of which system this is. */
export interface SourceRef {
  /** Name of the system: `erp`. */
  readonly system: string;
  /** Its id there. */
  readonly id: string;
  /** Its version there; whole numbers and ISO instants are ordered, an older one is `stale`. */
  readonly version?: string;
  /** Its type there, where one system keeps records of this entity under several numberings. Default: the entity. */
  readonly type?: string;
}

/** What to do when a unique value of the record is held by another one. */
export type OnDuplicate = 'refuse' | 'existing' | 'review';

/** One record as a source states it, taken apart and named. */
export interface UpsertItem {
  readonly path: string;
  readonly ref: SourceRef;
  readonly objectType: string;
  readonly sourceId: string;
  readonly data: PublicRecord;
  readonly onDuplicate: OnDuplicate;
  readonly payload: unknown;
  /** Parsed items by satellite; absent where the source says nothing. */
  readonly satellites: { readonly [satellite: string]: readonly unknown[] };
  /** Fingerprint of all that the source states. */
  readonly digest: string;
}

const outcomes: readonly unknown[] = ['refuse', 'existing', 'review'];

/**
 * Takes the items of an upsert apart. `data` itself is parsed later, when it is known what it is laid over.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` with the path of everything that is wrong
 */
export function readUpsertItems(
  entity: ModelEntity,
  set: ItemSet<PublicRecord>,
  command: string,
): readonly UpsertItem[] {
  const issues: InputIssue[] = [];
  const items = set.items.map((item, index) => readItem(entity, item, set.pathOf(index), issues));
  refuseIssues(command, issues);
  return items as readonly UpsertItem[];
}

function readItem(entity: ModelEntity, item: PublicRecord, path: string, issues: InputIssue[]): UpsertItem | null {
  if (typeof item !== 'object' || item === null) return refuse(issues, path, 'expected { ref, data }');
  const { ref, data, onDuplicate = 'refuse', payload, ...rest } = item;
  if (!isRef(ref)) return refuse(issues, joinPath(path, 'ref'), 'expected { system, id, version?, type? } as texts');
  if (typeof data !== 'object' || data === null) return refuse(issues, joinPath(path, 'data'), 'expected a record');
  if (!outcomes.includes(onDuplicate))
    return refuse(issues, joinPath(path, 'onDuplicate'), 'expected refuse, existing or review');
  const before = issues.length;
  const digest = orIssue(() => digestOf({ data, ...rest }), path, issues);
  const deep = structureIssue(payload, joinPath(path, 'payload'));
  if (deep !== null) issues.push(deep);
  if (digest === null || deep !== null) return null;
  const satellites = readSatellites(entity, rest, path, issues);
  const { name } = entity.schema;
  const sourceId = orIssue(() => sourceIdOf(name, ref), joinPath(path, 'ref'), issues);
  if (sourceId === null || issues.length > before) return null;
  const objectType = ref.type ?? name;
  return {
    path,
    ref,
    objectType,
    sourceId,
    // What stands in a prototype is no data: rights are asked for by the names of the record itself.
    data: { ...data },
    onDuplicate: onDuplicate as OnDuplicate,
    payload,
    satellites,
    digest,
  };
}

function readSatellites(
  entity: ModelEntity,
  rest: PublicRecord,
  path: string,
  issues: InputIssue[],
): { readonly [satellite: string]: readonly unknown[] } {
  const parsed: { [satellite: string]: readonly unknown[] } = {};
  for (const [name, value] of Object.entries(rest)) {
    const satellite = Object.hasOwn(entity.definition.satellites, name)
      ? entity.definition.satellites[name]
      : undefined;
    if (satellite === undefined) refuse(issues, joinPath(path, name), 'there is no such part of an upsert');
    else if (value === undefined) continue;
    else if (!Array.isArray(value)) refuse(issues, joinPath(path, name), 'expected a list');
    else
      parsed[name] = value.map((one: unknown, index) => {
        const result = satellite.input.safeParse(one);
        if (result.success) return result.data;
        collectIssues(result.error, joinPath(path, name, String(index)), issues);
        return null;
      });
  }
  return parsed;
}

function isRef(ref: unknown): ref is SourceRef {
  if (typeof ref !== 'object' || ref === null) return false;
  const { system, id, version, type, ...rest } = ref as { readonly [key: string]: unknown };
  return (
    isName(system) &&
    isName(id) &&
    (version === undefined || isName(version)) &&
    (type === undefined || isName(type)) &&
    Object.keys(rest).length === 0
  );
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 400;
}

function refuse(issues: InputIssue[], path: string, problem: string): null {
  issues.push({ path, problem });
  return null;
}
