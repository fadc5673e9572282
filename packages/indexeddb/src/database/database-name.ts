/**
 * Name of one database: parts are escaped, so no two (app, user, tenant) share a name whatever they contain.
 *
 * @param tenant - null for the database that only holds the schema version of the app
 * @example
 * databaseName('crm', 'u1', 'acme'); // 'crmkit/crm/u1/acme'
 */
export function databaseName(name: string, user: string, tenant: string | null): string {
  const parts = ['crmkit', encodePart(name), encodePart(user)];
  return (tenant === null ? parts : [...parts, encodePart(tenant)]).join('/');
}

/** As encodeURIComponent, but defined for lone surrogates too; an empty part differs from a missing one by its slash. */
function encodePart(part: string): string {
  return part.replace(/[^A-Za-z0-9_.-]/g, (unit) => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
