import {
  type Commit,
  checkExpression,
  compareText,
  compileExpression,
  type Expression,
  type Query,
  type Row,
  type Storage,
  type StoredValue,
} from '@crmkit/core';
import {
  createRandom,
  evaluateExpression,
  type RowsByEntity,
  randomExpression,
  randomRows,
  relatedAmong,
  SAMPLE_NOWS,
  sampleSchema,
} from '@crmkit/core/testing';

/** Expressions that are asked over one set of rows. */
export const CASES_PER_SET = 50;
const ROWS = 40;

/** Rows of every entity, kept by a storage under a tenant of their own. */
export interface RowSet {
  readonly tenant: string;
  readonly rows: RowsByEntity;
}

/** One random expression over a set of rows. */
export interface RandomCase {
  readonly seed: number;
  readonly entity: string;
  readonly expression: Expression;
  readonly query: Query;
}

/**
 * Makes the rows of a set; the same numbers give the same rows in every process.
 *
 * @param seed - of the run
 * @param set - number of the set
 * @returns the rows and the tenant to keep them under
 */
export function makeSet(seed: number, set: number): RowSet {
  const random = createRandom(seed * 31 + set);
  return { tenant: `set-${set}`, rows: randomRows(random, sampleSchema, { rows: ROWS, now: nowOf(set) }) };
}

/**
 * Makes a case of a set.
 *
 * @param seed - of the run
 * @param index - number of the case in the run
 * @returns the expression as drawn, and the query a storage is asked
 */
export function makeCase(seed: number, index: number): RandomCase {
  const random = createRandom(seed + index);
  const entity = random.pick(['customer', 'customer', 'customer', 'order', 'line', 'visit']);
  const now = nowOf(Math.floor(index / CASES_PER_SET));
  const params: { [name: string]: StoredValue } = {};
  const expression = randomExpression(random, sampleSchema, entity, { depth: random.integer(0, 4), now, params });
  const where = checkExpression(expression, sampleSchema, entity).expression;
  return { seed: seed + index, entity, expression, query: { where, limit: 1000, now, params } };
}

/** Ids by the letter of the meaning table, from the expression as it was drawn. */
export function idsByReference({ entity, expression, query }: RandomCase, { rows }: RowSet): readonly string[] {
  const related = relatedAmong(sampleSchema, rows);
  const { now, params = {} } = query;
  return idsOf(rows[entity], (row) =>
    evaluateExpression(expression, { schema: sampleSchema, entity, row, now, params, related }),
  );
}

/** Ids by compiled closures, from the normalised expression. */
export function idsByClosures({ entity, query }: RandomCase, { rows }: RowSet): readonly string[] {
  const { where, now, params = {} } = query;
  if (where === undefined) throw new Error('A case has a condition.');
  return idsOf(
    rows[entity],
    compileExpression(where, sampleSchema, entity)({ now, params, related: relatedAmong(sampleSchema, rows) }),
  );
}

/** Ids a storage gives. */
export async function idsByStorage(
  storage: Storage,
  { entity, query }: RandomCase,
  { tenant }: RowSet,
): Promise<readonly string[]> {
  return (await storage.query({ tenant }, entity, query)).rows.map(({ id }) => id);
}

/** Puts a set into a storage, in one commit, since its references lead from row to row. */
export async function loadSet(storage: Storage, { tenant, rows }: RowSet): Promise<void> {
  const commit: Commit = {
    writes: Object.entries(rows).flatMap(([entity, made]) =>
      made.map((row) => ({ entity, id: row.id, op: 'put' as const, expect: 'absent' as const, row })),
    ),
    claims: [],
    cause: { command: 'fuzz', actor: 'fuzz', at: 0 },
  };
  const result = await storage.commit({ tenant }, commit);
  if (!result.ok) throw new Error(`The rows of ${tenant} were refused: ${JSON.stringify(result)}`);
}

function idsOf(rows: readonly Row[] = [], matches: (row: Row) => boolean): readonly string[] {
  return rows
    .filter(matches)
    .map(({ id }) => id)
    .sort(compareText);
}

function nowOf(set: number): number {
  return SAMPLE_NOWS[set % SAMPLE_NOWS.length] ?? 0;
}
