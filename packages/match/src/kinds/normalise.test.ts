import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadHan } from '../chinese/han-tools.js';
import { kindNames, kindOf, loadKinds } from './index-of-kinds.js';

await loadHan();
await loadKinds(kindNames);

const shapes = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
  fc.stringMatching(/^[0-9()+. /x-]{0,24}$/),
  fc.stringMatching(/^(mailto:|<)?[a-z.+]{0,8}@?[a-z.+@]{0,8}>?$/),
  fc
    .array(
      fc.constantFrom(
        ...'smith the and co inc ltd s r l sa de cv & st saint o mc van der jr dr mr , ; . - 12 5th 1971 06 jun city of new york et al n/a x'.split(
          ' ',
        ),
        '李',
        '台北市',
        '股份有限公司',
        'ﷺ',
        'ß',
        'É',
        '１２',
        '\ud800',
      ),
      { maxLength: 9 },
    )
    .map((words) => words.join(' ')),
);

describe.each(kindNames)('normalise of %s', (name) => {
  const { normalise } = kindOf(name);

  it('is idempotent and deterministic on any text', () => {
    fc.assert(
      fc.property(shapes, (raw) => {
        const once = normalise(raw);
        expect(normalise(once)).toBe(once);
        expect(normalise(raw)).toBe(once);
      }),
      { numRuns: 2000, seed: 20 },
    );
  });

  it('is idempotent on every single code of the basic plane', () => {
    for (let code = 0; code < 0x10000; code += 1) {
      const raw = `${String.fromCharCode(code)}a1`;
      const once = normalise(raw);
      if (normalise(once) !== once) expect(`${code.toString(16)} ${normalise(once)}`).toBe(once);
    }
  });

  it('answers the empty text for stand-ins of a missing value', () => {
    for (const raw of ['', ' ', 'N/A', 'n/a', 'null', 'NULL', 'unknown', 'None', '-', '--', '.', '?'])
      expect(normalise(raw)).toBe('');
  });

  it('reads a text of a megabyte quickly', () => {
    const start = performance.now();
    for (const unit of ['a', 'É', '1', ' ', 'a,', '李', 'ab @', '&#1;', '1.', 'x y ']) {
      const once = normalise(unit.repeat(1_048_576 / unit.length));
      expect(once.length).toBeLessThanOrEqual(4096);
      expect(normalise(once)).toBe(once);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
