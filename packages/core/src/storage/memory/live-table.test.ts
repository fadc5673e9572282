import { describe, expect, it } from 'vitest';
import { createRandom } from '../../values/seeded-random.js';
import { compareText } from '../../values/text.js';
import { LiveTable } from './live-table.js';

describe('a live table', () => {
  it('gives rows behind an id in order, whatever was put and deleted before (seed 7)', () => {
    const random = createRandom(7);
    const names = ['a', 'b', 'é', '\uE000', '\u{1F600}', ...Array.from({ length: 40 }, (_, index) => `id${index}`)];
    const table = new LiveTable();
    const live = new Set<string>();
    for (let step = 0; step < 2000; step += 1) {
      const id = random.pick(names);
      if (random.chance(0.6)) {
        table.put({ id, rev: String(step) });
        live.add(id);
      } else {
        table.delete(id);
        live.delete(id);
      }
      const after = random.chance(0.2) ? null : random.pick(names);
      const expected = [...live].filter((each) => after === null || compareText(each, after) > 0).sort(compareText);
      expect([...table.rowsAfter(after)].map((row) => row.id)).toEqual(expected);
      expect([...table.values()].map((row) => row.id).sort()).toEqual([...live].sort());
    }
  });
});
