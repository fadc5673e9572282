import { DuplicateError } from '../errors/duplicate-error.js';

/**
 * The error about a held claim. A uniqueness claim is named by its rule: its values may be personal data.
 *
 * @param key - the claim's key
 * @param holder - record that holds it
 * @param command - name of the command; gives the entity where the key does not
 */
export function duplicateOf(key: string, holder: string, command: string): DuplicateError {
  const [kind, entity = '', name = ''] = key.split(':');
  if (kind === 'unique') return new DuplicateError({ entity, key: name, holder });
  return new DuplicateError({ entity: command.split('.')[0] ?? command, key, holder });
}
