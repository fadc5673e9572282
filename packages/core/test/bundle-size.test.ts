import { measureBundleKilobytes } from '@crmkit/devkit';
import { expect, it } from 'vitest';

// A ceiling moves only in the change that needs it. These are what the package promises, and `npm run bench core` prints
// what it weighs.
it('core with its dependencies, without zod, stays within 60 kB min+gzip', async () => {
  expect(await measureBundleKilobytes('packages/core/src/index.ts', ['zod'])).toBeLessThanOrEqual(60);
});

it('the expression language alone stays within 15 kB min+gzip', async () => {
  expect(await measureBundleKilobytes('packages/core/src/expressions.ts', ['zod'])).toBeLessThanOrEqual(15);
});
