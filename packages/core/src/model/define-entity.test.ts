import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEntity, defineFact, many, one } from './define-entity.js';
import { instant, int, keyword, moneyField, ref, text } from './fields.js';
import { buildModel } from './model.js';

const base = { name: 'project', prefix: 'prj', fields: { title: text() } };

describe('a declaration', () => {
  const bad: readonly (readonly [string, () => unknown, string])[] = [
    ['a name that is no camelCase', () => defineEntity({ ...base, name: 'Project' }), 'Project'],
    ['a name with a quote', () => defineEntity({ ...base, name: 'a"b' }), 'a"b'],
    ['a long prefix', () => defineEntity({ ...base, prefix: 'project' }), 'project.prefix'],
    ['a field named id', () => defineEntity({ ...base, fields: { id: text() } }), 'project.id'],
    ['a field named custom', () => defineEntity({ ...base, fields: { custom: text() } }), 'project.custom'],
    [
      'a field named constructor',
      () => defineEntity({ ...base, fields: { constructor: text() } as never }),
      'project.constructor',
    ],
    [
      'a relation with the name of a field',
      () => defineEntity({ ...base, relations: { title: many('task', { via: 'project' }) } }),
      'project.title',
    ],
    [
      'a state machine over no field',
      () => defineEntity({ ...base, states: { field: 'status', initial: [], transitions: {} } }),
      'project.states',
    ],
    [
      'uniqueness over no field',
      () => defineEntity({ ...base, unique: [{ name: 'code', fields: ['code'] }] }),
      'project.unique[0]',
    ],
  ];
  it.each(bad)('is refused with its path: %s', (_name, declare, path) => {
    expect(declare).toThrow(expect.objectContaining({ code: 'INVALID_MODEL', path }));
  });

  it('gets the fields crmkit keeps', () => {
    expect(Object.keys(defineEntity(base).fields)).toEqual(['title', 'createdAt', 'updatedAt']);
    const visit = defineFact({ name: 'visit', prefix: 'vis', time: 'visitedAt', fields: { visitedAt: instant() } });
    expect(Object.keys(visit.fields)).toEqual([
      'visitedAt',
      'system',
      'externalId',
      'externalVersion',
      'posting',
      'direction',
      'reverses',
      'recordedAt',
    ]);
    expect(visit.fact).toBe(true);
    expect(Object.isFrozen(visit)).toBe(true);
  });
});

describe('a model', () => {
  const task = defineEntity({
    name: 'task',
    prefix: 'tsk',
    fields: { project: ref('project'), points: int().optional(), state: z.enum(['open', 'done']) },
    relations: { inProject: one('project', { via: 'project' }) },
  });
  const project = defineEntity({ ...base, relations: { tasks: many('task', { via: 'project' }) } });

  it('derives storage schemas', () => {
    const { schema } = buildModel([project, task], { task: { tag: keyword({ personal: true }).optional() } }, 3);
    expect(schema.version).toBe(3);
    expect(schema.entities['task']).toMatchObject({
      name: 'task',
      fact: false,
      time: null,
      fields: {
        project: { type: { type: 'ref', entity: 'project' }, nullable: false },
        points: { type: { type: 'int' }, nullable: true },
        state: { type: { type: 'keyword', options: ['open', 'done'] }, nullable: false },
        createdAt: { type: { type: 'instant' }, nullable: false },
      },
      custom: { tag: { type: { type: 'keyword' }, nullable: true, personal: true } },
      relations: { inProject: { kind: 'one', entity: 'project', via: 'project' } },
    });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  it('derives the schema of a fact', () => {
    const sale = defineFact({
      name: 'sale',
      prefix: 'sal',
      time: 'soldAt',
      fields: { soldAt: instant(), total: moneyField({ extraDigits: 4 }) },
    });
    expect(buildModel([sale], {}, 1).schema.entities['sale']).toMatchObject({
      fact: true,
      time: 'soldAt',
      fields: {
        total: { type: { type: 'money', extraDigits: 4 } },
        reverses: { type: { type: 'ref', entity: 'sale' }, nullable: true },
      },
    });
  });

  const bad: readonly (readonly [string, () => unknown, string])[] = [
    [
      'two entities of one name',
      () => buildModel([project, task, defineEntity({ ...base, prefix: 'prx' })], {}, 1),
      'project',
    ],
    [
      'two entities of one prefix',
      () => buildModel([project, task, defineEntity({ ...base, name: 'other' })], {}, 1),
      'other.prefix',
    ],
    ['a relation to nothing', () => buildModel([project], {}, 1), 'project.tasks'],
    [
      'a relation over a field that is no reference',
      () => buildModel([defineEntity({ ...base, relations: { self: one('project', { via: 'title' }) } })], {}, 1),
      'project.self',
    ],
    ['host fields of nothing', () => buildModel([project, task], { other: { x: text() } }, 1), 'fields.other'],
    [
      'a type that cannot be stored',
      () => buildModel([defineEntity({ ...base, fields: { when: z.date() } })], {}, 1),
      'project.when',
    ],
    [
      'a host field with a name no storage takes',
      () => buildModel([project, task], { task: { 'a"b': text() } }, 1),
      'task.custom.a"b',
    ],
    [
      'an index over no field',
      () => buildModel([defineEntity({ ...base, indexes: [['title'], ['colour']] })], {}, 1),
      'project.indexes[1]',
    ],
    [
      'a state its field cannot have',
      () =>
        buildModel(
          [
            defineEntity({
              ...base,
              fields: { status: z.enum(['open']) },
              states: { field: 'status', initial: ['open'], transitions: { open: ['closed'] } },
            }),
          ],
          {},
          1,
        ),
      'project.states',
    ],
    [
      'parts that are no facts',
      () =>
        buildModel(
          [
            defineFact({
              name: 'sale',
              prefix: 'sal',
              time: 'at',
              fields: { at: instant() },
              parts: { lines: { entity: 'line', via: 'sale' } },
            }),
            defineEntity({ name: 'line', prefix: 'lin', fields: { sale: ref('sale') } }),
          ],
          {},
          1,
        ),
      'sale.lines',
    ],
    [
      'a host field with the name of a method of objects',
      () => buildModel([project, task], { task: { constructor: text() } as never }, 1),
      'task.custom.constructor',
    ],
  ];
  it.each(bad)('is refused with its path: %s', (_name, build, path) => {
    expect(build).toThrow(expect.objectContaining({ code: 'INVALID_MODEL', path }));
  });
});
