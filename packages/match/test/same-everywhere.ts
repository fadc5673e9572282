import { dedupe } from '../src/dedupe.js';
import type { DedupeOptions } from '../src/dedupe-options.js';
import { hashResolution } from './hash-resolution.js';
import { makePeople } from './made-up-people.js';

/**
 * What `resolveEverywhere` gives on every platform and with any number of threads. It changes with the engine; a test
 * that fails with the new one everywhere says so, and the new one is put here.
 */
export const EXPECTED_HASH = 'c5880139f413a183';

/** Resolves 3,000 made-up people, English and Chinese, and tells what came out as one text. */
export async function resolveEverywhere(options: DedupeOptions = {}): Promise<string> {
  return hashResolution(await dedupe(makePeople(3000, 20_240_229), { ...options, id: 'id' }));
}
