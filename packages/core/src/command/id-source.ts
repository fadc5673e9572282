import { nanoid } from 'nanoid';
import { invalidInput } from '../errors/invalid-input.js';
import { checkName } from '../storage/check-context.js';

/** Makes ids for new records. Injected, so that tests give the same ids on every run. */
export interface IdSource {
  /** An id never given before, beginning with `<prefix>_`. */
  next(prefix: string): string;
}

const TIME_DIGITS = 9;
const COUNTER_DIGITS = 3;
const TAIL_LENGTH = 10;
const COUNTER_LIMIT = 32 ** COUNTER_DIGITS;

/**
 * Makes the ids of production: entity prefix, milliseconds in base 32 (sortable until the year 3084), a counter
 * within the millisecond, and a random tail of 10 characters (60 bits) against collisions between processes.
 * Ids of one source sort in the order they were made, also when the clock steps back.
 *
 * @param options - `clock` in UTC milliseconds; `random` gives a text of the length asked for, `nanoid` by default
 * @returns a source such as `createCrm` takes
 * @example
 * createIdSource({ clock: Date.now }).next('pty').startsWith('pty_'); // true
 */
export function createIdSource(options: {
  readonly clock: () => number;
  readonly random?: (length: number) => string;
}): IdSource {
  const random = options.random ?? nanoid;
  let last = -1;
  let counter = 0;
  return {
    next(prefix) {
      const now = Math.floor(options.clock());
      counter = now > last ? 0 : counter + 1;
      if (now > last) last = now;
      if (counter === COUNTER_LIMIT) {
        last += 1;
        counter = 0;
      }
      return `${prefix}_${digits(last, TIME_DIGITS)}${digits(counter, COUNTER_DIGITS)}${random(TAIL_LENGTH)}`;
    },
  };
}

function digits(value: number, length: number): string {
  return value.toString(32).padStart(length, '0');
}

const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * Refuses an id from outside that could not be kept or shown: empty, longer than 200, with control characters.
 *
 * @param id - anything
 * @param subject - the command that was given it
 * @param path - where it stands in the input
 * @returns the id
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 */
export function checkId(id: unknown, subject: string, path: string): string {
  checkName(id, subject, path);
  if (CONTROL_CHARACTER.test(id as string)) throw invalidInput(subject, path, 'an id has no control characters');
  return id as string;
}
