import { isCrmError } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { nucleusModel } from '../testing/nucleus-model.js';
import { column, constant, join, trim } from './build-value.js';
import { checkMapping } from './check-mapping.js';
import type { Mapping } from './define-mapping.js';
import { defineMapping } from './define-mapping.js';

const model = nucleusModel();
const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('no'),
  fields: { kind: constant('organization'), name: column('name') },
  satellites: { roles: [{ fields: { type: constant('customer') } }] },
});

function nest(levels: number): unknown {
  let node: unknown = column('name');
  for (let level = 0; level < levels; level += 1) node = { type: 'trim', of: node };
  return node;
}

const withName = (name: unknown): unknown => ({ ...customers, fields: { ...customers.fields, name } });

describe('a mapping that comes back from where it was kept', () => {
  it.each([
    ['null', null, ''],
    ['a list', [], ''],
    ['no system', { ...customers, system: undefined }, 'system'],
    ['a number as entity', { ...customers, entity: 7 }, 'entity'],
    ['no fields', { ...customers, fields: undefined }, 'fields'],
    ['a list of fields', { ...customers, fields: [] }, 'fields'],
    ['a text in place of a value', withName('name'), 'fields.name'],
    ['a value of no type', withName({}), 'fields.name'],
    ['a value of an inherited type', withName({ type: 'constructor' }), 'fields.name'],
    ['a column without name', withName({ type: 'column' }), 'fields.name'],
    ['a join of one value', withName({ type: 'join', values: column('a'), separator: ' ' }), 'fields.name'],
    ['a join of texts', withName({ type: 'join', values: ['a'], separator: ' ' }), 'fields.name'],
    [
      'a look-up of objects',
      withName({ type: 'lookup', of: column('a'), codes: { a: {} }, otherwise: null }),
      'fields.name',
    ],
    ['an unknown rounding', withName({ type: 'decimal', of: column('a'), digits: 2, rounding: 'up' }), 'fields.name'],
    ['half a digit', withName({ type: 'decimal', of: column('a'), digits: 0.5, rounding: 'half' }), 'fields.name'],
    ['an infinite constant', withName({ type: 'constant', value: Number.POSITIVE_INFINITY }), 'fields.name'],
    ['100 levels', withName(nest(100)), 'fields.name'],
    ['100,000 levels', withName(nest(100_000)), 'fields.name'],
    [
      'a `__proto__` field',
      { ...customers, fields: JSON.parse('{"__proto__":{"type":"column","column":"x"}}') },
      'fields.__proto__',
    ],
    [
      'a `__proto__` field of a satellite',
      { ...customers, satellites: { roles: [{ fields: JSON.parse('{"__proto__":{"type":"column","column":"x"}}') }] } },
      'satellites.roles[0].fields.__proto__',
    ],
    ['a satellite that is no list', { ...customers, satellites: { roles: { fields: {} } } }, 'satellites.roles'],
    ['a satellite without fields', { ...customers, satellites: { roles: [{}] } }, 'satellites.roles[0].fields'],
    ['a part that is text', { ...customers, parts: { lines: 'x' } }, 'parts.lines'],
    ['columns to drop as text', { ...customers, dropColumns: 'secret' }, 'dropColumns'],
    ['an unknown answer to duplicates', { ...customers, onDuplicate: 'merge' }, 'onDuplicate'],
  ])('is refused with %s', (_, mapping, path) => {
    let thrown: unknown;
    try {
      checkMapping(model, mapping as Mapping);
    } catch (error) {
      thrown = error;
    }
    expect(isCrmError(thrown, 'INVALID_MAPPING')).toBe(true);
    expect(thrown).toMatchObject({ path });
  });

  it('may be nested as deep as people write', () => {
    checkMapping(model, withName(join([trim(nest(20) as ReturnType<typeof column>)])) as Mapping);
  });
});
