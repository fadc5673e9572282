import type { Storage } from '../storage/contract.js';
import { memoryStorage } from '../storage/memory/memory-storage.js';
import { withFallbacks } from '../storage/with-fallbacks.js';

/**
 * A storage with nothing pushed down, as a first adapter is: no filter, no order, no aggregate, no past, no versions.
 * For tests of what the fallbacks do by themselves.
 */
export function minimalStorage(): Storage {
  const { aggregate: _aggregate, asOf: _asOf, versions: _versions, ...storage } = memoryStorage();
  return withFallbacks({
    ...storage,
    capabilities: {
      ...storage.capabilities,
      pushdown: { filter: false, sort: false, aggregate: false, asOf: false },
    },
  });
}
