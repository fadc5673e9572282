import type { StorageSchema } from '../../model/storage-schema.js';
import type { Claim, Commit, CommitResult, Write } from '../contract.js';
import { entityOf } from '../field-of.js';
import { liveTable, type TenantData } from './memory-data.js';

type Refusal = Extract<CommitResult, { readonly ok: false }>;

/**
 * Decides whether a checked commit may happen, before anything is written.
 *
 * @param tenant - what the tenant owns
 * @param schema - what the storage was opened with
 * @param commit - a checked commit
 * @returns the first reason against it, or null
 * @example
 * refuseCommit(tenant, schema, { writes: [], claims: [], cause }); // null
 */
export function refuseCommit(tenant: TenantData, schema: StorageSchema, commit: Commit): Refusal | null {
  const written = new Map(commit.writes.map(({ entity, id, op }) => [`${entity}\0${id}`, op]));
  const willBeLive = (entity: string, id: string): boolean => {
    const op = written.get(`${entity}\0${id}`);
    return op === undefined ? liveTable(tenant, entity).has(id) : op === 'put';
  };
  return (
    firstOf(commit.writes, (write) => refuseStale(tenant, write)) ??
    firstOf(commit.claims, (claim) => refuseClaim(tenant, claim)) ??
    firstOf(commit.writes, (write) => refuseMissingReference(schema, write, willBeLive)) ??
    refuseCheckpoint(tenant, commit)
  );
}

function firstOf<T>(items: readonly T[], refuse: (item: T) => Refusal | null): Refusal | null {
  for (const item of items) {
    const refusal = refuse(item);
    if (refusal !== null) return refusal;
  }
  return null;
}

function refuseStale(tenant: TenantData, { entity, id, expect }: Write): Refusal | null {
  const current = liveTable(tenant, entity).get(id) ?? null;
  if ((current?.rev ?? 'absent') === expect) return null;
  return { ok: false, reason: 'conflict', entity, id, current };
}

function refuseClaim(tenant: TenantData, { key, expect }: Claim): Refusal | null {
  const held = tenant.claims.get(key);
  const asExpected =
    expect === 'absent'
      ? held === undefined
      : 'rev' in expect
        ? held?.rev === expect.rev
        : held?.holder === expect.holder;
  return asExpected ? null : { ok: false, reason: 'claimed', key, holder: held?.holder ?? null };
}

function refuseMissingReference(
  schema: StorageSchema,
  write: Write,
  willBeLive: (entity: string, id: string) => boolean,
): Refusal | null {
  for (const { path, entity, target } of references(schema, write)) {
    if (!willBeLive(entity, target))
      return { ok: false, reason: 'missingRef', entity: write.entity, id: write.id, path, target };
  }
  return null;
}

function* references(
  schema: StorageSchema,
  { entity, row, changed }: Write,
): Iterable<{ path: string; entity: string; target: string }> {
  if (row === undefined) return;
  const isSet = (path: string): boolean => changed?.includes(path) ?? true;
  const { fields, custom } = entityOf(schema, entity);
  for (const [name, { type }] of Object.entries(fields)) {
    const target = row[name];
    if (type.type === 'ref' && typeof target === 'string' && isSet(name))
      yield { path: name, entity: type.entity, target };
  }
  for (const [name, { type }] of Object.entries(custom)) {
    const [path, target] = [`custom.${name}`, row.custom?.[name]];
    if (type.type === 'ref' && typeof target === 'string' && isSet(path)) yield { path, entity: type.entity, target };
  }
}

function refuseCheckpoint(tenant: TenantData, { checkpoints = [] }: Commit): Refusal | null {
  return firstOf(checkpoints, ({ subscriber, expect }) => {
    const current = tenant.checkpoints.get(subscriber)?.checkpoint ?? null;
    return current === expect ? null : { ok: false, reason: 'checkpoint', subscriber, current };
  });
}
