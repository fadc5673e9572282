import { describe, expect, it } from 'vitest';
import { certifyStorage } from './certify-storage.js';
import { memoryDriver } from './support/memory-driver.js';
import { withoutPushdown } from './support/without-pushdown.js';

certifyStorage({ describe, it, expect }, memoryDriver('memory'));

certifyStorage(
  { describe, it, expect },
  {
    ...memoryDriver('memory without pushdown', withoutPushdown),
    scale: 0.1,
  },
);
