import type { Dialect } from '@crmkit/sql';
import { createStatement, type Statement } from './statement.js';

/** The constant statements over the storage's own tables. `$1` is always the tenant. */
export interface SystemStatements {
  /** `$2` keys; answers `key, holder, rev` of those that are held. */
  readonly getClaims: Statement;
  /** As `getClaims`, in key order under locks. */
  readonly lockClaims: Statement;
  /** `$2` keys, `$3` holders; answers the keys that were free. */
  readonly takeClaims: Statement;
  /** `$2` keys, `$3` next holders, null to release. */
  readonly moveClaims: Statement;
  /** `$2` subscribers; answers `subscriber, checkpoint, rev`. */
  readonly getCheckpoints: Statement;
  /** `$2` subscriber, `$3` next; answers a row when there was none. */
  readonly startCheckpoint: Statement;
  /** `$2` subscriber, `$3` next, `$4` the expected one; answers a row when it was the one. */
  readonly moveCheckpoint: Statement;
  /** `$2` entities, `$3` ids. */
  readonly dropKeys: Statement;
  /** `$2` entities, `$3` ids, `$4` names, `$5` values. */
  readonly addKeys: Statement;
  /** `$2` entities, `$3` ids: forgets every image. */
  readonly eraseImages: Statement;
  /** `$2` the instant, `$3` the cause, `$4`… entities, ids, lists of ids, operations, revisions, batches, rows, images before, changed paths. */
  readonly addVersions: Statement;
}

/**
 * Renders the statements over claims, keys, checkpoints and the log.
 *
 * @param namespace - database schema
 * @param dialect - of the database
 * @returns the statements, ready to be prepared
 */
export function systemStatements(namespace: string, dialect: Dialect): SystemStatements {
  const table = (name: string): string => `${dialect.quote(namespace)}.${dialect.quote(name)}`;
  const text = (position: number): string => dialect.parameter(position, 'text');
  const read = (column: string): string => dialect.readText(column, 'text');
  const list = (position: number): string => dialect.listParameter(position, 'text');
  const claims = `select ${read('c.key')}, ${read('c.holder')}, c.rev::text from ${table('_claim')} as c where c.tenant = ${text(1)} and c.key = any(${list(2)})`;
  const records = `${list(2)}, ${list(3)}`;
  return {
    getClaims: createStatement(`${claims} and c.holder is not null`),
    lockClaims: createStatement(`${claims} order by c.key for update`),
    takeClaims: createStatement(
      `insert into ${table('_claim')} as c (tenant, key, holder, rev) select ${text(1)}, u.key, u.holder, 1 ` +
        `from unnest(${records}) as u(key, holder) on conflict (tenant, key) do update set holder = excluded.holder, rev = c.rev + 1 ` +
        'where c.holder is null returning ' +
        read('c.key'),
    ),
    moveClaims: createStatement(
      `update ${table('_claim')} as c set holder = u.holder, rev = c.rev + 1 from unnest(${records}) as u(key, holder) ` +
        `where c.tenant = ${text(1)} and c.key = u.key`,
    ),
    getCheckpoints: createStatement(
      `select ${read('c.subscriber')}, ${read('c.checkpoint')}, c.rev::text from ${table('_checkpoint')} as c where c.tenant = ${text(1)} and c.subscriber = any(${list(2)})`,
    ),
    startCheckpoint: createStatement(
      `insert into ${table('_checkpoint')} (tenant, subscriber, checkpoint, rev) values (${text(1)}, ${text(2)}, ${text(3)}, 1) ` +
        'on conflict (tenant, subscriber) do nothing returning subscriber',
    ),
    moveCheckpoint: createStatement(
      `update ${table('_checkpoint')} as c set checkpoint = ${text(3)}, rev = c.rev + 1 ` +
        `where c.tenant = ${text(1)} and c.subscriber = ${text(2)} and c.checkpoint = ${text(4)} returning c.subscriber`,
    ),
    dropKeys: createStatement(
      `delete from ${table('_key')} as k using unnest(${records}) as u(entity, id) where k.tenant = ${text(1)} and k.entity = u.entity and k.id = u.id`,
    ),
    addKeys: createStatement(
      `insert into ${table('_key')} (tenant, entity, id, name, value) select ${text(1)}, u.entity, u.id, u.name, u.value ` +
        `from unnest(${[2, 3, 4, 5].map(list).join(', ')}) as u(entity, id, name, value) on conflict do nothing`,
    ),
    eraseImages: createStatement(
      `update ${table('_version')} as v set "row" = null, before = null from unnest(${records}) as u(entity, id) ` +
        `where v.tenant = ${text(1)} and v.entity = u.entity and v.id = u.id`,
    ),
    addVersions: createStatement(
      `insert into ${table('_version')} (tenant, at, cause, entity, id, ids, op, rev, batch, "row", before, changed) ` +
        `select ${text(1)}, ${dialect.parameter(2, 'bigint')}, ${dialect.parameter(3, 'json')}, ` +
        'u.entity, u.id, u.ids::json, u.op, u.rev, u.batch, u."row"::json, u.before::json, u.changed::json ' +
        `from unnest(${[4, 5, 6, 7].map(list).join(', ')}, ${dialect.listParameter(8, 'bigint')}, ${dialect.listParameter(9, 'bigint')}, ` +
        `${[10, 11, 12].map(list).join(', ')}) with ordinality as u(entity, id, ids, op, rev, batch, "row", before, changed, n) order by u.n`,
    ),
  };
}
