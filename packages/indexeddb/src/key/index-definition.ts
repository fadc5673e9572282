import type { EntitySchema, FieldType, StorageSchema } from '@crmkit/core';
import { findField } from '@crmkit/core/storage';
import { isKeyable, TERMINATOR } from './encode-key.js';
import { type KeyBytes, KeyWriter } from './key-writer.js';

/** One column of an index. */
export interface IndexColumn {
  readonly path: readonly string[];
  readonly type: FieldType;
}

/**
 * One index of an entity: rows by their columns, then by id. `fold` keys the case-folded text of one field, `element`
 * every element of one list field; the others hold one key per row, also where a column has no value.
 */
export interface IndexDefinition {
  readonly kind: 'columns' | 'fold' | 'element';
  readonly columns: readonly IndexColumn[];
  /** Unique among the entity's indexes and the same in every version of the model that declares it. */
  readonly name: string;
  /** What every key of this index begins with. */
  readonly prefix: KeyBytes;
}

/** What all keys that hosts hang on records of an entity begin with; the key's name follows. */
export function hostKeyPrefix(entity: string): KeyBytes {
  return new KeyWriter().writeText(entity).writeByte(TERMINATOR).writeText('key').writeByte(TERMINATOR).take();
}

/**
 * The indexes kept for an entity: the declared ones, one per field that a `many` relation of any entity comes in by,
 * and one on the folded text of every folded field that leads a declared index.
 *
 * @example
 * indexesOf(schema, 'order').map(({ name }) => name); // ['columns:party', 'columns:status,postedAt']
 */
export function indexesOf(schema: StorageSchema, entity: string): readonly IndexDefinition[] {
  const own = schema.entities[entity];
  if (own === undefined) return [];
  const found = new Map<string, IndexDefinition>();
  const add = (definition: IndexDefinition | null): void => {
    if (definition !== null) found.set(definition.name, definition);
  };
  for (const paths of own.indexes) {
    add(defineIndex(own, paths));
    const leading = paths[0];
    if (leading !== undefined && findField(own, leading.split('.'))?.folded === true)
      add(define(own, 'fold', [leading]));
  }
  for (const other of Object.values(schema.entities)) {
    for (const relation of Object.values(other.relations)) {
      if (relation.kind === 'many' && relation.entity === entity) add(defineIndex(own, [relation.via]));
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function defineIndex(entity: EntitySchema, paths: readonly string[]): IndexDefinition | null {
  const types = paths.map((path) => findField(entity, path.split('.'))?.type);
  if (types.length === 1 && types[0]?.type === 'list') return define(entity, 'element', paths);
  return types.length > 0 && types.every((type) => type !== undefined && isKeyable(type))
    ? define(entity, 'columns', paths)
    : null;
}

function define(entity: EntitySchema, kind: IndexDefinition['kind'], paths: readonly string[]): IndexDefinition {
  const name = `${kind}:${paths.join(',')}`;
  const columns = paths.map((path): IndexColumn => {
    const field = findField(entity, path.split('.'));
    return { path: path.split('.'), type: kind === 'columns' && field !== null ? field.type : { type: 'text' } };
  });
  const prefix = new KeyWriter()
    .writeText(entity.name)
    .writeByte(TERMINATOR)
    .writeText(name)
    .writeByte(TERMINATOR)
    .take();
  return { kind, columns, name, prefix };
}
