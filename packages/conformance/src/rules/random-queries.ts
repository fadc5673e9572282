import type { AggregateQuery, Context, Expression, Row, Sort, StoredValue } from '@crmkit/core';
import { aggregateQuery, compareRows, createRelated, findField } from '@crmkit/core/storage';
import {
  createRandom,
  evaluateExpression,
  type RowsByEntity,
  randomExpression,
  randomRows,
  SAMPLE_NOWS,
  type SeededRandom,
} from '@crmkit/core/testing';
import type { RuleGroup, Trial } from '../rule.js';
import { commitMany, commitOf, commitOk, queryAll, rowOf } from '../support/call.js';
import { checked } from '../support/expressions.js';
import { suiteSchema } from '../support/suite-schema.js';

const ENTITIES = ['party', 'party', 'order'] as const;
const SETS = 10;

/** Random queries against the reference evaluator of core. */
export const randomQueryRules: RuleGroup = {
  title: 'random queries',
  rules: [
    {
      id: 'RQ1',
      promise:
        '2,000 random queries (conditions of every operator, orders, page sizes, parameters, moments around changes of the clock) give the records the reference evaluator gives.',
      async run(trial) {
        const queries = trial.loops(2000, 60);
        for (let set = 0; set < SETS; set += 1) {
          const { context, rows, now } = await loadSet(trial, set);
          for (let index = set; index < queries; index += SETS)
            await checkQuery(trial, context, rows, now, trial.seed + index);
        }
      },
    },
    {
      id: 'RQ2',
      promise: '400 random aggregates give the groups and measures of the reference.',
      async run(trial) {
        const queries = trial.loops(400, 30);
        for (let set = 0; set < SETS; set += 1) {
          const { context, rows, now } = await loadSet(trial, set);
          for (let index = set; index < queries; index += SETS)
            await checkAggregate(trial, context, rows, now, trial.seed + index);
        }
      },
    },
  ],
};

interface LoadedSet {
  readonly context: Context;
  readonly rows: RowsByEntity;
  readonly now: number;
}

async function loadSet(trial: Trial, set: number): Promise<LoadedSet> {
  const context = trial.tenant(`set ${set}`);
  const now = SAMPLE_NOWS[set % SAMPLE_NOWS.length] ?? 0;
  const made = randomRows(createRandom(trial.seed + set), suiteSchema, { rows: 24, now });
  const writes = Object.entries(made).flatMap(([entity, rows]) =>
    rows.map((row) => ({ entity, id: row.id, op: 'put' as const, expect: 'absent' as const, row })),
  );
  // References lead from row to row, so the whole set goes into one commit.
  if (writes.length <= trial.storage.capabilities.maxBatch) await commitOk(trial.storage, context, commitOf(writes));
  else await commitMany(trial.storage, context, writes);
  return { context, rows: made, now };
}

async function checkQuery(
  trial: Trial,
  context: Context,
  rows: RowsByEntity,
  now: number,
  seed: number,
): Promise<void> {
  const random = createRandom(seed);
  const entity = random.pick(ENTITIES);
  const params: { [name: string]: StoredValue } = {};
  const expression = randomExpression(random, suiteSchema, entity, { depth: random.integer(0, 4), now, params });
  const sort = randomSort(random, entity);
  const limit = random.pick([3, 7, 1000]);
  const expected = (rows[entity] ?? [])
    .filter(referenceOf(expression, entity, rows, now, params))
    .toSorted(compareRows(sort, entitySchema(entity)));
  const found = await queryAll(trial.storage, context, entity, {
    where: checked(entity, expression),
    sort,
    limit,
    now,
    params,
  });
  const [expectedIds, foundIds] = [expected.map(({ id }) => id), found.map(({ id }) => id)];
  if (JSON.stringify(expectedIds) === JSON.stringify(foundIds)) return;
  throw new Error(
    `Query of seed ${seed} over ${entity}: expected ${JSON.stringify(expectedIds)}, found ${JSON.stringify(foundIds)}: ${JSON.stringify({ where: expression, sort, now, params })}`,
  );
}

async function checkAggregate(
  trial: Trial,
  context: Context,
  rows: RowsByEntity,
  now: number,
  seed: number,
): Promise<void> {
  const random = createRandom(seed);
  const entity = random.pick(ENTITIES);
  const query = randomAggregate(random, entity, now);
  const expected = aggregateQuery(
    {
      schema: suiteSchema,
      tenant: '',
      entity,
      rows: rows[entity] ?? [],
      related: createRelated(suiteSchema, (name) => rows[name] ?? []),
    },
    query,
  );
  const found = await trial.storage.aggregate?.(context, entity, query);
  if (text(expected) === text(found ?? [])) return;
  throw new Error(
    `Aggregate of seed ${seed} over ${entity}: expected ${text(expected)}, found ${text(found ?? [])}: ${JSON.stringify(query)}`,
  );
}

function randomAggregate(random: SeededRandom, entity: string, now: number): AggregateQuery {
  const where = checked(entity, randomExpression(random, suiteSchema, entity, { depth: 1, now }));
  const paths = pathsOf(entity).filter((path) => !['list', 'json'].includes(typeAt(entity, path)));
  const groupBy = paths.filter(() => random.chance(1.2 / paths.length));
  const measures: Record<string, AggregateQuery['measures'][string]> = { n: { fn: 'count' } };
  for (const path of paths) {
    if (!random.chance(0.5)) continue;
    const type = typeAt(entity, path);
    const numeric = type === 'int' || type === 'decimal' || type === 'money';
    const fns = numeric
      ? (['count', 'sum', 'avg', 'min', 'max', 'distinct'] as const)
      : type === 'bool'
        ? (['count', 'distinct'] as const)
        : (['count', 'min', 'max', 'distinct'] as const);
    const fn = random.pick(fns);
    measures[`${fn}_${path.join('_')}`] = { fn, path };
  }
  return {
    measures,
    now,
    ...(random.chance(0.7) && { where }),
    ...(groupBy.length > 0 && random.chance(0.7) && { groupBy }),
  };
}

/** Groups come in no promised order, and neither do the keys of an object. */
function text(rows: readonly { readonly group: object; readonly measures: object }[]): string {
  return JSON.stringify(
    rows.map(({ group, measures }) => JSON.stringify([sortedEntries(group), sortedEntries(measures)])).sort(),
  );
}

function sortedEntries(value: object): readonly unknown[] {
  return Object.entries(value)
    .map(([key, member]: [string, unknown]) => [
      key,
      typeof member === 'object' && member !== null ? sortedEntries(member) : member,
    ])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function referenceOf(
  expression: Expression,
  entity: string,
  rows: RowsByEntity,
  now: number,
  params: { readonly [name: string]: StoredValue },
): (row: Row) => boolean {
  const related = createRelated(suiteSchema, (name) => rows[name] ?? []);
  return (row) =>
    evaluateExpression(expression, { schema: suiteSchema, entity, row: rowOf(row.id, row), now, params, related });
}

function randomSort(random: SeededRandom, entity: string): readonly Sort[] {
  const sortable = pathsOf(entity).filter((path) => !['list', 'json'].includes(typeAt(entity, path)));
  return Array.from({ length: random.integer(0, 2) }, () => ({
    path: random.pick(sortable),
    direction: random.pick(['asc', 'desc'] as const),
  }));
}

function pathsOf(entity: string): readonly (readonly string[])[] {
  const { fields, custom } = entitySchema(entity);
  return [...Object.keys(fields).map((name) => [name]), ...Object.keys(custom).map((name) => ['custom', name])];
}

function typeAt(entity: string, path: readonly string[]): string {
  return findField(entitySchema(entity), path)?.type.type ?? '';
}

function entitySchema(entity: string): NonNullable<(typeof suiteSchema.entities)[string]> {
  const schema = suiteSchema.entities[entity];
  if (schema === undefined) throw new Error(`The suite has no entity ${entity}.`);
  return schema;
}
