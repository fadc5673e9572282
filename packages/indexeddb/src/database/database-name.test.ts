import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { databaseName } from './database-name.js';

it('reads well for plain names', () => {
  expect(databaseName('crm', 'u1', 'acme')).toBe('crmkit/crm/u1/acme');
});

it('never gives two tenants, users or applications one name (seed 7)', () => {
  const part = fc.string({ unit: fc.constantFrom('a', '/', '%', '.', '臺', '\uD800', ''), maxLength: 4 });
  const triple = fc.tuple(part, part, fc.oneof(part, fc.constant(null)));
  fc.assert(
    fc.property(triple, triple, (a, b) => {
      expect(databaseName(...a) === databaseName(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { seed: 7, numRuns: 5_000 },
  );
});
