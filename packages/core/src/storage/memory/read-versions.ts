import type { Change, VersionsQuery } from '../contract.js';
import { checkVersionsQuery, isVersionOf, versionOf } from '../record-versions.js';
import type { TenantData } from './memory-data.js';

/**
 * Reads the versions of one record: the meaning of `Storage.versions`.
 *
 * @param tenant - what the tenant owns
 * @param entity - entity name
 * @param query - the record, where to go on, how many at most
 * @returns feed entries in ascending number
 * @throws {@link InvalidInputError} `INVALID_INPUT`
 * @example
 * readVersions(tenant, 'party', { id: 'pty_1', limit: 100 });
 */
export function readVersions(tenant: TenantData, entity: string, query: VersionsQuery): readonly Change[] {
  checkVersionsQuery(query);
  const { id, after = 0, limit } = query;
  const found: Change[] = [];
  for (let index = after; index < tenant.versions.length && found.length < limit; index += 1) {
    const version = tenant.versions[index];
    if (version !== undefined && isVersionOf(version, entity, id)) found.push(versionOf(version, id));
  }
  return found;
}
