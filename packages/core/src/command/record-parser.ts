import { z } from 'zod';
import { type InputIssue, InvalidInputError } from '../errors/invalid-input-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { type PublicRecord, toRow } from '../model/codec.js';
import type { FieldShapes } from '../model/define-entity.js';
import type { ModelEntity } from '../model/model.js';
import type { FieldSchema } from '../model/storage-schema.js';
import { isPlain } from '../storage/check-json.js';
import type { Row } from '../storage/contract.js';
import { structureIssue } from './check-structure.js';

/** Fields crmkit keeps by itself; no caller gives them. */
export const MANAGED_FIELDS: ReadonlySet<string> = new Set([
  'createdAt',
  'updatedAt',
  'recordedAt',
  'posting',
  'reverses',
]);

/** Parses what callers give for records of one entity, many at a time. */
export interface RecordParser {
  /**
   * Validates one record; what is wrong is added to `issues` under the path, and null comes back.
   * `derive` of the entity has completed the result.
   */
  parse(input: PublicRecord, path: string, issues: InputIssue[]): PublicRecord | null;
}

const parsers = new WeakMap<ModelEntity, Map<string, RecordParser>>();

/**
 * The parser of an entity's records without the fields crmkit keeps, made once.
 *
 * @param entity - of the compiled model
 * @param given - further fields that are not parsed because crmkit fills them in, such as a part's reference to its whole
 */
export function recordParser(entity: ModelEntity, given: readonly string[] = []): RecordParser {
  const key = given.join();
  const known = parsers.get(entity) ?? new Map<string, RecordParser>();
  parsers.set(entity, known);
  const found = known.get(key) ?? createParser(entity, new Set([...MANAGED_FIELDS, ...given]));
  known.set(key, found);
  return found;
}

function createParser(entity: ModelEntity, left: ReadonlySet<string>): RecordParser {
  const fields = Object.fromEntries(Object.entries(entity.definition.fields).filter(([name]) => !left.has(name)));
  const schema = z.strictObject({ ...fields, ...customShape(entity.custom) });
  const { derive } = entity.definition;
  const isJson = (field: FieldSchema | undefined): boolean => field?.type.type === 'json';
  const jsonFields = Object.keys(fields).filter((name) => isJson(entity.schema.fields[name]));
  if (Object.values(entity.schema.custom).some(isJson)) jsonFields.push('custom');
  return {
    parse(input, path, issues) {
      for (const name of jsonFields) {
        const issue = structureIssue(input?.[name], joinPath(path, name));
        if (issue !== null) {
          issues.push(issue);
          return null;
        }
      }
      // The schema would take a Map for no host fields at all, and read getters whose fields no right was asked for.
      if (!isPlain(input?.['custom'] ?? {})) {
        issues.push({ path: joinPath(path, 'custom'), problem: 'expected a plain object' });
        return null;
      }
      const result = schema.safeParse(dropNulls(input));
      if (!result.success) {
        collectIssues(result.error, path, issues);
        return null;
      }
      return derive === null ? result.data : applyDerive(derive, result.data, path, issues);
    },
  };
}

function customShape(custom: FieldShapes): { readonly custom?: z.ZodType } {
  const schema = z.strictObject(custom);
  // Without defaults to fill in, records without host fields need not be given any.
  const isFilled = Object.values(schema.parse({})).some((value) => value !== undefined);
  return { custom: isFilled ? schema.prefault({}) : schema.optional() };
}

function applyDerive(
  derive: (record: PublicRecord) => PublicRecord,
  record: PublicRecord,
  path: string,
  issues: InputIssue[],
): PublicRecord | null {
  return orIssue(() => derive(record), path, issues);
}

/**
 * Runs something that refuses values by throwing `INVALID_VALUE`; a refusal becomes an issue with its place.
 *
 * @returns what `run` gives, or null with an issue more
 */
export function orIssue<T>(run: () => T, path: string, issues: InputIssue[]): T | null {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    issues.push({ path: joinPath(path, error.path), problem: error.problem });
    return null;
  }
}

/** Missing and null are one absent state; zod's optional fields know only the first. */
function dropNulls(input: PublicRecord): PublicRecord {
  if (typeof input !== 'object' || input === null) return input;
  const custom = input['custom'];
  const hasNull =
    Object.values(input).includes(null) ||
    (typeof custom === 'object' && custom !== null && Object.values(custom).includes(null));
  if (!hasNull) return input;
  const kept = withoutNulls(input);
  return typeof custom === 'object' && custom !== null
    ? { ...kept, custom: withoutNulls(custom as PublicRecord) }
    : kept;
}

function withoutNulls(record: PublicRecord): PublicRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/**
 * Turns what zod found into issues with dotted paths; a key that is not declared is named with its place.
 *
 * @param error - of one `safeParse`
 * @param path - where the parsed value stands in the input
 * @param issues - added to
 */
export function collectIssues(error: z.ZodError, path: string, issues: InputIssue[]): void {
  for (const issue of error.issues) {
    const place = joinPath(path, issue.path.map(String).join('.'));
    if (issue.code !== 'unrecognized_keys') issues.push({ path: place, problem: issue.message });
    else for (const key of issue.keys) issues.push({ path: joinPath(place, key), problem: refusalOf(key) });
  }
}

function refusalOf(key: string): string {
  return MANAGED_FIELDS.has(key) ? 'crmkit keeps this field by itself' : 'there is no such field';
}

/** Joins dotted path parts; empty ones fall away. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('.');
}

/**
 * Throws when a batch had anything wrong in it.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` with every issue of the batch
 */
export function refuseIssues(subject: string, issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw new InvalidInputError(subject, issues);
}

/**
 * The stored row of a parsed record with the instants crmkit keeps.
 *
 * @param entity - of the compiled model
 * @param id - of the record
 * @param record - parsed
 * @param kept - stored values of the fields crmkit keeps
 */
export function storedRow(
  entity: ModelEntity,
  id: string,
  record: PublicRecord,
  kept: { readonly [field: string]: number | string | undefined },
): Row {
  const row = toRow(entity.schema, id, record) as Row & { [field: string]: unknown };
  for (const name in kept)
    if (kept[name] !== undefined && Object.hasOwn(entity.schema.fields, name)) row[name] = kept[name];
  return row;
}
