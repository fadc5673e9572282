import { sampleSchema } from '@crmkit/core/testing';
import { indexedDbStorage } from '@crmkit/indexeddb';
import { CASES_PER_SET, idsByStorage, loadSet, makeCase, makeSet } from './random-case.js';

/** Runs in the page: gives the ids IndexedDB finds for the first cases of a run. */
async function findIds(seed: number, cases: number): Promise<readonly (readonly string[])[]> {
  const storage = indexedDbStorage({ name: `fuzz-${seed}`, durability: 'relaxed' });
  await storage.open(sampleSchema);
  const found: (readonly string[])[] = [];
  for (let start = 0; start < cases; start += CASES_PER_SET) {
    const set = makeSet(seed, start / CASES_PER_SET);
    await loadSet(storage, set);
    for (let index = start; index < Math.min(start + CASES_PER_SET, cases); index += 1) {
      found.push(await idsByStorage(storage, makeCase(seed, index), set));
    }
  }
  await storage.close();
  return found;
}

Object.assign(globalThis, { findIds });
