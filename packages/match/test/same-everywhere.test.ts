import { expect, it } from 'vitest';
import { EXPECTED_HASH, resolveEverywhere } from './same-everywhere.js';

it('gives in Node the result that it gives everywhere', { timeout: 60_000 }, async () => {
  expect(await resolveEverywhere()).toBe(EXPECTED_HASH);
});
