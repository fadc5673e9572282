import { fileURLToPath } from 'node:url';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import { browserOptions } from './packages/devkit/src/vitest/browser-project.js';

// `@crmkit/*` means the source of this repository: nothing has to be built before a test.
const SOURCE = 'crmkit-source';
const source = {
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions], externalConditions: [SOURCE, 'node'] } },
};
const folders = '{packages,examples}/*/{src,test}/**';
const exclude = ['**/node_modules/**', '**/dist/**'];

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'node',
          environment: 'node',
          include: [`${folders}/*.test.ts`, 'docs/**/*.test.ts'],
          exclude: [...exclude, '**/*.browser.test.ts', '**/*.postgres.test.ts'],
        },
      },
      {
        ...source,
        test: {
          name: 'postgres',
          environment: 'node',
          include: [`${folders}/*.postgres.test.ts`],
          exclude,
          globalSetup: 'packages/devkit/src/vitest/postgres-server.ts',
          setupFiles: 'packages/devkit/src/vitest/postgres-worker.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...source,
        // Named in advance: a dependency found during the run would reload the page under the tests.
        optimizeDeps: {
          include: [
            '@crmkit/core > nanoid',
            '@crmkit/match > opencc-js/t2cn',
            '@crmkit/match > pinyin-pro',
            'fast-check',
            'zod',
          ],
        },
        test: {
          name: 'browser',
          include: [`${folders}/*.browser.test.ts`],
          exclude,
          globalSetup: 'packages/devkit/src/vitest/chromium-ready.ts',
          browser: browserOptions(),
          testTimeout: 30_000,
        },
      },
      {
        ...source,
        test: {
          name: 'types',
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: [`${folders}/*.test-d.ts`],
            exclude,
            tsconfig: 'packages/devkit/tsconfig.types.json',
            checker: fileURLToPath(new URL('./node_modules/typescript7/bin/tsc', import.meta.url)),
          },
        },
      },
    ],
  },
});
