import type { EntitySchema, StorageSchema } from '@crmkit/core';
import { entityOf } from '@crmkit/core/storage';
import { type Dialect, type LayoutOptions, planTables, type TablePlan } from '@crmkit/sql';
import { type EntityStatements, entityStatements } from './statement/entity-statements.js';
import { type FeedStatements, feedStatements } from './statement/feed-statements.js';
import { type SystemStatements, systemStatements } from './statement/system-statements.js';

/** Everything that is worked out once when a storage opens: layouts and constant statements. */
export interface Catalog {
  readonly schema: StorageSchema;
  readonly namespace: string;
  readonly dialect: Dialect;
  readonly tables: ReadonlyMap<string, TablePlan>;
  readonly system: SystemStatements;
  readonly feed: FeedStatements;
  /** @throws {@link InvalidInputError} `INVALID_INPUT` when the schema has no such entity */
  entity(name: string): EntityStatements;
}

/**
 * Works out layouts and statements.
 *
 * @param schema - what the storage is opened with
 * @param namespace - database schema
 * @param dialect - of the database
 * @param layout - row-level security
 * @returns the catalog
 */
export function createCatalog(
  schema: StorageSchema,
  namespace: string,
  dialect: Dialect,
  layout: LayoutOptions = {},
): Catalog {
  const tables = planTables(schema, namespace, dialect, layout);
  const statements = new Map<string, EntityStatements>();
  return {
    schema,
    namespace,
    dialect,
    tables,
    system: systemStatements(namespace, dialect),
    feed: feedStatements(namespace, dialect),
    entity(name) {
      const found = statements.get(name);
      if (found !== undefined) return found;
      const entity: EntitySchema = entityOf(schema, name);
      const made = entityStatements(tables.get(entity.name) as TablePlan, namespace, dialect);
      statements.set(name, made);
      return made;
    },
  };
}
