import type { ZodType } from 'zod';
import type { AnyRecord, CommandDefinition, CommandReader, Decision } from '../../command/define-command.js';
import { applyChanges, countingIds } from './apply-changes.js';

/** Records by entity, standing for a storage in tests of a command's own logic. */
export type World = { readonly [entity: string]: readonly AnyRecord[] };

// Reads are narrowed by the equality conditions that the nucleus uses; anything else is an error of the test.
function matches(record: AnyRecord, where: unknown): boolean {
  const { op, left, right } = where as { op: string; left: { path: string[] }; right: { value: unknown } };
  if (op !== 'eq') throw new Error(`this test reader knows no ${op}`);
  return record[left.path[0] ?? ''] === right.value;
}

const newId = countingIds();

/** Runs a command against records in memory: read, decide, and what the records are then. */
export async function decide<T, R extends string>(
  command: CommandDefinition<string, ZodType, T, R>,
  world: World,
  input: object,
  now = '2024-08-09T12:00:00.000Z',
): Promise<{ readonly decision: Decision<T, R>; readonly next: World }> {
  const reads: Omit<CommandReader, 'system'> = {
    find: async (entity, ids) => ids.map((id) => world[entity]?.find((record) => record.id === id) ?? null),
    list: async (entity, { where }) =>
      (world[entity] ?? []).filter((record) => where === undefined || matches(record, where)),
    count: () => Promise.reject(new Error('not used')),
    aggregate: () => Promise.reject(new Error('not used')),
    holders: () => Promise.reject(new Error('not used')),
  };
  const parsed = command.input.parse(input) as never;
  const context = { now, tenant: 'acme', actor: 'u1', roles: [], newId };
  const state = (await command.read({ ...reads, system: reads }, parsed, context)) as never;
  const decision = command.decide(state, parsed, context);
  if (!decision.ok) return { decision, next: world };
  const entities = new Set([...Object.keys(world), ...decision.changes.map((change) => change.entity)]);
  const next = [...entities].map((entity) => {
    const changes = decision.changes.filter((change) => change.entity === entity);
    return [entity, applyChanges(world[entity] ?? [], changes)] as const;
  });
  return { decision, next: Object.fromEntries(next) };
}
