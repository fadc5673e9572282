import { FatalStorageError } from '@crmkit/core';
import type { SqlConnection } from './session/session.js';

/** The setting that policies read the tenant from; set for one transaction at a time. */
export const TENANT_SETTING = 'crmkit.tenant';

/**
 * Refuses a role that row-level security does not hold: superusers, roles with BYPASSRLS, and owners of the tables, who
 * could switch it off. Refuses as well when a table has lost its protection.
 *
 * @param connection - of the role that will do the work
 * @param namespace - database schema
 * @throws {@link FatalStorageError} `FATAL` naming what is wrong
 */
export async function checkRole(connection: SqlConnection, namespace: string): Promise<void> {
  const [answer] = await connection.query(
    `select r.rolname::text, r.rolsuper::text, r.rolbypassrls::text,
  coalesce(bool_or(pg_has_role(r.oid, c.relowner, 'USAGE')), false)::text,
  count(c.oid) filter (where not (c.relrowsecurity and c.relforcerowsecurity))::text
from pg_roles as r
left join pg_namespace as n on n.nspname = $1::text
left join pg_class as c on c.relnamespace = n.oid and c.relkind in ('r', 'p') and c.relname <> '_meta'
where r.rolname = current_user group by r.oid, r.rolname, r.rolsuper, r.rolbypassrls`,
    [namespace],
  );
  const [role, superuser, bypass, owner, unprotected] = answer ?? [];
  const problem =
    superuser === 'true'
      ? 'is a superuser'
      : bypass === 'true'
        ? 'has BYPASSRLS'
        : owner === 'true'
          ? 'owns the tables'
          : unprotected !== '0'
            ? `meets ${unprotected} tables without forced row-level security`
            : null;
  if (problem === null) return;
  throw new FatalStorageError(
    `Row-level security is required, but the role ${role} ${problem}. Connect as a plain role; migrate as the owner with migrate().`,
  );
}
