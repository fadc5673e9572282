import { InvalidCursorError } from '../errors/invalid-cursor-error.js';
import { canonicalJson } from '../expression/canonical.js';
import type { EntitySchema } from '../model/storage-schema.js';
import { checkName } from './check-context.js';
import { checkValue } from './check-value.js';
import type { AsOfQuery, Id, Query, StoredValue } from './contract.js';
import { findField } from './field-of.js';

/** What a cursor belongs to: it is refused for any other tenant, entity, condition, order or set of parameters; `boundTo` stands for the condition. */
export interface CursorBound {
  readonly tenant: string;
  readonly entity: string;
  readonly query: Pick<Query, 'where' | 'boundTo' | 'sort' | 'params'> | Pick<AsOfQuery, 'at' | 'ids'>;
}

/** The last row of a page: its sort keys in order (null where it has no value), its id, and the `now` of the first page. */
export interface CursorPosition {
  readonly now: number;
  readonly keys: readonly (StoredValue | null)[];
  readonly id: Id;
}

/**
 * Writes down where a page ended, as text that is safe in a URL and holds nothing but the last row's keys.
 *
 * @param bound - the query the cursor may be used with
 * @param position - the last row given out; `now` in UTC milliseconds
 * @returns base64url text
 * @example
 * encodeCursor({ tenant: 'acme', entity: 'party', query: {} }, { now: 0, keys: [], id: 'pty_1' });
 */
export function encodeCursor(bound: CursorBound, position: CursorPosition): string {
  const text = JSON.stringify([hashBound(bound), position.now, position.id, position.keys]);
  return encodeBase64Url(text);
}

/**
 * Reads a cursor made by {@link encodeCursor} for the same query.
 *
 * @param bound - the query the cursor is used with
 * @param cursor - text from a page
 * @param entity - of the rows; given, the keys are checked against the types of the sort fields, since a cursor may have
 *   been changed on its way. As-of reads have no keys and need none.
 * @returns the position after which to go on
 * @throws {@link InvalidCursorError} `INVALID_CURSOR` when it is malformed or belongs to another query
 * @example
 * const bound = { tenant: 'acme', entity: 'party', query: {} };
 * decodeCursor(bound, encodeCursor(bound, { now: 0, keys: [], id: 'pty_1' })).id; // 'pty_1'
 */
export function decodeCursor(bound: CursorBound, cursor: string, entity?: EntitySchema): CursorPosition {
  const [hash, now, id, keys] = parseCursor(cursor);
  if (hash !== hashBound(bound)) throw new InvalidCursorError('it belongs to another tenant, entity or query');
  const sort = ('sort' in bound.query && bound.query.sort) || [];
  if (entity === undefined && !('at' in bound.query)) return { now, id, keys };
  if (keys.length !== sort.length) throw new InvalidCursorError('it is malformed');
  try {
    checkValue(now, { type: 'instant' }, 'now');
    checkName(id, 'cursor', 'id');
    // A field without order is refused with the order itself.
    const checked = sort.map(({ path }, index) => {
      const [type, key = null] = [entity && findField(entity, path)?.type, keys[index]];
      return key === null || type === undefined ? key : checkValue(key, type, path.join('.'));
    });
    return { now, id, keys: checked };
  } catch {
    throw new InvalidCursorError('it is malformed');
  }
}

type CursorParts = readonly [hash: string, now: number, id: string, keys: readonly (StoredValue | null)[]];

function parseCursor(cursor: string): CursorParts {
  let parts: unknown;
  try {
    parts = JSON.parse(decodeBase64Url(cursor));
  } catch {
    throw new InvalidCursorError('it is malformed');
  }
  if (!isCursorParts(parts)) throw new InvalidCursorError('it is malformed');
  return parts;
}

function isCursorParts(parts: unknown): parts is CursorParts {
  if (!Array.isArray(parts) || parts.length !== 4) return false;
  const [hash, now, id, keys] = parts as readonly unknown[];
  return typeof hash === 'string' && Number.isSafeInteger(now) && typeof id === 'string' && Array.isArray(keys);
}

function encodeBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function decodeBase64Url(text: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new InvalidCursorError('it is malformed');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** Two 32-bit halves of FNV-1a with different offsets: guards against mix-ups, not against forgery. */
function hashBound(bound: CursorBound): string {
  const { query } = bound;
  const subject =
    'at' in query
      ? [query.at, query.ids ?? null]
      : [queryPart(query.boundTo ?? query.where), query.sort ?? [], query.params ?? {}];
  const text = canonicalJson([bound.tenant, bound.entity, ...subject]);
  return `${fnv1a(text, 0x811c9dc5)}${fnv1a(text, 0x9747b28c)}`;
}

function queryPart<T>(part: T | undefined): T | null {
  return part ?? null;
}

function fnv1a(text: string, offset: number): string {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
