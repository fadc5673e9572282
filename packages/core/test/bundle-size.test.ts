import { measureBundleKilobytes } from '@crmkit/devkit';
import { expect, it } from 'vitest';

// The ceilings move in the change that needs it, and only with a reason in its changeset.
it('core with its dependencies, without zod, stays within 60 kB min+gzip', async () => {
  expect(await measureBundleKilobytes('packages/core/src/index.ts', ['zod'])).toBeLessThanOrEqual(60);
});

it('the expression language alone stays within 15 kB min+gzip', async () => {
  expect(await measureBundleKilobytes('packages/core/src/expressions.ts', ['zod'])).toBeLessThanOrEqual(15);
});
