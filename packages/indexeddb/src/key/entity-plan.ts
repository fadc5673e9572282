import type { StorageSchema } from '@crmkit/core';
import { entityOf } from '@crmkit/core/storage';
import { hostKeyPrefix, type IndexDefinition, indexesOf } from './index-definition.js';
import type { KeyBytes } from './key-writer.js';

/** A field that points at another entity. */
interface ReferenceField {
  readonly path: readonly string[];
  /** Where it stands, dotted. */
  readonly name: string;
  readonly entity: string;
}

/** What the storage derives from an entity's schema, worked out once. */
export interface EntityPlan {
  readonly indexes: readonly IndexDefinition[];
  readonly hostPrefix: KeyBytes;
  readonly references: readonly ReferenceField[];
}

const plans = new WeakMap<StorageSchema, Map<string, EntityPlan>>();

/**
 * The plan of an entity, kept as long as its schema.
 *
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the schema has no such entity
 */
export function entityPlan(schema: StorageSchema, entity: string): EntityPlan {
  const known = plans.get(schema) ?? new Map<string, EntityPlan>();
  plans.set(schema, known);
  const plan = known.get(entity) ?? makePlan(schema, entity);
  known.set(entity, plan);
  return plan;
}

function makePlan(schema: StorageSchema, entity: string): EntityPlan {
  const { fields, custom } = entityOf(schema, entity);
  const references: ReferenceField[] = [];
  for (const [name, { type }] of Object.entries(fields)) {
    if (type.type === 'ref') references.push({ path: [name], name, entity: type.entity });
  }
  for (const [name, { type }] of Object.entries(custom)) {
    if (type.type === 'ref') references.push({ path: ['custom', name], name: `custom.${name}`, entity: type.entity });
  }
  return { indexes: indexesOf(schema, entity), hostPrefix: hostKeyPrefix(entity), references };
}
