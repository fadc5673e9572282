import { InvalidInputError } from '@crmkit/core';

/** The error for one thing that is wrong with what a call was given: ids and paths, no values of records. */
export function invalidInput(call: string, path: string, problem: string): InvalidInputError {
  return new InvalidInputError(call, [{ path, problem }]);
}
