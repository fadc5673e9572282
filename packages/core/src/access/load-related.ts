import type { Expression } from '../expression/node.js';
import { readPath } from '../expression/read-path.js';
import { refersToAny } from '../expression/refers-to-any.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { chunksOf } from '../storage/chunks-of.js';
import type { Context, Id, Row, Storage } from '../storage/contract.js';
import { entityOf } from '../storage/field-of.js';
import { pagesOf } from '../storage/pages-of.js';
import { createRelated, type Related } from '../storage/related-rows.js';

const PAGE = 10_000;

/** Where related rows come from. */
export interface RelatedSource {
  readonly storage: Pick<Storage, 'get' | 'query'>;
  readonly context: Context;
  readonly schema: StorageSchema;
  readonly now: number;
}

/**
 * Reads all rows that conditions over the given rows may look up through relations, set by set, so that the
 * conditions can be evaluated in memory: also on rows that are not stored yet.
 *
 * @param source - the storage to read from
 * @param conditions - checked expressions on the entity
 * @param entity - the entity of the rows
 * @param rows - the rows the conditions will be asked about
 * @returns the look-up that compiled expressions take
 */
export async function loadRelated(
  source: RelatedSource,
  conditions: readonly Expression[],
  entity: string,
  rows: readonly Row[],
): Promise<Related> {
  const tables = new Map<string, Map<Id, Row>>();
  for (const condition of conditions) await follow(condition, entity, rows);
  return createRelated(source.schema, (name) => tables.get(name)?.values() ?? []);

  async function follow(node: unknown, on: string, from: readonly Row[]): Promise<void> {
    if (typeof node !== 'object' || node === null || from.length === 0) return;
    const { rel, where } = node as { readonly rel?: unknown; readonly where?: unknown };
    const relation = typeof rel === 'string' ? entityOf(source.schema, on).relations[rel] : undefined;
    if (relation === undefined) {
      for (const child of Object.values(node)) await follow(child, on, from);
      return;
    }
    const found = relation.kind === 'one' ? await readTargets(relation, from) : await readMembers(relation, from);
    const table = tables.get(relation.entity) ?? new Map<Id, Row>();
    tables.set(relation.entity, table);
    for (const row of found) table.set(row.id, row);
    await follow(where, relation.entity, found);
    // A relation's own condition is plain in practice; one that enters relations is followed like any other.
    if (relation.where !== undefined) await follow(relation.where, relation.entity, found);
  }

  async function readTargets(
    relation: { readonly entity: string; readonly via: string },
    from: readonly Row[],
  ): Promise<readonly Row[]> {
    const ids = new Set(
      from.map((row) => readPath(row, [relation.via])).filter((id): id is string => typeof id === 'string'),
    );
    const targets = await source.storage.get(source.context, relation.entity, [...ids]);
    return targets.filter((row): row is Row => row !== null);
  }

  async function readMembers(
    relation: { readonly entity: string; readonly via: string },
    from: readonly Row[],
  ): Promise<readonly Row[]> {
    const members: Row[] = [];
    const ids = from.map(({ id }) => id);
    for await (const row of rowsReferring(source, relation.entity, relation.via, ids)) members.push(row);
    return members;
  }
}

/**
 * Streams all rows whose reference field holds one of some ids, one look-up per thousand ids, page by page.
 *
 * @param source - the storage to read from
 * @param entity - entity name
 * @param via - name of the reference field
 * @param ids - any number
 */
export async function* rowsReferring(
  { storage, context, now }: RelatedSource,
  entity: string,
  via: string,
  ids: readonly Id[],
): AsyncGenerator<Row, void, undefined> {
  for (const some of chunksOf(ids)) {
    const where = refersToAny([via], some);
    for await (const rows of pagesOf((from) => storage.query(context, entity, { where, limit: PAGE, now, ...from })))
      yield* rows;
  }
}
