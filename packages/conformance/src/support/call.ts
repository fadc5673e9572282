import {
  type Cause,
  type Change,
  type Claim,
  type Commit,
  type CommitResult,
  type Context,
  isCrmError,
  type Page,
  type Query,
  type Rev,
  type Row,
  type Storage,
  type Write,
} from '@crmkit/core';

/** The instant most of the suite stands on: 2024-02-29T12:00:00.000Z. */
export const NOON = 1_709_208_000_000;

/** The values of a row; `custom` is an object of its own. */
export type Fields = { readonly [field: string]: unknown };

/** Builds a row as a caller would hand it in. Values may be wrong on purpose, so their type is open. */
export function rowOf(id: string, fields: Fields): Row {
  return { id, rev: '', ...fields } as Row;
}

/** Builds the write of a whole row; `expect` is `absent` when left out. */
export function put(entity: string, id: string, fields: Fields, expect: 'absent' | Rev = 'absent'): Write {
  return { entity, id, op: 'put', expect, row: rowOf(id, fields) };
}

/** Builds a commit around writes, with a cause at noon. */
export function commitOf(writes: readonly Write[], extra: Partial<Omit<Commit, 'writes'>> = {}): Commit {
  return { writes, claims: [], cause: causeAt(NOON), ...extra };
}

/** A cause at an instant, in UTC milliseconds. */
export function causeAt(at: number, command = 'suite.write'): Cause {
  return { command, actor: 'suite', at };
}

/** Builds a claim; `absent` is expected when left out. */
export function claim(key: string, holder: string, expect: Claim['expect'] = 'absent'): Claim {
  return { key, holder, expect };
}

/** Commits what has to succeed and gives the revisions. */
export async function commitOk(storage: Storage, context: Context, commit: Commit): Promise<readonly Rev[]> {
  const result = await storage.commit(context, commit);
  if (!result.ok) throw new Error(`The commit was refused: ${JSON.stringify(result)}`);
  return result.revs;
}

/** Commits what has to be refused and gives the reason. */
export async function commitRefused<R extends Exclude<CommitResult, { ok: true }>['reason']>(
  storage: Storage,
  context: Context,
  commit: Commit,
  reason: R,
): Promise<Extract<CommitResult, { readonly reason: R }>> {
  const result = await storage.commit(context, commit);
  if (result.ok || result.reason !== reason)
    throw new Error(`Expected the refusal "${reason}", got ${JSON.stringify(result)}`);
  return result as Extract<CommitResult, { readonly reason: R }>;
}

/** Reads one live record, or null. */
export async function read(storage: Storage, context: Context, entity: string, id: string): Promise<Row | null> {
  const [row] = await storage.get(context, entity, [id]);
  return row ?? null;
}

/** A row without its revision, for comparisons. */
export function withoutRev(row: Row | null | undefined): { readonly [field: string]: unknown } | null {
  if (row === null || row === undefined) return null;
  const { rev: _rev, ...rest } = row;
  return rest;
}

/** Reads every page of a query, checking that no page is larger than asked for. */
export async function queryAll(
  storage: Storage,
  context: Context,
  entity: string,
  query: Partial<Query> = {},
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Page = await storage.query(context, entity, { limit: 1000, now: NOON, ...query, cursor });
    if (page.rows.length > (query.limit ?? 1000))
      throw new Error(`A page of ${page.rows.length} rows came where ${query.limit} were asked for.`);
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== null);
  return rows;
}

/** The ids of every row of a query, in its order. */
export async function queryIds(
  storage: Storage,
  context: Context,
  entity: string,
  query: Partial<Query> = {},
): Promise<readonly string[]> {
  return (await queryAll(storage, context, entity, query)).map(({ id }) => id);
}

/** Reads a tenant's feed from a checkpoint to its end. */
export async function readFeed(
  storage: Storage,
  context: Context,
  options: { readonly after?: string | null; readonly limit?: number; readonly entities?: readonly string[] } = {},
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  let after = options.after ?? null;
  for (;;) {
    const page = await storage.changes(context, {
      after,
      limit: options.limit ?? 500,
      ...(options.entities && { entities: options.entities }),
    });
    changes.push(...page.changes);
    if (page.checkpoint === after) return changes;
    after = page.checkpoint;
  }
}

/** The checkpoint at the end of a tenant's feed. */
export async function feedEnd(storage: Storage, context: Context): Promise<string> {
  let after: string | null = null;
  for (;;) {
    const page = await storage.changes(context, { after, limit: 1000 });
    if (page.checkpoint === after) return page.checkpoint;
    after = page.checkpoint;
  }
}

/** Waits for a call that has to fail with a typed error and gives that error. */
export async function failure(
  call: () => Promise<unknown>,
  ...codes: readonly string[]
): Promise<Error & { readonly code: string; readonly path?: string }> {
  let value: unknown;
  try {
    value = await call();
  } catch (error) {
    if (isCrmError(error) && codes.includes(error.code)) return error;
    const got =
      error instanceof Error ? `${error.name} ${isCrmError(error) ? error.code : ''}: ${error.message}` : String(error);
    throw new Error(`Expected ${codes.join(' or ')}, got ${got}`, { cause: error });
  }
  throw new Error(`Expected ${codes.join(' or ')}, but the call gave ${JSON.stringify(value)?.slice(0, 300)}`);
}

/** Splits work into commits of at most `size` writes, so that suites fit every `maxBatch`. */
export async function commitMany(
  storage: Storage,
  context: Context,
  writes: readonly Write[],
  size = 500,
): Promise<readonly Rev[]> {
  const limit = Math.min(size, storage.capabilities.maxBatch);
  const revs: Rev[] = [];
  for (let start = 0; start < writes.length; start += limit) {
    revs.push(...(await commitOk(storage, context, commitOf(writes.slice(start, start + limit)))));
  }
  return revs;
}

/** Runs a task until it no longer loses a race; typed RETRYABLE errors are tried again, all others pass. */
export async function retrying<T>(task: () => Promise<T>, attempts = 200): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (!isCrmError(error, 'RETRYABLE') || attempt >= attempts) throw error;
    }
  }
}

/** Waits; at 0 it only lets other work go on. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
