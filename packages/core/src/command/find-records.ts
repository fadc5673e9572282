import { NotFoundError } from '../errors/not-found-error.js';
import { type AsOfOption, parseAsOf } from './as-of.js';
import { type Caller, modelEntity } from './caller.js';
import { checkOptions } from './check-options.js';
import type { AnyRecord } from './define-command.js';
import { publish } from './public-record.js';
import { readPastRows } from './read-past.js';
import { readRows } from './read-rows.js';
import { checkIds, inKind, itemSet, type OneOrMany } from './sets.js';

/** Reads as of a point in known time. */
export interface FindOptions {
  readonly asOf?: AsOfOption;
}

/**
 * Reads records by id; null where there is nothing this caller can see.
 *
 * @returns in kind: a record or null for one id, a list in the same order for several
 */
export async function findRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<string>,
  options: FindOptions = {},
): Promise<AnyRecord | null | readonly (AnyRecord | null)[]> {
  const entity = modelEntity(caller.runtime, name);
  checkOptions(`${name}.find`, options, ['asOf']);
  const set = itemSet(input);
  const ids = checkIds(set, `${name}.find`, { unique: false });
  const { asOf } = options;
  const rows =
    asOf === undefined ? await readRows(caller, name, ids) : await readPastRows(caller, name, ids, parseAsOf(asOf));
  return inKind(
    set,
    rows.map((row) => row && publish(entity, row)),
  );
}

/**
 * Reads records that have to be there.
 *
 * @returns in kind: a record for one id, a list in the same order for several
 * @throws {@link NotFoundError} `NOT_FOUND` for the first one this caller cannot see
 */
export async function getRecords(
  caller: Caller,
  name: string,
  input: OneOrMany<string>,
  options: FindOptions = {},
): Promise<AnyRecord | readonly AnyRecord[]> {
  const set = itemSet(input);
  const records = (await findRecords(caller, name, set.items, options)) as readonly (AnyRecord | null)[];
  const missing = records.indexOf(null);
  if (missing >= 0) throw new NotFoundError(name, set.items[missing] ?? '');
  return inKind(set, records as readonly AnyRecord[]);
}
