import type { Id, Row } from '@crmkit/core';
import { CHECKPOINTS, CLAIMS } from '@crmkit/core/storage';
import type { Catalog } from '../catalog.js';
import type { SqlConnection, SqlRow } from '../session/session.js';
import { run } from '../statement/statement.js';

/**
 * Reads live records by id, or claims and checkpoints by their names.
 *
 * @param connection - where to read
 * @param catalog - statements
 * @param tenant - from the context
 * @param entity - entity name, `CLAIMS` or `CHECKPOINTS`
 * @param ids - in any order, repeats allowed
 * @returns same length and order as `ids`; null where nothing lives
 */
export async function readRows(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  entity: string,
  ids: readonly Id[],
): Promise<readonly (Row | null)[]> {
  const { dialect, system } = catalog;
  if (entity === CLAIMS || entity === CHECKPOINTS) {
    if (ids.length === 0) return [];
    const statement = entity === CLAIMS ? system.getClaims : system.getCheckpoints;
    const field = entity === CLAIMS ? 'holder' : 'checkpoint';
    const answer = await run(connection, statement, [tenant, dialect.listText(ids)]);
    return arrange(
      ids,
      answer.map(([id, value, rev]) => ({
        id: dialect.textOf(id ?? ''),
        rev: rev ?? '',
        [field]: dialect.textOf(value ?? ''),
      })),
    );
  }
  const { getOne, getMany, reader } = catalog.entity(entity);
  const [only] = ids;
  if (only === undefined) return [];
  if (ids.length === 1) {
    const [cells] = await run(connection, getOne, [tenant, only]);
    return [cells === undefined ? null : reader.read(cells)];
  }
  const answer: readonly SqlRow[] = await run(connection, getMany, [tenant, dialect.listText(ids)]);
  return arrange(
    ids,
    answer.map((cells) => reader.read(cells)),
  );
}

function arrange(ids: readonly Id[], rows: readonly Row[]): readonly (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const given = new Set<Id>();
  return ids.map((id) => {
    const row = byId.get(id);
    if (row === undefined) return null;
    // Rows belong to the caller, so an id asked for twice gets two.
    if (given.has(id)) return structuredClone(row);
    given.add(id);
    return row;
  });
}
