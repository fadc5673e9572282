import { InvalidInputError } from '@crmkit/core';
import type { ResolutionParts } from '../resolution.js';

/**
 * The record of an id.
 *
 * @param subject - the function that was given the id
 * @param path - of the id in its input
 * @throws InvalidInputError `INVALID_INPUT` when no record has the id
 */
export function recordNumber({ numberOf }: ResolutionParts, subject: string, path: string, id: string): number {
  const record = numberOf(id);
  if (record === undefined)
    throw new InvalidInputError(subject, [{ path, problem: 'no record of the input has this id' }]);
  return record;
}
