import { measureBundleKilobytes } from '@crmkit/devkit';
import { expect, it } from 'vitest';

// A ceiling moves only in the change that needs it. The promise for the whole package is 60 kB: `npm run bench core`
// holds it against that bar and misses it today; until then this test keeps the package from growing further.
it('core with its dependencies, without zod, does not grow past what it weighs today', async () => {
  expect(await measureBundleKilobytes('packages/core/src/index.ts', ['zod'])).toBeLessThanOrEqual(64.5);
});

it('the expression language alone stays within 15 kB min+gzip', async () => {
  expect(await measureBundleKilobytes('packages/core/src/expressions.ts', ['zod'])).toBeLessThanOrEqual(15);
});
