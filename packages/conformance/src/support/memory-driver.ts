import type { Storage } from '@crmkit/core';
import { createMemoryData, memoryStorage } from '@crmkit/core/storage';
import type { StorageDriver } from '../driver.js';

/**
 * A driver over memory storage, each instance with data of its own; `wrap` puts something around every storage of it.
 *
 * @param name - of the driver
 * @param wrap - what to put around; nothing when left out
 * @returns a driver for `certifyStorage`
 * @example
 * certifyStorage({ describe, it, expect }, memoryDriver('memory'));
 */
export function memoryDriver(name: string, wrap: (storage: Storage) => Storage = (storage) => storage): StorageDriver {
  return {
    name,
    features: ['second', 'reopen'],
    async create() {
      const data = createMemoryData();
      const open = (): Storage => wrap(memoryStorage({ data }));
      return {
        storage: open(),
        dispose: async () => {},
        second: async () => open(),
        reopen: async () => open(),
      };
    },
  };
}
