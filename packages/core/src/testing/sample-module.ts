import { z } from 'zod';
import { accept, defineCommand, refuse } from '../command/define-command.js';
import { defineModule } from '../command/define-module.js';
import { defineView } from '../command/define-view.js';
import { defineEntity, many, one } from '../model/define-entity.js';
import { int, keyword, ref, text } from '../model/fields.js';

/** An entity with a uniqueness rule, a state machine and references, for tests of sessions. */
const project = defineEntity({
  name: 'project',
  prefix: 'prj',
  fields: {
    code: keyword({ max: 20 }),
    title: text({ min: 1 }),
    customer: ref('party').optional(),
    lead: keyword().optional(),
    budget: int().optional(),
    notes: text().optional(),
    status: z.enum(['planned', 'running', 'done']).default('planned'),
    details: z.json().optional(),
  },
  unique: [{ name: 'code', fields: ['code'] }],
  states: {
    field: 'status',
    initial: ['planned'],
    transitions: { planned: ['running'], running: ['done', 'planned'] },
  },
  relations: { forCustomer: one('party', { via: 'customer' }), tasks: many('task', { via: 'project' }) },
});

/** Belongs to a project. */
const task = defineEntity({
  name: 'task',
  prefix: 'tsk',
  fields: { project: ref('project'), title: text(), assignee: keyword().optional() },
  relations: { inProject: one('project', { via: 'project' }) },
});

const start = defineCommand({
  name: 'project.start',
  input: z.strictObject({ id: z.string() }),
  refusals: ['NO_LEAD'],
  event: 'project.started',
  read: async (reader, { id }) => (await reader.find('project', [id]))[0] ?? null,
  decide: (found, { id }, context) => {
    if (found === null || found['lead'] === undefined) return refuse('NO_LEAD', { id });
    const first = context.newId('task');
    return accept(
      [
        { type: 'update', entity: 'project', before: found, after: { ...found, status: 'running' } },
        { type: 'create', entity: 'task', record: { id: first, project: id, title: 'Kick-off' } },
      ],
      { task: first },
    );
  },
});

const spend = defineCommand({
  name: 'project.spend',
  input: z.strictObject({ id: z.string(), amount: z.int() }),
  read: async (reader, { id }) => (await reader.find('project', [id]))[0] ?? null,
  decide: (found, { amount }) => {
    if (found === null) return accept([], { budget: 0 });
    const budget = Number(found['budget'] ?? 0) - amount;
    return accept([{ type: 'update', entity: 'project', before: found, after: { ...found, budget } }], { budget });
  },
});

const summary = defineView({
  name: 'project.summary',
  input: z.strictObject({ id: z.string() }),
  read: async (reader, { id }) => {
    const [found] = await reader.find('project', [id]);
    const tasks = await reader.count('task', {
      where: { op: 'eq', left: { op: 'field', path: ['project'] }, right: { op: 'lit', type: 'ref', value: id } },
    });
    return { title: String(found?.['title'] ?? ''), tasks };
  },
});

/** A module of a host, for tests of sessions. */
export function projects() {
  return defineModule({ id: 'projects', entities: { project, task }, commands: { start, spend }, views: { summary } });
}
