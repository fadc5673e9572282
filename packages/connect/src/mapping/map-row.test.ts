import { isCrmError } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { nucleusModel } from '../testing/nucleus-model.js';
import {
  asDate,
  asDecimal,
  asInstant,
  asMoney,
  asObject,
  column,
  constant,
  firstOf,
  join,
  listOf,
  lookup,
  multiply,
  nullIf,
  reference,
  split,
  subtract,
  sumOf,
  trim,
} from './build-value.js';
import { compileMapping } from './compile-mapping.js';
import type { Mapping } from './define-mapping.js';
import { defineMapping } from './define-mapping.js';
import { listReferences, mapRow } from './map-row.js';
import { formatReferenceKey } from './reference-key.js';

const model = nucleusModel();
const none = () => undefined;

const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('no'),
  version: column('changed'),
  fields: {
    kind: lookup(column('type'), { P: 'person', O: 'organization' }),
    name: firstOf(nullIf(trim(column('short_name')), ['', '-']), join([column('first'), column('last')])),
    birthDate: asDate(column('born'), { format: 'dd.MM.yyyy' }),
    tags: split(column('tags'), ';'),
    'custom.creditClass': column('credit'),
  },
  satellites: {
    contactPoints: [
      { fields: { kind: constant('phone'), purposes: listOf(constant('work')), value: column('phone') } },
      { fields: { kind: constant('postal'), line1: column('street'), city: column('city') } },
    ],
    roles: [{ fields: { type: constant('customer') } }],
  },
  keepUnmapped: true,
  dropColumns: ['secret'],
});

const orders = defineMapping({
  system: 'erp',
  entity: 'order',
  id: column('order_no'),
  fields: {
    party: reference('party', { id: column('customer_no') }),
    orderedAt: asInstant(column('ordered'), { zone: 'Asia/Taipei' }),
    total: asMoney(sumOf('lines', multiply(column('qty'), column('price'), subtract(constant(1), column('off')))), {
      currency: column('currency'),
      rounding: 'half',
    }),
    shipTo: asObject({ name: column('ship_name'), city: column('ship_city') }),
  },
  parts: {
    lines: {
      fields: {
        quantity: column('qty'),
        unitPrice: asMoney(asDecimal(column('price'), { digits: 2, rounding: 'half' }), { currency: 'TWD' }),
        product: reference('product', { id: column('sku'), system: 'pim' }),
        net: asMoney(multiply(column('qty'), column('price'), subtract(constant(1), column('off'))), {
          currency: 'TWD',
        }),
      },
    },
  },
});

const customer = {
  no: 'C-1',
  changed: '7',
  type: 'P',
  short_name: ' - ',
  first: 'Ana',
  last: 'Trujillo',
  born: '3.4.1970',
  tags: 'vip; new ;',
  credit: 'A',
  phone: '030-1',
  street: null,
  city: '',
  secret: 'x',
  fax: '030-2',
};

describe('mapping a row of an entity', () => {
  const compiled = compileMapping(model, customers);

  it('gives reference, data, satellites and what no value read', () => {
    expect(mapRow(compiled, customer, none)).toEqual({
      ok: true,
      id: 'C-1',
      item: {
        ref: { system: 'erp', id: 'C-1', version: '7' },
        data: {
          kind: 'person',
          name: 'Ana Trujillo',
          birthDate: '1970-04-03',
          tags: ['vip', 'new'],
          custom: { creditClass: 'A' },
        },
        contactPoints: [{ kind: 'phone', purposes: ['work'], value: '030-1' }],
        roles: [{ type: 'customer' }],
        payload: { fax: '030-2' },
      },
    });
  });

  it('reports every problem of a row with column and code, and no value of a person', () => {
    const mapped = mapRow(compiled, { ...customer, no: null, type: 'X', born: 'yesterday' }, none);
    expect(mapped).toEqual({
      ok: false,
      id: undefined,
      problems: [
        { path: 'id', reason: 'missingValue', column: 'no' },
        { path: 'kind', reason: 'unknownCode', code: 'X', column: 'type' },
        { path: 'birthDate', reason: 'notADate', column: 'born' },
      ],
    });
    expect(JSON.stringify(mapped)).not.toContain('yesterday');
  });

  it('asks for a required field that has no value', () => {
    const mapped = mapRow(compiled, { ...customer, first: null, last: null }, none);
    expect(mapped).toMatchObject({ ok: false, problems: [{ reason: 'missingValue', path: 'name' }] });
  });

  it('reads pushed JavaScript values like the text of a file', () => {
    const text = { no: '12', type: 'O', short_name: 'Acme' };
    const pushed = { no: 12, type: 'O', short_name: 'Acme', tags: undefined };
    expect(mapRow(compiled, pushed, none)).toEqual(mapRow(compiled, text, none));
  });

  it('does not read what a row inherits', () => {
    const hostile = compileMapping(model, { ...customers, version: column('constructor'), keepUnmapped: false });
    expect(mapRow(hostile, { no: '1', type: 'O', short_name: 'Acme' }, none)).toMatchObject({
      ok: true,
      item: { ref: { system: 'erp', id: '1' } },
    });
  });
});

describe('mapping a row of a fact', () => {
  const compiled = compileMapping(model, orders);
  const known = new Map([
    [formatReferenceKey({ kind: 'entity', entity: 'party', system: 'erp', objectType: 'party', id: 'C-1' }), 'pty_1'],
    [
      formatReferenceKey({ kind: 'entity', entity: 'product', system: 'pim', objectType: 'product', id: 'S-1' }),
      'prd_1',
    ],
  ]);
  const resolve = (key: string) => known.get(key);
  const row = {
    order_no: 1,
    customer_no: 'C-1',
    ordered: '2024-07-01',
    currency: 'TWD',
    ship_name: 'Somebody',
    lines: [
      { qty: 3, price: '9.80', off: '0.15', sku: 'S-1' },
      { qty: '1', price: '0.015', off: '0', sku: null },
    ],
  };

  it('computes exactly and rounds once, at the total', () => {
    expect(mapRow(compiled, row, resolve)).toEqual({
      ok: true,
      id: '1',
      item: {
        system: 'erp',
        externalId: '1',
        party: 'pty_1',
        orderedAt: '2024-06-30T16:00:00.000Z',
        total: { amount: '25.01', currency: 'TWD' },
        shipTo: { name: 'Somebody' },
        lines: [
          {
            quantity: '3.0000',
            unitPrice: { amount: '9.800000', currency: 'TWD' },
            product: 'prd_1',
            net: { amount: '24.990000', currency: 'TWD' },
          },
          {
            quantity: '1.0000',
            unitPrice: { amount: '0.020000', currency: 'TWD' },
            net: { amount: '0.015000', currency: 'TWD' },
          },
        ],
      },
    });
  });

  it('lists the records it refers to', () => {
    const keys = new Set<string>();
    listReferences(compiled, row, keys);
    expect([...keys].sort()).toEqual([...known.keys()].sort());
  });

  it('quarantines an order of an unmapped customer and makes no customer for it', () => {
    expect(mapRow(compiled, { ...row, customer_no: 'C-404' }, resolve)).toEqual({
      ok: false,
      id: '1',
      problems: [{ path: 'party', reason: 'unmappedReference', column: 'customer_no' }],
    });
  });

  it('names line and column of a problem inside a part', () => {
    const lines = [row.lines[0], { qty: 'many', price: '1', off: '0', sku: 'S-9' }];
    expect(mapRow(compiled, { ...row, lines, currency: 'XXQ' }, resolve)).toMatchObject({
      ok: false,
      problems: [
        { path: 'total', reason: 'notANumber', column: 'qty' },
        { path: 'total', reason: 'notACurrency', column: 'currency' },
        { path: 'lines[1].quantity', reason: 'notANumber', column: 'qty' },
        { path: 'lines[1].product', reason: 'unmappedReference', column: 'sku' },
        { path: 'lines[1].net', reason: 'notANumber', column: 'qty' },
      ],
    });
  });

  it.each([['text'], [7], [[null]], [['x']]])('takes %j for no list of lines', (lines) => {
    expect(mapRow(compiled, { ...row, lines }, resolve)).toMatchObject({
      ok: false,
      problems: [{ path: 'lines', reason: 'wrongShape' }],
    });
  });

  it('refuses digits that the field does not keep, unless a rounding is declared', () => {
    const net = {
      ...orders,
      parts: {
        lines: { fields: { ...orders.parts?.lines?.fields, quantity: asDecimal(column('qty'), { digits: 0 }) } },
      },
    };
    const strict = compileMapping(model, net as Mapping);
    expect(mapRow(strict, { ...row, lines: [{ ...row.lines[0], qty: '1.5' }] }, resolve)).toMatchObject({
      ok: false,
      problems: [{ path: 'lines[0].quantity', reason: 'tooManyDigits', column: 'qty' }],
    });
  });
});

describe('checking a mapping against the model', () => {
  const faults: readonly (readonly [string, Mapping, string])[] = [
    ['an unknown entity', { ...customers, entity: 'client' }, 'entity'],
    ['an inherited name as entity', { ...customers, entity: 'constructor' }, 'entity'],
    ['an unknown field', { ...customers, fields: { ...customers.fields, nickname: column('x') } }, 'fields.nickname'],
    [
      'an unknown host field',
      { ...customers, fields: { ...customers.fields, 'custom.limit': column('x') } },
      'fields.custom.limit',
    ],
    ['a missing required field', { ...customers, fields: { kind: constant('person') } }, 'fields.name'],
    [
      'a code the field does not know',
      { ...customers, fields: { ...customers.fields, kind: constant('company') } },
      'fields.kind',
    ],
    [
      'a look-up to a code the field does not know',
      { ...customers, fields: { ...customers.fields, kind: lookup(column('t'), { P: 'people' }) } },
      'fields.kind',
    ],
    ['money without currency', { ...orders, fields: { ...orders.fields, total: column('total') } }, 'fields.total'],
    [
      'an unknown currency',
      { ...orders, fields: { ...orders.fields, total: asMoney(column('total'), { currency: 'EURO' }) } },
      'fields.total',
    ],
    [
      'a reference to another entity',
      { ...orders, fields: { ...orders.fields, party: reference('product', { id: column('x') }) } },
      'fields.party',
    ],
    [
      'a bare number as reference',
      { ...orders, fields: { ...orders.fields, party: column('customer_no') } },
      'fields.party',
    ],
    [
      'a date as instant',
      { ...orders, fields: { ...orders.fields, orderedAt: asDate(column('x')) } },
      'fields.orderedAt',
    ],
    [
      'an unknown zone',
      { ...orders, fields: { ...orders.fields, orderedAt: asInstant(column('x'), { zone: 'Mars/Base' }) } },
      'fields.orderedAt',
    ],
    ['an unknown part', { ...orders, parts: { rows: { fields: {} } } }, 'parts.rows'],
    ['a sum over an unknown part', { ...orders, parts: {} }, 'fields.total'],
    [
      'a missing field of a part',
      { ...orders, parts: { lines: { fields: { quantity: column('qty') } } } },
      'parts.lines.fields.net',
    ],
    [
      'a field crmkit keeps',
      { ...orders, fields: { ...orders.fields, posting: constant('posted') } },
      'fields.posting',
    ],
    ['unknown satellites', { ...customers, satellites: { friends: [] } }, 'satellites.friends'],
    [
      'an unknown field of a satellite',
      { ...customers, satellites: { roles: [{ fields: { type: constant('customer'), rank: column('x') } }] } },
      'satellites.roles[0].fields.rank',
    ],
    ['payload of a fact', { ...orders, keepUnmapped: true }, 'keepUnmapped'],
    ['no number', { ...customers, id: undefined } as unknown as Mapping, 'id'],
    ['an unknown kind of value', { ...customers, id: { type: 'eval', code: '1' } } as unknown as Mapping, 'id'],
  ];
  it.each(faults)('finds %s', (_, mapping, path) => {
    const error = catchError(() => compileMapping(model, mapping));
    expect(isCrmError(error, 'INVALID_MAPPING')).toBe(true);
    expect(error).toMatchObject({ path });
  });

  it('stays the same through JSON', () => {
    const row = mapRow(compileMapping(model, JSON.parse(JSON.stringify(customers))), customer, none);
    expect(row).toEqual(mapRow(compileMapping(model, customers), customer, none));
  });
});

function catchError(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
