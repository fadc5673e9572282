import { describe, expect, it } from 'vitest';
import type { FieldMeta } from '../model/field-registry.js';
import { buildModel } from '../model/model.js';
import { nucleus } from './nucleus.js';

const { entities } = nucleus();
const model = buildModel(Object.values(entities), {}, 1);
const kept = [
  'createdAt',
  'updatedAt',
  'recordedAt',
  'system',
  'externalId',
  'externalVersion',
  'posting',
  'direction',
  'reverses',
  'verifiedKey',
];

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

  it.each(Object.values(entities))('labels $name and its fields in English and Chinese', (entity) => {
    const labels = [
      entity.labels,
      ...Object.keys(entity.fields)
        .filter((field) => !kept.includes(field))
        .map((field) => entity.fieldLabels[field]),
    ];
    for (const label of labels) {
      for (const language of ['en', 'zh-Hant', 'zh-Hans']) expect(label?.[language]).toMatch(/\S/);
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
