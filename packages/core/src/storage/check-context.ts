import { AbortedError } from '../errors/aborted-error.js';
import { invalidInput } from '../errors/invalid-input.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { UnsupportedError } from '../errors/unsupported-error.js';
import { checkText } from './check-value.js';
import type { Capabilities, Context } from './contract.js';

/** The longest tenant, id or subscriber name, in UTF-16 units; short enough for an index of every database. */
export const MAX_NAME_LENGTH = 200;

/**
 * What every storage call checks first: the signal, the tenant and whether a host transaction can be joined.
 *
 * @param context - the call's context
 * @param capabilities - of the storage that was called
 * @throws {@link AbortedError} `ABORTED` when the signal has fired
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the tenant is empty, longer than 200 or not storable text
 * @throws {@link UnsupportedError} `UNSUPPORTED` when a host transaction is given to a storage that cannot join it
 * @example
 * checkContext({ tenant: 'acme' }, storage.capabilities);
 */
export function checkContext(context: Context, capabilities: Capabilities): void {
  if (context.signal?.aborted)
    throw new AbortedError('The call was aborted before it began; nothing was done.', { cause: context.signal.reason });
  checkName(context.tenant, 'context', 'tenant');
  if (context.host !== undefined && !capabilities.joinHost) {
    throw new UnsupportedError(
      'This storage cannot join a host transaction. Leave `host` out, or use one with `joinHost`.',
    );
  }
}

/**
 * Refuses a name (tenant, id, subscriber) that is empty, too long or not storable text.
 *
 * @param name - anything
 * @param subject - what was called, for the error
 * @param path - where the name stands, for the error
 * @param limit - longest name in UTF-16 units; 200 unless told
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 * @example
 * checkName('acme', 'context', 'tenant');
 */
export function checkName(name: unknown, subject: string, path: string, limit: number = MAX_NAME_LENGTH): void {
  const problem = nameProblem(name, path, limit);
  if (problem !== null) throw invalidInput(subject, path, problem);
}

function nameProblem(name: unknown, path: string, limit: number): string | null {
  if (typeof name !== 'string' || name.length === 0) return 'expected text that is not empty';
  if (name.length > limit) return `longer than ${limit} characters`;
  try {
    checkText(name, path);
    return null;
  } catch (error) {
    if (error instanceof InvalidValueError) return error.problem;
    throw error;
  }
}
