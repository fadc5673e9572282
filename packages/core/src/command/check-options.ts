import { invalidInput } from '../errors/invalid-input.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';

/**
 * Refuses options that a call does not have: a misspelt one would pass for one that was left out.
 *
 * @param subject - what was called, for the error
 * @param options - as the host gave them; undefined for none
 * @param known - names of the options there are
 * @throws {@link InvalidInputError} `INVALID_INPUT` naming every unknown option
 */
export function checkOptions(subject: string, options: unknown, known: readonly string[]): void {
  if (options === undefined) return;
  if (typeof options !== 'object' || options === null) throw invalidInput(subject, 'options', 'expected an object');
  const issues = Object.keys(options)
    .filter((key) => !known.includes(key))
    .map((path) => ({ path, problem: `there is no such option; there are ${known.join(', ')}` }));
  if (issues.length > 0) throw new InvalidInputError(subject, issues);
}
