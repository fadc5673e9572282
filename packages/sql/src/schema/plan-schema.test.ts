import { expect, it } from 'vitest';
import { shopSchema } from '../../test/shop-schema.js';
import { postgresDialect } from '../dialect/postgres-dialect.js';
import { planSchema } from './plan-schema.js';
import { renderStep } from './render-step.js';

const options = { namespace: 'crm', dialect: postgresDialect };
const statements = (tenantSetting?: string): readonly string[] =>
  planSchema(shopSchema, { ...options, tenantSetting }).flatMap(({ step }) => renderStep(step, 'crm', postgresDialect));

it('gives every part an id of its own', () => {
  const ids = planSchema(shopSchema, { ...options, tenantSetting: 'crmkit.tenant' }).flatMap(({ id, columns = [] }) => [
    id,
    ...columns.map((column) => column.id),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

it('starts every key with the tenant and qualifies every name', () => {
  for (const statement of statements()) {
    if (statement.startsWith('create table')) expect(statement).toMatch(/primary key \("tenant"[,)]/);
    if (/^create (unique )?index/.test(statement)) expect(statement).toMatch(/on "crm"\."\w+" \(tenant, /);
    expect(statement).toMatch(/"crm"\."/);
  }
});

it('declares text with code point order', () => {
  const table = statements().find((statement) => statement.includes('"crm"."party" ('));
  expect(table).toContain('"name_folded" text collate "C"');
  expect(table).not.toMatch(/text(?!\[\]| collate)/);
});

it('protects each table of tenants when asked to', () => {
  const guarded = statements('crmkit.tenant').filter((statement) => statement.includes('force row level security'));
  expect(guarded).toHaveLength(statements().filter((statement) => statement.startsWith('create table')).length);
});

it('makes the same parts for the same schema', () => {
  const plan = (schema = shopSchema) => planSchema(schema, options).map(({ id, detail }) => `${id} ${detail}`);
  expect(plan()).toEqual(plan());
});

it('makes no index that only begins another one', () => {
  const indexes = statements().flatMap((statement) => {
    const [, table, columns] = /^create index .* on "crm"\."(\w+)" \((.*)\)$/.exec(statement) ?? [];
    return table && columns ? [`${table}: ${columns}, `] : [];
  });
  expect(indexes.length).toBeGreaterThan(3);
  expect(indexes.filter((one) => indexes.some((other) => other !== one && other.startsWith(one)))).toEqual([]);
});
