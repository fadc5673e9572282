import type { Expression, Literal, ValueNode } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { shopSchema } from '../../test/shop-schema.js';
import { postgresDialect } from '../dialect/postgres-dialect.js';
import { type CompiledCondition, compileCondition } from './compile-condition.js';

const field = (...path: string[]): ValueNode & Expression => ({ op: 'field', path });
const lit = (type: 'text' | 'decimal' | 'date', value: string): Literal => ({ op: 'lit', type, value });
const int = (value: number): Literal => ({ op: 'lit', type: 'int', value });
const money = (amount: string, currency: string): Literal => ({
  op: 'lit',
  type: 'money',
  value: { amount, currency },
});

function compile(expression: Expression, params = {}): CompiledCondition {
  return compileCondition(expression, shopSchema, 'party', postgresDialect, {
    now: 86_400_000,
    params,
    parameters: ['acme'],
  });
}

describe('a condition', () => {
  it('renders a positive leaf plain, so that an index serves it', () => {
    const { text, parameters } = compile({ op: 'eq', left: field('name'), right: lit('text', 'ACME') });
    expect(text).toBe('t."name" = ($2::text collate "C")');
    expect(parameters).toEqual(['acme', 'ACME']);
  });

  it('renders a negated group as not true and an inequality as distinct', () => {
    const equal: Expression = { op: 'eq', left: field('email'), right: lit('text', 'a') };
    expect(compile({ op: 'not', arg: equal }).text).toBe('t."email" is distinct from ($2::text collate "C")');
    expect(compile({ op: 'not', arg: { op: 'and', args: [equal, field('active')] } }).text).toBe(
      '((t."email" = ($2::text collate "C") and t."active")) is not true',
    );
    expect(compile({ op: 'not', arg: { op: 'isNull', arg: field('email') } }).text).toBe('t."email" is not null');
  });

  it('does not call two missing values distinct or equal', () => {
    expect(compile({ op: 'not', arg: { op: 'eq', left: field('email'), right: field('email') } }).text).toBe(
      '(t."email" = t."email") is not true',
    );
  });

  it('scales literals to the column and compares other scales exactly', () => {
    expect(compile({ op: 'lt', left: field('rating'), right: lit('decimal', '1.5') })).toMatchObject({
      text: 't."rating" < ($2::text)::bigint',
      parameters: ['acme', '150'],
    });
    expect(compile({ op: 'lt', left: field('rating'), right: lit('decimal', '1.234') })).toMatchObject({
      text: '(t."rating")::numeric * 10 < ($2::text)::bigint',
      parameters: ['acme', '1234'],
    });
    expect(compile({ op: 'eq', left: field('employees'), right: field('rating') }).text).toBe(
      '(t."employees")::numeric * 100 = t."rating"',
    );
    expect(
      compile({ op: 'lt', left: field('rating'), right: { op: 'lit', type: 'int', value: Number.MAX_SAFE_INTEGER } })
        .parameters[1],
    ).toBe('900719925474099100');
  });

  it('gives a parameter the scale of what it meets', () => {
    const param = { op: 'param', name: 'least', type: 'decimal' } as const;
    expect(compile({ op: 'lte', left: param, right: field('rating') }, { least: 150 })).toMatchObject({
      text: '($2::text)::bigint <= t."rating"',
      parameters: ['acme', '150'],
    });
  });

  it('compares money in one currency only, and lets the zero of an empty sum meet every currency', () => {
    expect(compile({ op: 'lte', left: money('12.5', 'EUR'), right: field('creditLimit') })).toMatchObject({
      text: '(($3::text)::bigint <= t."credit_limit_amount" and ($2::text collate "C") = t."credit_limit_currency")',
      parameters: ['acme', 'EUR', '1250'],
    });
    const sum = { op: 'agg', fn: 'sum', rel: 'orders', value: ['total'] } as const;
    expect(compile({ op: 'lt', left: sum, right: money('1', 'EUR') }).text).toMatch(
      /^exists \(select 1 from \(select case when count.* or r2\.currency is null\)\)$/s,
    );
  });

  it('enters a relation with the tenant on both sides and the condition of the relation', () => {
    expect(compile({ op: 'some', rel: 'orders' }).text).toBe(
      'exists (select 1 from "crm"."order" as r1 where r1."tenant" = t."tenant" and r1."party" = t."id" and r1."deleted_at" is null and r1."status" = ($2::text collate "C"))',
    );
  });

  it('takes a list as one parameter', () => {
    const { text, parameters } = compile({
      op: 'in',
      arg: field('name'),
      list: [lit('text', 'a"b'), lit('text', 'c\\d'), lit('text', 'NULL')],
    });
    expect(text).toBe('t."name" = any(($2::text)::text[])');
    expect(parameters[1]).toBe('{"a\\"b","c\\\\d","NULL"}');
    expect(compile({ op: 'in', arg: field('name'), list: [] })).toEqual({ text: 'false', parameters: ['acme'] });
  });

  it('turns startsWith into a range, and computes windows before', () => {
    expect(compile({ op: 'startsWith', arg: field('name'), text: lit('text', '50%') }).parameters).toEqual([
      'acme',
      '50%',
      '50&',
    ]);
    const within = compile({ op: 'within', field: ['seenAt'], window: { type: 'duration', value: 'PT1H' } });
    expect(within).toMatchObject({
      text: '(t."seen_at" > ($2::text)::bigint and t."seen_at" <= ($3::text)::bigint)',
      parameters: ['acme', '82800000', '86400000'],
    });
  });

  it('reads the folded shadow, and host fields by their declared type', () => {
    expect(compile({ op: 'eq', left: { op: 'fold', arg: field('name') }, right: lit('text', 'acme') }).text).toContain(
      't."name_folded" =',
    );
    expect(compile({ op: 'eq', left: field('custom', 'budget'), right: money('1', 'EUR') }).text).toContain(
      `(t."custom"->'budget'->>'amount')::bigint`,
    );
  });

  it('never puts a value into the text', () => {
    const nasty = `'; drop table crm.party; --`;
    const conditions: readonly Expression[] = [
      { op: 'eq', left: field('name'), right: lit('text', nasty) },
      { op: 'in', arg: field('name'), list: [lit('text', nasty)] },
      { op: 'contains', arg: field('name'), text: lit('text', nasty) },
      { op: 'has', path: ['tags'], value: nasty },
    ];
    for (const condition of conditions) expect(compile(condition).text).not.toContain('drop');
  });

  it('refuses what the schema does not have, also what every object has', () => {
    for (const name of ['nothing', '__proto__', 'constructor', 'name"; drop']) {
      expect(() => compile({ op: 'isNull', arg: field(name) }), name).toThrow(
        expect.objectContaining({ code: 'INVALID_EXPRESSION' }),
      );
      expect(() => compile({ op: 'some', rel: name }), name).toThrow(
        expect.objectContaining({ code: 'INVALID_EXPRESSION' }),
      );
    }
    expect(() => compile({ op: 'eq', left: field('name'), right: int(1) })).toThrow(
      expect.objectContaining({ code: 'INVALID_EXPRESSION' }),
    );
  });
});
