import { invalidInput } from '../../errors/invalid-input.js';
import type { Change, ChangePage, Checkpoint } from '../contract.js';
import { checkLimit } from '../evaluate-query.js';
import type { TenantData } from './memory-data.js';

/**
 * Reads a stretch of a tenant's feed: the meaning of `Storage.changes`.
 *
 * @param tenant - what the tenant owns
 * @param query - where to go on, how many entries at most, and which entities
 * @returns entries in ascending number, and the checkpoint after all that was looked at
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a malformed checkpoint or a limit outside 1 to 10,000
 * @example
 * readFeed(tenant, { after: null, limit: 100 });
 */
export function readFeed(
  tenant: TenantData,
  query: { readonly after: Checkpoint | null; readonly limit: number; readonly entities?: readonly string[] },
): ChangePage {
  checkLimit(query.limit);
  const wanted = query.entities === undefined ? null : new Set(query.entities);
  const changes: Change[] = [];
  let number = parseCheckpoint(query.after);
  while (number < tenant.versions.length && changes.length < query.limit) {
    const version = tenant.versions[number];
    if (version !== undefined && (wanted === null || wanted.has(version.entity))) changes.push({ ...version });
    number += 1;
  }
  return { changes, checkpoint: String(number) };
}

function parseCheckpoint(checkpoint: Checkpoint | null): number {
  if (checkpoint === null) return 0;
  if (/^\d{1,15}$/.test(checkpoint)) return Number(checkpoint);
  throw invalidInput('changes', 'after', 'this is no checkpoint of this storage');
}
