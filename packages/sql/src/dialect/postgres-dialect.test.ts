import { divideRounded, toBigInt, toStoredMoney } from '@crmkit/core';
import { createRandom } from '@crmkit/core/testing';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moneyAsNumeric } from '../schema/money-view.js';
import { postgresDialect as dialect } from './postgres-dialect.js';

let database: PGlite;

beforeAll(async () => {
  database = new PGlite();
  await database.waitReady;
}, 60_000);

afterAll(() => database.close());

async function ask(expressions: readonly string[], parameters: readonly string[] = []): Promise<readonly unknown[]> {
  const { rows } = await database.query<unknown[]>(
    `select ${expressions.map((sql) => `(${sql})::text`).join(', ')}`,
    [...parameters],
    { rowMode: 'array' },
  );
  return rows[0] ?? [];
}

describe('the Postgres dialect', () => {
  it('divides like BigInt, half away from zero, at any size', async () => {
    const seed = 3;
    const random = createRandom(seed);
    const big = (digits: number): bigint => BigInt(Array.from({ length: digits }, () => random.integer(0, 9)).join(''));
    const cases = Array.from({ length: 400 }, () => {
      const dividend = big(random.integer(1, 24)) * (random.chance(0.5) ? 1n : -1n);
      return [dividend, big(random.integer(1, 6)) + 1n] as const;
    });
    cases.push([5n, 2n], [-5n, 2n], [1n, 2n], [-1n, 2n], [0n, 7n]);
    const got = await ask(cases.map(([a, b]) => dialect.divideRounded(`(${a}::numeric)`, `${b}::numeric`)));
    expect(
      got.map((text) => BigInt(String(text))),
      `seed ${seed}`,
    ).toEqual(cases.map(([a, b]) => divideRounded(a, b)));
  });

  it('takes text by characters, where LIKE would see patterns', async () => {
    const texts = ['', 'a', '%', '_', '\\', 'a%b', '100%', '臺北\u{1f600}', "O'Brien", '\u{1f600}'];
    for (const text of texts) {
      const parts = texts.flatMap((_, index) => {
        const part = `$${index + 2}::text`;
        return [
          dialect.startsWith('$1::text', part),
          dialect.endsWith('$1::text', part),
          dialect.contains('$1::text', part),
        ];
      });
      const expected = texts.flatMap((part) => [text.startsWith(part), text.endsWith(part), text.includes(part)]);
      expect(await ask(parts, [text, ...texts]), JSON.stringify(text)).toEqual(expected.map(String));
    }
  });

  it('reads back every text that stands in a list', async () => {
    const json = JSON.stringify({ text: 'a "quote", a \\ and \n', 臺北: '\u2028\u007f😀' });
    const mixed = ['"\n\\', json, JSON.stringify(json), '\u2028"\u007f😀'];
    const values = ['', 'NULL', '{}', 'a,b', '"', '\\', ' blank ', "'", '\n\t', '臺北', null, ...mixed];
    const { rows } = await database.query<{ v: unknown }>(
      `select array_to_json(${dialect.listParameter(1, 'text')})::text as v`,
      [dialect.listText(values)],
    );
    expect(JSON.parse(String(rows[0]?.v))).toEqual(values);
  });

  it('shows money exactly in units of its currency', async () => {
    const cases = [
      ['9999999999999999.99', 'EUR', 0],
      ['-0.01', 'EUR', 0],
      ['12345', 'JPY', 0],
      ['1.234', 'KWD', 0],
      ['0.00012', 'JPY', 5],
    ] as const;
    const expressions = cases.map(([amount, currency, extra]) => {
      const stored = toStoredMoney({ amount, currency }, extra);
      return `${moneyAsNumeric(`(${toBigInt(stored.amount)})::bigint`, `'${currency}'`, extra)} = ${amount}`;
    });
    expect(await ask(expressions)).toEqual(cases.map(() => 'true'));
  });
});
