import { InvalidTransitionError } from '../errors/invalid-transition-error.js';
import type { StateMachine } from '../model/define-entity.js';
import type { ModelEntity } from '../model/model.js';
import type { Row } from '../storage/contract.js';

/**
 * Refuses a state that the entity's machine does not lead to.
 *
 * @param entity - of the compiled model
 * @param before - the row as read; null for a new record
 * @param after - the row as it shall be
 * @throws {@link InvalidTransitionError} `INVALID_TRANSITION` naming what is allowed
 */
export function checkStates(entity: ModelEntity, before: Row | null, after: Row): void {
  const machine = entity.definition.states;
  if (machine === null) return;
  const from = stateOf(before, machine);
  const to = stateOf(after, machine);
  const allowed = before === null || from === null ? machine.initial : transitionsFrom(machine, from);
  if (from === to && before !== null) return;
  if (to !== null && allowed.includes(to)) return;
  if (to === null && before === null) return;
  throw new InvalidTransitionError({
    entity: entity.schema.name,
    id: after.id,
    field: machine.field,
    from,
    to,
    allowed,
  });
}

function stateOf(row: Row | null, { field }: StateMachine): string | null {
  const value = row?.[field];
  return typeof value === 'string' ? value : null;
}

function transitionsFrom(machine: StateMachine, from: string): readonly string[] {
  return Object.hasOwn(machine.transitions, from) ? (machine.transitions[from] ?? []) : [];
}
