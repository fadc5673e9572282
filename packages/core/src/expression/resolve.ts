import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import type { EntitySchema, FieldSchema, RelationSchema, StorageSchema } from '../model/storage-schema.js';

/**
 * Finds an entity of the schema by name.
 *
 * @param at - where the name stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the schema has no such entity
 * @example
 * resolveEntity(schema, 'party', 'entity').fields.name;
 */
export function resolveEntity(schema: StorageSchema, entity: string, at: string): EntitySchema {
  const found = ownEntry(schema.entities, entity);
  if (found === undefined) throw new InvalidExpressionError(at, `there is no entity ${quote(entity)}`);
  return found;
}

/**
 * Finds the field a path names: one of the entity, `custom` and one of the host's fields, or `id`.
 *
 * @param at - where the path stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the entity has no such field
 * @example
 * resolveField(schema, 'party', ['custom', 'creditClass'], 'left.path').type;
 */
export function resolveField(schema: StorageSchema, entity: string, path: readonly string[], at: string): FieldSchema {
  const { fields, custom, name } = resolveEntity(schema, entity, at);
  const [first = '', second] = path;
  if (first === 'id' && second === undefined) return { type: { type: 'ref', entity: name }, nullable: false };
  const isCustom = first === 'custom' && path.length === 2;
  const found = ownEntry(isCustom ? custom : fields, isCustom && second !== undefined ? second : path.join('.'));
  if (found === undefined)
    throw new InvalidExpressionError(at, `${quote(entity)} has no field ${quote(path.join('.'))}`);
  return found;
}

/**
 * Finds a relation of an entity.
 *
 * @param at - where the relation stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the entity has no such relation
 * @example
 * resolveRelation(schema, 'party', 'orders', 'rel').entity; // 'order'
 */
export function resolveRelation(schema: StorageSchema, entity: string, relation: string, at: string): RelationSchema {
  const found = ownEntry(resolveEntity(schema, entity, at).relations, relation);
  if (found === undefined) throw new InvalidExpressionError(at, `${quote(entity)} has no relation ${quote(relation)}`);
  return found;
}

/**
 * Shows a name from outside in an error: short and without line breaks.
 *
 * @example
 * quote('name'); // '"name"'
 */
export function quote(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}

// Own entries only, and none that a row would inherit: reading such a path from a plain row would find a function.
function ownEntry<T>(record: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) && !(name in Object.prototype) ? record[name] : undefined;
}
