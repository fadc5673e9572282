import { invalidInput } from '../errors/invalid-input.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { isPlain } from '../storage/check-json.js';
import { structureIssue } from './check-structure.js';
import type { AnyRecord } from './define-command.js';
import { joinPath } from './record-parser.js';

/** A change written as if the record could be altered in place. */
export type Recipe = (draft: { [field: string]: unknown }) => void;

/** The command that runs a recipe, and where its record stands in the input. */
export interface RecipePlace {
  readonly command: string;
  readonly path: string;
}

/**
 * Runs a recipe on a copy of a record and copies what it left: neither a value that the recipe keeps at hand nor the
 * draft itself leads into what is written.
 *
 * @param before - public values, not altered
 * @param recipe - of the caller
 * @param place - for the error
 * @returns the record as the recipe left it, not yet held against the entity
 * @throws {@link InvalidInputError} `INVALID_INPUT` naming the field that was left cyclic, too deep or with a
 *   prototype, and for a recipe that is async or returns something
 */
export function runRecipe(before: AnyRecord, recipe: Recipe, place: RecipePlace): AnyRecord {
  const draft = copyPlain(before) as { [field: string]: unknown };
  const returned: unknown = recipe(draft);
  if (returned !== undefined && returned !== draft) refuseReturned(returned, place);
  if (Object.getPrototypeOf(draft) !== Object.prototype || Object.hasOwn(draft, '__proto__'))
    throw invalidInput(place.command, joinPath(place.path, '__proto__'), 'this key is not allowed');
  for (const [name, value] of Object.entries(draft)) {
    const issue = structureIssue(value, joinPath(place.path, name));
    if (issue !== null) throw new InvalidInputError(place.command, [issue]);
  }
  return copyPlain(draft) as AnyRecord;
}

/** What is no plain data stays what it is: the parser refuses it where it has no place. */
function copyPlain(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, copyPlain);
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copyPlain(member)]));
}

/** What is returned is dropped, so a recipe that means it would change nothing; one that goes on later is too late. */
function refuseReturned(returned: unknown, { command, path }: RecipePlace): never {
  const isLater = typeof (returned as { readonly then?: unknown } | null)?.then === 'function';
  // Nobody else waits for it, and what it ends in must not end the process.
  if (isLater) Promise.resolve(returned).catch(() => undefined);
  throw invalidInput(
    command,
    path,
    isLater
      ? 'a recipe must not be async; read first, then update'
      : 'a recipe changes the draft and returns nothing; for an assignment in one line write (draft) => void (…)',
  );
}
