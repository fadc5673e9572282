import { InvalidModelError } from '../errors/invalid-model-error.js';
import type { Model } from '../model/model.js';
import type { CommandDefinition } from './define-command.js';

const ofRecords = ['created', 'updated', 'deleted'];
const ofFacts = ['recorded', 'superseded', 'reversed', 'updated', 'deleted'];

/**
 * The closed list of events: what happens to every entity, and what commands declare.
 *
 * @throws {@link InvalidModelError} `INVALID_MODEL` for an event of a command on an entity that is not there
 */
export function eventNames({ schema }: Model, commands: Iterable<CommandDefinition>): ReadonlySet<string> {
  const names = new Set(
    Object.values(schema.entities).flatMap(({ name, fact }) =>
      (fact ? ofFacts : ofRecords).map((verb) => `${name}.${verb}`),
    ),
  );
  for (const { name, events } of commands)
    for (const event of events) {
      const [entity = '', verb = '', ...rest] = event.split('.');
      if (!Object.hasOwn(schema.entities, entity) || verb === '' || rest.length > 0)
        throw new InvalidModelError(name, `its event ${event} is not named entity.event, of an entity that is there`);
      names.add(event);
    }
  return names;
}
