import type { StorageSchema } from '../../model/storage-schema.js';
import { resolveEntity, resolveField } from '../resolve.js';
import type { AnyRelationBuilder, AnyRowBuilder, AnyValueBuilder } from './any-row-types.js';
import { createRelationBuilder } from './relation-builder.js';
import { ValueBuilder } from './value-builder.js';

/**
 * Makes the row builder of an entity over its storage schema: a property for each field and relation, `id`, and
 * `custom`. {@link RowBuilder} is its type.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION`, at once for an unknown entity, and on reading a property
 * that names nothing
 * @example
 * createRowBuilder(schema, 'party');
 */
export function createRowBuilder(schema: StorageSchema, entity: string): object {
  const { relations } = resolveEntity(schema, entity, 'entity');
  const custom = createProperties((name) => createField(schema, entity, ['custom', name]));
  return createProperties((name) => {
    if (name === 'custom') return custom;
    if (Object.hasOwn(relations, name))
      return createRelationBuilder(schema, entity, name, (target) => createRowBuilder(schema, target));
    return createField(schema, entity, [name]);
  });
}

/**
 * Makes the row builder for code that names fields by text.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION`, at once for an unknown entity, and for a field or relation
 * that the entity does not have
 * @example
 * createAnyRowBuilder(schema, 'party').field('custom.creditClass').eq('A');
 */
export function createAnyRowBuilder(schema: StorageSchema, entity: string): AnyRowBuilder {
  resolveEntity(schema, entity, 'entity');
  return {
    // The builders have every method; the interfaces say what each takes.
    field: (path) => createField(schema, entity, path.split('.')) as unknown as AnyValueBuilder,
    relation: (name) =>
      createRelationBuilder(schema, entity, name, (target) =>
        createAnyRowBuilder(schema, target),
      ) as AnyRelationBuilder,
  };
}

function createField(schema: StorageSchema, entity: string, path: readonly string[]): ValueBuilder {
  return new ValueBuilder({ op: 'field', path }, resolveField(schema, entity, path, path.join('.')).type);
}

// Properties are made when they are asked for: relations lead in circles, and unknown names have to be refused.
function createProperties(create: (name: string) => unknown): object {
  // Frozen, so that an assignment throws where a comparison was meant.
  return new Proxy(Object.freeze(Object.create(null) as object), {
    // Promises and inspectors ask every object for `then` and for symbols.
    get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : create(name)),
  });
}
