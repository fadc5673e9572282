import { readPath } from '../expression/read-path.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { addTo } from '../values/group-by.js';
import type { Row } from './contract.js';
import { entityOf } from './field-of.js';

/** Gives the live rows on the other end of a relation; the relation's own `where` is not applied yet. */
export type Related = (entity: string, relation: string, row: Row) => readonly Row[];

/**
 * Answers relations from rows in memory. Each relation is indexed once, at its first use, so make a new one per query.
 *
 * @param schema - what the storage was opened with
 * @param liveRows - the live rows of an entity in the tenant of the query
 * @returns the lookup that expressions take
 * @example
 * createRelated(schema, (entity) => tables.get(entity) ?? [])('party', 'orders', party);
 */
export function createRelated(schema: StorageSchema, liveRows: (entity: string) => Iterable<Row>): Related {
  const indexes = new Map<string, Map<unknown, Row[]>>();
  const indexOf = (entity: string, field: string): Map<unknown, Row[]> => {
    const key = `${entity}.${field}`;
    const index = indexes.get(key) ?? indexRows(liveRows(entity), field);
    indexes.set(key, index);
    return index;
  };
  return (entity, relation, row) => {
    const link = entityOf(schema, entity).relations[relation];
    if (link === undefined) return [];
    if (link.kind === 'many') return indexOf(link.entity, link.via).get(row.id) ?? [];
    return indexOf(link.entity, 'id').get(readPath(row, link.via.split('.'))) ?? [];
  };
}

function indexRows(rows: Iterable<Row>, field: string): Map<unknown, Row[]> {
  const index = new Map<unknown, Row[]>();
  const path = field.split('.');
  for (const row of rows) {
    const value = readPath(row, path);
    if (value !== null) addTo(index, value, row);
  }
  return index;
}
