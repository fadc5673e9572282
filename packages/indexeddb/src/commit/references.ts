import type { Commit, Id, StorageSchema, Write } from '@crmkit/core';
import { readPath } from '@crmkit/core/storage';
import { entityPlan } from '../key/entity-plan.js';

/** A reference of a written row, and what has to be asked about its target. */
export interface Reference {
  readonly write: Write;
  readonly path: string;
  readonly entity: string;
  readonly target: Id;
  /** `stored`: it must live in the database already; `removed`: this very commit removes it. */
  readonly standing: 'stored' | 'removed';
}

/** References a commit's rows set, in their order, without those to records the commit itself puts. */
export function referencesOf(schema: StorageSchema, commit: Commit): readonly Reference[] {
  const written = new Map(commit.writes.map((write) => [`${write.entity}\0${write.id}`, write.op]));
  const found: Reference[] = [];
  for (const write of commit.writes) {
    const { row, changed } = write;
    if (row === undefined) continue;
    for (const { path, name, entity } of entityPlan(schema, write.entity).references) {
      const target = readPath(row, path);
      if (typeof target !== 'string' || changed?.includes(name) === false) continue;
      const op = written.get(`${entity}\0${target}`);
      if (op !== 'put')
        found.push({ write, path: name, entity, target, standing: op === undefined ? 'stored' : 'removed' });
    }
  }
  return found;
}
