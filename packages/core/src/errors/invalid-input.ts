import { InvalidInputError } from './invalid-input-error.js';

/**
 * The error for one thing that is wrong with an input.
 *
 * @param subject - what was given the input
 * @param path - dotted path inside the input; empty for the input itself
 * @param problem - what is wrong, without the offending value
 * @example
 * throw invalidInput('changes', 'after', 'this is no checkpoint of this storage');
 */
export function invalidInput(subject: string, path: string, problem: string): InvalidInputError {
  return new InvalidInputError(subject, [{ path, problem }]);
}
