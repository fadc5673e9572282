import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '../model/field-registry.js';
import type { Labels } from '../model/labels.js';
import { buildModel } from '../model/model.js';
import { nucleusLabels } from './labels.js';
import { nucleus } from './nucleus.js';

const { entities } = nucleus();
const model = buildModel(Object.values(entities), {}, 1);

describe('the nucleus', () => {
  it('is a model that compiles', () => {
    expect(Object.keys(model.schema.entities).sort()).toEqual([
      'contactPoint',
      'identifier',
      'invoice',
      'order',
      'orderLine',
      'party',
      'partyRelationship',
      'partyRole',
      'payment',
      'product',
      'sourceRecord',
    ]);
  });

  it.each(Object.values(entities))('has $name and its fields in nucleusLabels, in English and Chinese', (entity) => {
    const own = nucleusLabels[entity.name];
    const shared = nucleusLabels['*']?.fields;
    const named: [string, Labels | undefined][] = [
      [entity.name, own?.entity],
      ...Object.keys(entity.fields).map((field): [string, Labels | undefined] => [
        `${entity.name}.${field}`,
        own?.fields?.[field] ?? shared?.[field],
      ]),
    ];
    for (const [name, labels] of named) {
      for (const language of ['en', 'zh-Hant', 'zh-Hans'])
        expect(labels?.[language], `${name} ${language}`).toMatch(/\S/);
    }
  });

  it('names in nucleusLabels only what there is', () => {
    for (const [name, { fields = {}, options = {} }] of Object.entries(nucleusLabels)) {
      if (name === '*') continue;
      const schema = model.schema.entities[name];
      for (const field of Object.keys(fields)) expect(schema?.fields, `${name}.${field}`).toHaveProperty(field);
      for (const [field, values] of Object.entries(options)) {
        const type = schema?.fields[field]?.type;
        const known = type?.type === 'keyword' ? type.options : undefined;
        expect(known, `${name}.${field}`).toEqual(Object.keys(values));
      }
    }
  });

  it('indexes fields that exist', () => {
    for (const { name, fields, indexes } of Object.values(model.schema.entities)) {
      for (const path of indexes.flat()) expect(Object.hasOwn(fields, path), `${name}.${path}`).toBe(true);
    }
  });

  it('marks what is personal', () => {
    const personal = Object.values(model.schema.entities).flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([field, meta]: [string, Partial<FieldMeta>]) =>
        meta.personal ? [`${name}.${field}`] : [],
      ),
    );
    expect(personal).toEqual(
      expect.arrayContaining([
        'party.name',
        'party.birthDate',
        'contactPoint.value',
        'contactPoint.normalized',
        'identifier.value',
        'order.shipTo',
        'sourceRecord.payload',
      ]),
    );
  });
});
