import { canonicalJson } from '../expression/canonical.js';
import { MAX_NAME_LENGTH } from '../storage/check-context.js';
import type { Row, StoredValue } from '../storage/contract.js';
import { cleanText } from '../values/text.js';
import { digestText } from './digest.js';

const PLAIN = /^[\w.-]+$/;

/** Percent-encodes one part of a key, so that `:` and `#` stay free for crmkit. */
function encodePart(part: string, path: string): string {
  return PLAIN.test(part) ? part : encodeURIComponent(cleanText(part, path));
}

/** Joins the parts; a key that grows beyond what a storage keeps ends in a digest, marked by `#`, which no encoded part holds. */
function joinKey(head: string, parts: readonly string[]): string {
  const key = `${head}:${parts.join(':')}`;
  return key.length <= MAX_NAME_LENGTH ? key : `${head}:#${digestText(key)}`;
}

/**
 * The id of the source record that stands for one record of one system: its primary key is what makes
 * (tenant, system, type, external id) lead to exactly one record.
 *
 * @param entity - what the record is in the CRM
 * @param system - name of the system it comes from
 * @param externalId - its id there
 * @throws {@link InvalidValueError} `INVALID_VALUE` for NUL or half a surrogate pair
 * @example
 * sourceRecordId('party', 'erp', 'C-1001'); // 'src_party:erp:C-1001'
 */
export function sourceRecordId(entity: string, system: string, externalId: string): string {
  return joinKey(`src_${entity}`, [encodePart(system, 'system'), encodePart(externalId, 'externalId')]);
}

/**
 * The source record that an upsert with this reference keeps. A type of its own is a numbering of its own.
 *
 * @param entity - what the record is in the CRM
 * @param ref - system, id and optionally type, as the upsert gives them
 * @throws {@link InvalidValueError} `INVALID_VALUE` for NUL or half a surrogate pair
 * @example
 * sourceIdOf('party', { system: 'erp', id: '7', type: 'supplier' }); // 'src_party.supplier:erp:7'
 */
export function sourceIdOf(
  entity: string,
  ref: { readonly system: string; readonly id: string; readonly type?: string },
): string {
  const { system, id, type } = ref;
  return sourceRecordId(
    type === undefined || type === entity ? entity : `${entity}.${encodePart(type, 'type')}`,
    system,
    id,
  );
}

/**
 * The claim that makes a fact of one system exist once.
 *
 * @param entity - kind of fact
 * @param system - name of the system it comes from
 * @param externalId - its number there
 * @throws {@link InvalidValueError} `INVALID_VALUE` for NUL or half a surrogate pair
 * @example
 * factKey('order', 'erp', 'SO-7'); // 'fact:order:erp:SO-7'
 */
export function factKey(entity: string, system: string, externalId: string): string {
  return joinKey(`fact:${entity}`, [encodePart(system, 'system'), encodePart(externalId, 'externalId')]);
}

/**
 * The claim that makes a set of field values unique, or null when one of them has no value.
 *
 * @param entity - entity name
 * @param unique - name and fields of the uniqueness rule
 * @param row - the row to read the values from
 * @example
 * uniqueKey('product', { name: 'sku', fields: ['sku'] }, row); // 'unique:product:sku:["A-1"]'
 */
export function uniqueKey(
  entity: string,
  unique: { readonly name: string; readonly fields: readonly string[] },
  row: Row,
): string | null {
  const values: StoredValue[] = [];
  for (const field of unique.fields) {
    const value = row[field] as StoredValue | undefined;
    if (value === undefined || value === null) return null;
    values.push(value);
  }
  return joinKey(`unique:${entity}:${unique.name}`, [canonicalJson(values)]);
}
