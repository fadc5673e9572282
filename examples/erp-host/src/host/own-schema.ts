import type { HostDatabase } from './host-database.js';

const MARK = 'made by the crmkit example; may be dropped';

/**
 * Makes an empty schema for the example, in place of one that an earlier run left. A schema that the example did not
 * make is never touched.
 *
 * @throws Error when there is a schema of this name that the example did not make
 */
export async function renewSchema({ query, script }: HostDatabase, name: string): Promise<void> {
  const [found] = await query(
    "select obj_description(oid, 'pg_namespace') as mark from pg_namespace where nspname = $1",
    [name],
  );
  if (found && found.mark !== MARK) {
    throw new Error(`The database has a schema ${name} that this example did not make. Give it a database of its own.`);
  }
  await script(
    `drop schema if exists "${name}" cascade; create schema "${name}"; comment on schema "${name}" is '${MARK}'`,
  );
}
