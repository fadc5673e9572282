// Compiled closures beside functions written by hand, over a million rows, in a process that has compiled and run 200
// other rules: what one more rule costs in a program that is full of them. Measured in two ways: by stretches that take
// turns, so that each side meets rows that left the caches, and plainly, one loop over all rows after the other.
// Beside them an engine that interprets rules as data, as the closures do without generating code.
import { cpus } from 'node:os';
import { reportFigure } from '@crmkit/devkit';
import { LogicEngine } from 'json-logic-engine';
import { checkExpression } from '../src/expression/check.js';
import { compileExpression, type Predicate } from '../src/expression/compile.js';
import type { Expression, Literal } from '../src/expression/node.js';
import type { StorageSchema } from '../src/model/storage-schema.js';
import type { Row, StoredMoney } from '../src/storage/contract.js';
import { createRandom, type SeededRandom } from '../src/values/seeded-random.js';

const ROWS = 1_000_000;
const OTHER_RULES = 200;
const ROUNDS = 15;
const PLAIN_ROUNDS = 25;
const STRETCHES = 20;
const SEED = 7;
const NOW = Date.UTC(2024, 5, 15);
const DAY = 86_400_000;

const schema: StorageSchema = {
  version: 1,
  entities: {
    customer: {
      name: 'customer',
      fact: false,
      fields: {
        name: { type: { type: 'text' }, nullable: false },
        status: { type: { type: 'keyword' }, nullable: true },
        visits: { type: { type: 'int' }, nullable: true },
        rating: { type: { type: 'decimal', precision: 12, scale: 2 }, nullable: true },
        total: { type: { type: 'money', extraDigits: 0 }, nullable: true },
        seenAt: { type: { type: 'instant' }, nullable: true },
      },
      custom: {
        creditClass: { type: { type: 'keyword' }, nullable: true },
        points: { type: { type: 'int' }, nullable: true },
      },
      relations: {},
      indexes: [],
      time: null,
    },
  },
};

const STATUSES = ['lead', 'active', 'lost', 'vip'] as const;

function makeRows(random: SeededRandom): readonly Row[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const row: { id: string; rev: string; [field: string]: Row[string] } = {
      id: `cus_${index}`,
      rev: '1',
      name: `Customer ${random.integer(0, 9_999)}`,
    };
    if (random.chance(0.95)) row.status = random.pick(STATUSES);
    if (random.chance(0.9)) row.visits = random.integer(0, 99);
    if (random.chance(0.9)) row.rating = random.integer(0, 1_000_00);
    if (random.chance(0.9))
      row.total = { amount: random.integer(0, 1_000_000_00), currency: random.chance(0.8) ? 'TWD' : 'USD' };
    if (random.chance(0.9)) row.seenAt = NOW - random.integer(0, 365 * DAY);
    if (random.chance(0.5)) row.custom = { creditClass: random.pick(['A', 'B', 'C']), points: random.integer(0, 99) };
    return row as Row;
  });
}

const field = (...path: string[]) => ({ op: 'field', path }) as const;
const keyword = (value: string): Literal => ({ op: 'lit', type: 'keyword', value });
const int = (value: number): Literal => ({ op: 'lit', type: 'int', value });
const decimal = (value: string): Literal => ({ op: 'lit', type: 'decimal', value });
const twd = (amount: string): Literal => ({ op: 'lit', type: 'money', value: { amount, currency: 'TWD' } });

const variable = (name: string) => ({ var: name });

interface Rule {
  readonly name: string;
  readonly expression: Expression;
  readonly byHand: Predicate;
  /** The same as JSON logic over the stored rows. */
  readonly jsonLogic?: { readonly and: readonly object[] };
}

/** Each rule with five conditions beside a function that says the same, null-safe, with direct property access. */
const rules: readonly Rule[] = [
  {
    name: 'selective',
    expression: {
      op: 'and',
      args: [
        { op: 'eq', left: field('status'), right: keyword('active') },
        { op: 'gt', left: field('visits'), right: int(10) },
        { op: 'gte', left: field('total'), right: twd('1000') },
        { op: 'lt', left: field('rating'), right: decimal('900') },
        { op: 'within', field: ['seenAt'], window: { type: 'duration', value: 'P180D' } },
      ],
    },
    byHand: (row) => {
      if (row.status !== 'active') return false;
      const visits = row.visits as number | undefined;
      if (visits === undefined || !(visits > 10)) return false;
      const total = row.total as StoredMoney | undefined;
      if (total === undefined || total.currency !== 'TWD') return false;
      if (!(typeof total.amount === 'number' ? total.amount >= 100_000 : BigInt(total.amount) >= 100_000n))
        return false;
      const rating = row.rating as number | string | undefined;
      if (rating === undefined || !(typeof rating === 'number' ? rating < 90_000 : BigInt(rating) < 90_000n))
        return false;
      const seenAt = row.seenAt as number | undefined;
      return seenAt !== undefined && seenAt > NOW - 180 * DAY && seenAt <= NOW;
    },
    jsonLogic: {
      and: [
        { '===': [variable('status'), 'active'] },
        { '>': [variable('visits'), 10] },
        { '===': [variable('total.currency'), 'TWD'] },
        { '>=': [variable('total.amount'), 100_000] },
        { '!==': [variable('rating'), null] },
        { '<': [variable('rating'), 90_000] },
        { '>': [variable('seenAt'), NOW - 180 * DAY] },
        { '<=': [variable('seenAt'), NOW] },
      ],
    },
  },
  {
    name: 'permissive',
    expression: {
      op: 'and',
      args: [
        { op: 'gt', left: field('visits'), right: int(3) },
        { op: 'in', arg: field('status'), list: [keyword('active'), keyword('lead'), keyword('vip')] },
        { op: 'gte', left: field('total'), right: twd('10') },
        { op: 'not', arg: { op: 'isNull', arg: field('rating') } },
        { op: 'startsWith', arg: field('name'), text: { op: 'lit', type: 'text', value: 'Customer' } },
      ],
    },
    byHand: (row) => {
      const visits = row.visits as number | undefined;
      if (visits === undefined || !(visits > 3)) return false;
      const status = row.status;
      if (status !== 'active' && status !== 'lead' && status !== 'vip') return false;
      const total = row.total as StoredMoney | undefined;
      if (total === undefined || total.currency !== 'TWD') return false;
      if (!(typeof total.amount === 'number' ? total.amount >= 1_000 : BigInt(total.amount) >= 1_000n)) return false;
      if (row.rating === undefined) return false;
      const name = row.name as string | undefined;
      return name?.startsWith('Customer') === true;
    },
  },
  {
    name: 'custom-or',
    expression: {
      op: 'or',
      args: [
        {
          op: 'and',
          args: [
            { op: 'eq', left: field('custom', 'creditClass'), right: keyword('A') },
            { op: 'gt', left: field('custom', 'points'), right: int(50) },
          ],
        },
        {
          op: 'and',
          args: [
            { op: 'eq', left: field('status'), right: keyword('vip') },
            { op: 'lt', left: field('visits'), right: int(50) },
            { op: 'gt', left: field('rating'), right: decimal('100') },
          ],
        },
      ],
    },
    byHand: (row) => {
      const custom = row.custom;
      if (custom !== undefined && custom.creditClass === 'A') {
        const points = custom.points as number | undefined;
        if (points !== undefined && points > 50) return true;
      }
      if (row.status !== 'vip') return false;
      const visits = row.visits as number | undefined;
      if (visits === undefined || !(visits < 50)) return false;
      const rating = row.rating as number | string | undefined;
      return rating !== undefined && (typeof rating === 'number' ? rating > 10_000 : BigInt(rating) > 10_000n);
    },
  },
];

function drawRule(random: SeededRandom, depth: number): Expression {
  if (depth > 0 && random.chance(0.7)) {
    const args = Array.from({ length: random.integer(2, 5) }, () => drawRule(random, depth - 1));
    return random.chance(0.2)
      ? { op: 'not', arg: { op: 'or', args } }
      : { op: random.pick(['and', 'or'] as const), args };
  }
  const order = random.pick(['lt', 'lte', 'gt', 'gte', 'eq'] as const);
  return random.pick<() => Expression>([
    () => ({ op: 'eq', left: field('status'), right: keyword(random.pick(STATUSES)) }),
    () => ({ op: order, left: field('visits'), right: int(random.integer(0, 99)) }),
    () => ({ op: order, left: field('custom', 'points'), right: int(random.integer(0, 99)) }),
    () => ({ op: order, left: field('rating'), right: decimal(String(random.integer(0, 999))) }),
    () => ({ op: order, left: field('total'), right: twd(String(random.integer(0, 999_999))) }),
    () => ({
      op: order,
      left: field('name'),
      right: { op: 'lit', type: 'text', value: `Customer ${random.integer(0, 9_999)}` },
    }),
    () => ({ op: 'within', field: ['seenAt'], window: { type: 'duration', value: `P${random.integer(1, 360)}D` } }),
    () => ({ op: 'in', arg: field('custom', 'creditClass'), list: [keyword('A'), keyword('B')] }),
    () => ({ op: 'isNull', arg: field(random.pick(['status', 'visits', 'rating', 'total', 'seenAt'])) }),
    () => ({
      op: 'contains',
      arg: field('name'),
      text: { op: 'lit', type: 'text', value: String(random.integer(0, 99)) },
    }),
  ])();
}

const compile = (expression: Expression): Predicate =>
  compileExpression(
    checkExpression(expression, schema, 'customer').expression,
    schema,
    'customer',
  )({ now: NOW, related: () => [] });

function countMatches(rows: readonly Row[], predicate: Predicate): number {
  let count = 0;
  for (const row of rows) if (predicate(row)) count++;
  return count;
}

/**
 * Time per row of both sides over all rows. Both go through the rows stretch by stretch, half of the rows apart, so
 * that each meets rows that left the caches long ago, as in one pass over a million. Each stretch counts with its best
 * round: what else the machine does at a time weighs on neither side.
 */
function measurePair(
  rows: readonly Row[],
  compiled: Predicate,
  byHand: Predicate,
): { readonly compiled: number; readonly byHand: number } {
  const stretches = Array.from({ length: STRETCHES }, (_, index) =>
    rows.slice((index * ROWS) / STRETCHES, ((index + 1) * ROWS) / STRETCHES),
  );
  const best = {
    compiled: stretches.map(() => Number.POSITIVE_INFINITY),
    byHand: stretches.map(() => Number.POSITIVE_INFINITY),
  };
  const sides = [
    ['byHand', byHand, 0],
    ['compiled', compiled, STRETCHES / 2],
  ] as const;
  for (let round = 0; round < ROUNDS; round++) {
    for (let step = 0; step < STRETCHES; step++) {
      for (const [side, predicate, ahead] of sides) {
        const index = (step + ahead) % STRETCHES;
        const start = performance.now();
        countMatches(stretches[index] ?? [], predicate);
        best[side][index] = Math.min(best[side][index] ?? 0, performance.now() - start);
      }
    }
  }
  const perRow = (times: readonly number[]): number =>
    (times.reduce((total, time) => total + time, 0) * 1e6) / rows.length;
  return { compiled: perRow(best.compiled), byHand: perRow(best.byHand) };
}

interface PlainTimes {
  readonly best: number;
  readonly median: number;
}

/** Time per row of one loop over all rows; the two take turns by rounds. */
function measurePlainly(rows: readonly Row[], one: Predicate, other: Predicate): readonly [PlainTimes, PlainTimes] {
  const times: readonly [number[], number[]] = [[], []];
  for (let round = 0; round < PLAIN_ROUNDS; round++) {
    for (const [predicate, own] of [
      [one, times[0]],
      [other, times[1]],
    ] as const) {
      const start = performance.now();
      countMatches(rows, predicate);
      own.push(((performance.now() - start) * 1e6) / rows.length);
    }
  }
  return [summarise(times[0]), summarise(times[1])];
}

function summarise(times: readonly number[]): PlainTimes {
  const sorted = times.toSorted((a, b) => a - b);
  return { best: sorted[0] ?? Number.NaN, median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN };
}

const random = createRandom(SEED);
const rows = makeRows(random);
console.error(
  `# ${ROWS} rows, ${OTHER_RULES} other rules run before, seed ${SEED}, ${cpus()[0]?.model ?? 'unknown processor'}, node ${process.version}`,
);

const sample = rows.slice(0, 5_000);
let met = 0;
for (let index = 0; index < OTHER_RULES; index++) met += countMatches(sample, compile(drawRule(random, 2)));
console.error(`# other rules matched ${met} times`);

const engine = new LogicEngine();
for (const { name, expression, byHand, jsonLogic } of rules) {
  const compiled = compile(expression);
  const report = (figure: string, value: number, baseline: number, most: number): void =>
    reportFigure({
      name: `closures.${name}${figure}`,
      value,
      unit: 'ns/row',
      baseline,
      bar: { op: '<=', value: most, of: 'ratio' },
    });
  checkSameCount(name, compiled, byHand);
  const inTurns = measurePair(rows, compiled, byHand);
  report('', inTurns.compiled, inTurns.byHand, 2);
  const [own, hand] = measurePlainly(rows, compiled, byHand);
  report('.plain-best', own.best, hand.best, 2);
  report('.plain-median', own.median, hand.median, 2);
  if (jsonLogic === undefined) continue;
  const interpreted: Predicate = (row) => engine.run(jsonLogic, row) === true;
  checkSameCount(name, compiled, interpreted);
  const [beside, peer] = measurePlainly(rows, compiled, interpreted);
  report('.beside-json-logic-engine', beside.median, peer.median, 1);
}

function checkSameCount(name: string, compiled: Predicate, other: Predicate): void {
  const [found, expected] = [countMatches(rows, compiled), countMatches(rows, other)];
  if (found !== expected) throw new Error(`${name}: the closures find ${found} rows, the other side ${expected}.`);
}
