import type { AnyRecord, CommandReader } from '../../command/define-command.js';
import { NotFoundError } from '../../errors/not-found-error.js';
import { refersTo } from '../conditions.js';

/** More satellite records than any party has; a command that met more would decide on half the truth, so it asks for all. */
export const SATELLITE_LIMIT = 10_000;

/** Reads one record that has to exist for the caller. */
export async function readExisting(
  reader: Pick<CommandReader, 'find'>,
  entity: string,
  id: string,
): Promise<AnyRecord> {
  const [record] = await reader.find(entity, [id]);
  if (!record) throw new NotFoundError(entity, id);
  return record;
}

/**
 * The party that a record belongs to: the subject of a command on that record.
 *
 * @param via - the record's reference to the party
 * @throws {@link NotFoundError} `NOT_FOUND` for a record the caller cannot see
 */
export async function readOwner(reader: CommandReader, entity: string, id: string, via = 'party'): Promise<string> {
  await readExisting(reader, entity, id);
  // The caller may see the record and not the reference.
  return (await readExisting(reader.system, entity, id))[via] as string;
}

/** Reads a party with all its records of one satellite entity. */
export async function readPartyWith(
  reader: CommandReader,
  party: string,
  entity: string,
  via = 'party',
): Promise<{ readonly party: AnyRecord; readonly rows: readonly AnyRecord[] }> {
  const record = await readExisting(reader, 'party', party);
  const rows = await reader.list(entity, { where: refersTo(via, party), limit: SATELLITE_LIMIT });
  return { party: record, rows };
}
