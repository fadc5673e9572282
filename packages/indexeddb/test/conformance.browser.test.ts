import { certifyStorage } from '@crmkit/conformance';
import { describe, expect, it } from 'vitest';
import { testDatabases } from './databases.js';

certifyStorage(
  { describe, it, expect },
  {
    name: 'indexeddb',
    features: ['durable', 'reopen', 'multiProcess', 'second'],
    async create() {
      const databases = testDatabases();
      return {
        storage: databases.page(),
        second: async () => databases.page(),
        reopen: async () => databases.page(),
        dispose: () => databases.dispose(),
      };
    },
  },
);
