import { invalidInput } from '../errors/invalid-input.js';
import type { EntitySchema, FieldSchema, StorageSchema } from '../model/storage-schema.js';

const idField: FieldSchema = { type: { type: 'keyword' }, nullable: false };

/**
 * Finds a field by its path.
 *
 * @param entity - the schema to look in
 * @param path - `['name']`, `['custom', 'creditClass']` or `['id']`
 * @returns the field, or null when the entity has no such field
 * @example
 * findField(schema.entities.party, ['name']);
 */
export function findField(entity: EntitySchema, path: readonly string[]): FieldSchema | null {
  const [first, second] = path;
  if (first === undefined) return null;
  if (path.length === 1) {
    if (first === 'id') return idField;
    return Object.hasOwn(entity.fields, first) ? (entity.fields[first] ?? null) : null;
  }
  if (path.length !== 2 || first !== 'custom' || second === undefined) return null;
  return Object.hasOwn(entity.custom, second) ? (entity.custom[second] ?? null) : null;
}

/**
 * Finds an entity by its name.
 *
 * @param schema - what the storage was opened with
 * @param name - entity name
 * @returns the entity's schema
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the schema has no such entity
 * @example
 * entityOf(schema, 'party').fact; // false
 */
export function entityOf(schema: StorageSchema, name: string): EntitySchema {
  const entity = Object.hasOwn(schema.entities, name) ? schema.entities[name] : undefined;
  if (entity === undefined) {
    throw invalidInput('storage', 'entity', `there is no entity ${JSON.stringify(name)}`);
  }
  return entity;
}
