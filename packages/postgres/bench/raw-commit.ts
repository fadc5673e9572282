import { foldText, type StoredMoney, type Write } from '@crmkit/core';
import type pg from 'pg';

/** What a host would write by hand for the same effect: record, version, key and claim rows in one transaction. */
export async function rawCommit(pool: pg.Pool, writes: readonly Write[], cause: object): Promise<void> {
  const rows = writes.map(({ row }) => row ?? { id: '', rev: '' });
  const column = (name: string): unknown[] => rows.map((row) => row[name] ?? null);
  const money = rows.map((row) => row.creditLimit as StoredMoney);
  const keys = writes.flatMap(({ id, keys: own = [] }) => own.map(({ name, value }) => [id, name, value] as const));
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'raw_party',
      text: insertParty,
      values: [
        'bench',
        column('id'),
        column('kind'),
        column('name'),
        column('name').map((name) => foldText(String(name))),
        column('legalName'),
        column('taxId'),
        column('email'),
        column('email').map((email) => foldText(String(email))),
        column('phone'),
        column('country'),
        column('city'),
        column('owner'),
        column('active'),
        column('employees'),
        column('rating'),
        money.map(({ amount }) => amount),
        money.map(({ currency }) => currency),
        column('since'),
        column('seenAt'),
        rows.map(({ tags }) => `{${(tags as string[]).join(',')}}`),
        rows.map(({ custom }) => JSON.stringify(custom)),
      ],
    });
    await client.query({
      name: 'raw_claim',
      text: insertClaims,
      values: ['bench', rows.map(({ id }) => `raw:${id}`), column('id')],
    });
    await client.query({
      name: 'raw_key',
      text: insertKeys,
      values: ['bench', ...[0, 1, 2].map((part) => keys.map((key) => key[part]))],
    });
    await client.query({
      name: 'raw_version',
      text: insertVersions,
      values: ['bench', 0, JSON.stringify(cause), column('id'), rows.map((row) => JSON.stringify(row))],
    });
    await client.query('commit');
  } finally {
    client.release();
  }
}

const insertParty = `insert into crm.party (tenant, id, rev, kind, name, name_folded, legal_name, tax_id, email, email_folded, phone, country, city, owner,
  active, employees, rating, credit_limit_amount, credit_limit_currency, since, seen_at, tags, custom)
select $1, u.id, 1, u.kind, u.name, u.name_folded, u.legal_name, u.tax_id, u.email, u.email_folded, u.phone, u.country, u.city, u.owner,
  u.active, u.employees, u.rating, u.amount, u.currency, u.since, u.seen_at, u.tags::text[], u.custom
from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[],
  $13::text[], $14::boolean[], $15::bigint[], $16::bigint[], $17::bigint[], $18::text[], $19::date[], $20::bigint[], $21::text[], $22::jsonb[])
as u(id, kind, name, name_folded, legal_name, tax_id, email, email_folded, phone, country, city, owner,
  active, employees, rating, amount, currency, since, seen_at, tags, custom)`;
const insertClaims = `insert into crm._claim (tenant, key, holder, rev) select $1, u.key, u.holder, 1 from unnest($2::text[], $3::text[]) as u(key, holder)`;
const insertKeys = `insert into crm._key (tenant, entity, id, name, value) select $1, 'party', u.id, u.name, u.value
from unnest($2::text[], $3::text[], $4::text[]) as u(id, name, value)`;
const insertVersions = `insert into crm._version (tenant, at, cause, entity, id, op, rev, "row")
select $1, $2, $3::json, 'party', u.id, 'put', 1, u.image from unnest($4::text[], $5::json[]) as u(id, image)`;
