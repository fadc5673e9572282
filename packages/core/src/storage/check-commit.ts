import { invalidInput } from '../errors/invalid-input.js';
import type { InvalidInputError } from '../errors/invalid-input-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { checkName } from './check-context.js';
import { checkRow } from './check-row.js';
import { checkText } from './check-value.js';
import type { Commit, Write } from './contract.js';
import { entityOf } from './field-of.js';

/** The longest claim key, in UTF-16 units. */
export const MAX_CLAIM_LENGTH = 800;

/**
 * The write boundary of a whole batch, shared by every storage: the size, the names, and each row by
 * {@link checkRow}. Nothing may be written before it returned.
 *
 * @param commit - as the storage was given it
 * @param schema - what the storage was opened with
 * @param maxBatch - the storage's own limit of writes plus claims
 * @returns the same batch with rows in stored form, detached from the caller's
 * @throws {@link InvalidInputError} `INVALID_INPUT` when the batch is too large, names a record, claim or subscriber
 *   twice, deletes what it expects to be absent, or a `put` has no row
 * @throws {@link InvalidValueError} `INVALID_VALUE` when a row cannot be stored
 * @example
 * const checked = checkCommit(commit, schema, 10_000);
 */
export function checkCommit(commit: Commit, schema: StorageSchema, maxBatch: number): Commit {
  const size = commit.writes.length + commit.claims.length;
  if (size > maxBatch) throw refusal('', `${size} writes and claims, at most ${maxBatch} go into one commit`);
  const writes = commit.writes.map((write, index) => checkWrite(write, schema, `writes.${index}`));
  for (const [index, claim] of commit.claims.entries()) {
    checkName(claim.key, 'commit', `claims.${index}.key`, MAX_CLAIM_LENGTH);
    checkName(claim.holder, 'commit', `claims.${index}.holder`);
  }
  for (const [index, { subscriber }] of (commit.checkpoints ?? []).entries())
    checkName(subscriber, 'commit', `checkpoints.${index}.subscriber`);
  refuseRepeats(
    'writes',
    commit.writes.map(({ entity, id }) => `${entity}\0${id}`),
  );
  refuseRepeats(
    'claims',
    commit.claims.map(({ key }) => key),
  );
  refuseRepeats(
    'checkpoints',
    (commit.checkpoints ?? []).map(({ subscriber }) => subscriber),
  );
  if (!Number.isSafeInteger(commit.cause.at)) throw refusal('cause.at', 'expected UTC milliseconds');
  return { ...commit, writes };
}

function checkWrite(write: Write, schema: StorageSchema, path: string): Write {
  const entity = entityOf(schema, write.entity);
  checkName(write.id, 'commit', `${path}.id`);
  for (const [index, key] of (write.keys ?? []).entries()) {
    checkText(key.name, `${path}.keys.${index}.name`);
    checkText(key.value, `${path}.keys.${index}.value`);
  }
  if (write.op !== 'put') {
    if (write.op === 'delete' && write.expect === 'absent')
      throw refusal(`${path}.expect`, 'a delete expects the revision that was read');
    return write;
  }
  if (write.row === undefined) throw refusal(`${path}.row`, 'a put needs its row');
  if (write.row.id !== write.id) throw new InvalidValueError('id', 'the row has another id than the write');
  return {
    ...write,
    row: checkRow(write.row, entity),
    ...(write.before && { before: checkRow(write.before, entity) }),
  };
}

function refuseRepeats(path: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) throw refusal(`${path}.${index}`, 'one commit may name it only once');
    seen.add(name);
  }
}

function refusal(path: string, problem: string): InvalidInputError {
  return invalidInput('commit', path, problem);
}
