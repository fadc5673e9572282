import type { Commit, FieldSchema, StorageSchema, Write } from '@crmkit/core';
import { entityOf } from '@crmkit/core/storage';
import type { Catalog } from '../catalog.js';
import type { SqlConnection } from '../session/session.js';
import { run } from '../statement/statement.js';
import { Refused } from './refused.js';

interface Reference {
  readonly write: Write;
  readonly path: string;
  readonly entity: string;
  readonly target: string;
}

/**
 * Looks whether everything the batch sets a reference to lives, with one statement per entity referred to. It takes no locks: a
 * target deleted at the same moment by someone else is found by whoever reads the reference.
 *
 * @param connection - inside a transaction, after the records were written
 * @param catalog - statements
 * @param tenant - from the context
 * @param commit - a checked commit
 * @throws {@link Refused} with the first reference of the batch whose target does not live
 */
export async function checkReferences(
  connection: SqlConnection,
  catalog: Catalog,
  tenant: string,
  commit: Commit,
): Promise<void> {
  const put = new Set(commit.writes.flatMap(({ entity, id, op }) => (op === 'put' ? [`${entity}\0${id}`] : [])));
  const open = references(catalog.schema, commit).filter(({ entity, target }) => !put.has(`${entity}\0${target}`));
  if (open.length === 0) return;
  const missing = new Set<string>();
  for (const entity of [...new Set(open.map((reference) => reference.entity))].sort()) {
    const targets = new Set(open.flatMap((reference) => (reference.entity === entity ? [reference.target] : [])));
    const answer = await run(connection, catalog.entity(entity).missing, [
      tenant,
      catalog.dialect.listText([...targets]),
    ]);
    for (const [id] of answer) missing.add(`${entity}\0${catalog.dialect.textOf(id ?? '')}`);
  }
  const first = open.find(({ entity, target }) => missing.has(`${entity}\0${target}`));
  if (first === undefined) return;
  const { write, path, target } = first;
  throw new Refused({ ok: false, reason: 'missingRef', entity: write.entity, id: write.id, path, target });
}

function references(schema: StorageSchema, { writes }: Commit): readonly Reference[] {
  const fields = new Map<string, readonly ReferenceField[]>();
  const found: Reference[] = [];
  for (const write of writes) {
    const { row, changed } = write;
    if (row === undefined || write.op !== 'put') continue;
    const own = fields.get(write.entity) ?? referenceFields(schema, write.entity);
    fields.set(write.entity, own);
    for (const { name, custom, entity } of own) {
      const target = custom ? row.custom?.[name] : row[name];
      const path = custom ? `custom.${name}` : name;
      if (typeof target === 'string' && (changed?.includes(path) ?? true)) found.push({ write, path, entity, target });
    }
  }
  return found;
}

interface ReferenceField {
  readonly name: string;
  readonly custom: boolean;
  readonly entity: string;
}

function referenceFields(schema: StorageSchema, name: string): readonly ReferenceField[] {
  const { fields, custom } = entityOf(schema, name);
  const refs = (all: { readonly [field: string]: FieldSchema }, isCustom: boolean): readonly ReferenceField[] =>
    Object.entries(all).flatMap(([field, { type }]) =>
      type.type === 'ref' ? [{ name: field, custom: isCustom, entity: type.entity }] : [],
    );
  return [...refs(fields, false), ...refs(custom, true)];
}
