import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROBE, RecordStore, type StoredRecord } from './record-store.js';
import { SMALL_FIELDS } from './small-people.js';

const stored = fc.record({
  id: fc.integer({ min: 0, max: 15 }).map(String),
  texts: fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', 'é', '台'), {
    minLength: SMALL_FIELDS.length,
    maxLength: SMALL_FIELDS.length,
  }),
  source: fc.constantFrom('', 'shop', 'web'),
});

it('reads what was written, before and after texts that nobody bears are dropped', () => {
  const change = fc.tuple(fc.constantFrom('put', 'put', 'remove', 'ask', 'compact'), stored);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const store = new RecordStore(SMALL_FIELDS);
      const plain = new Map<string, StoredRecord>();
      for (const [type, record] of changes) {
        const number = store.numberOf(record.id);
        expect(number !== 0).toBe(plain.has(record.id));
        if (type === 'ask') store.write(PROBE, record);
        else if (type === 'compact') store.compact();
        else if (type === 'remove') {
          if (number !== 0) store.remove(number);
          plain.delete(record.id);
        } else {
          if (number === 0) store.add(record);
          else store.write(number, record);
          plain.set(record.id, record);
        }
      }
      store.compact();
      expect(store.size).toBe(plain.size);
      const numbers = [...plain.keys()].map((id) => store.numberOf(id));
      expect(numbers.map((number) => store.read(number))).toEqual([...plain.values()]);
      // Every text left is counted as often as it is borne.
      store.fields.forEach(({ column: { dictionary } }, field) => {
        for (let text = 1; text < dictionary.size; text++) {
          const bearers = [...plain.values()].filter(({ texts }) => texts[field] === dictionary.text(text));
          expect(dictionary.counts[text]).toBe(bearers.length);
          expect(bearers.length).toBeGreaterThan(0);
        }
      });
    }),
    { numRuns: 150, seed: 4 },
  );
});
