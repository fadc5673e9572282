export type { PostgresStorage, PostgresStorageOptions } from './postgres-storage.js';
export { postgresStorage } from './postgres-storage.js';
export { TENANT_SETTING } from './row-level-security.js';
export type { PgClient, PgPool, PgPoolClient, PgQuery, PgSessionOptions } from './session/pg-session.js';
export { pgSession } from './session/pg-session.js';
export type {
  PgliteDatabase,
  PgliteQueryable,
  PgliteQueryOptions,
  PgliteSessionOptions,
} from './session/pglite-session.js';
export { pgliteSession } from './session/pglite-session.js';
export type { QueryOptions, SqlConnection, SqlRow, SqlSession } from './session/session.js';
