import { beforeAll, expect, it } from 'vitest';
import { foldHan } from './fold-han.js';
import { loadHan } from './han-tools.js';
import { HAN_VARIANTS } from './han-variants.js';

beforeAll(() => loadHan());

it('names each rarer form once, and brings it to the usual one', () => {
  for (const [rare, usual] of HAN_VARIANTS) {
    expect([...rare, ...usual]).toHaveLength(2);
    expect(rare).not.toBe(usual);
    expect(foldHan(rare), rare).toBe(foldHan(usual));
  }
});
