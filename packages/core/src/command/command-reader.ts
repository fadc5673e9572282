import { CLAIMS } from '../storage/contract.js';
import { formatInstant } from '../values/instant.js';
import { aggregateRecords, countRecords } from './aggregate-records.js';
import { asSystem, type Caller, modelEntity } from './caller.js';
import type { AnyRecord, CommandReader } from './define-command.js';
import { listRecords } from './list-records.js';
import { publish } from './public-record.js';
import { readRows } from './read-rows.js';

/**
 * The reads of commands and views under a caller's rights.
 *
 * @param caller - whose rights are ANDed in; `system` skips them
 */
export function commandReader(caller: Caller): CommandReader {
  return { ...readerOf(caller), system: readerOf(asSystem(caller)) };
}

function readerOf(caller: Caller): Omit<CommandReader, 'system'> {
  return {
    async find(name, ids): Promise<readonly (AnyRecord | null)[]> {
      const entity = modelEntity(caller.runtime, name);
      return (await readRows(caller, name, ids)).map((row) => row && publish(entity, row));
    },
    async list(name, { where, sort, limit, asOf }) {
      const page = await listRecords(caller, name, {
        limit,
        ...(where && { where }),
        ...(sort && { sort: sort.map(({ path, direction }) => [path.join('.'), direction] as const) }),
        ...(asOf && { asOf: 'number' in asOf ? asOf : { instant: formatInstant(asOf.instant) } }),
      });
      return page.items;
    },
    count: (name, { where }) => countRecords(caller, name, where === undefined ? {} : { where }),
    aggregate: (name, { where, groupBy, measures }) =>
      aggregateRecords(caller, name, {
        ...(where && { where }),
        ...(groupBy && { groupBy: groupBy.map((path) => path.join('.')) }),
        measures: Object.fromEntries(
          Object.entries(measures).map(([key, { fn, path }]) => [key, { fn, ...(path && { path: path.join('.') }) }]),
        ),
      }),
    async holders(keys) {
      const claims = await caller.runtime.storage.get(caller.context, CLAIMS, keys);
      return claims.map((claim) => (typeof claim?.['holder'] === 'string' ? claim['holder'] : null));
    },
  };
}
