import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities, foldLetters, foldWords } from './fold.js';

/** The obvious way: Unicode folding for any text. */
function foldSlowly(raw: string): string {
  return foldLetters(raw)
    .replace(/['`]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join(' ');
}

describe('foldWords', () => {
  it('answers plain ASCII as the slow way does', () => {
    const ascii = fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 60 });
    fc.assert(
      fc.property(ascii, (codes) => {
        const raw = String.fromCharCode(...codes);
        expect(foldWords(raw)).toBe(foldSlowly(raw));
      }),
      { numRuns: 5000, seed: 4 },
    );
  });

  it('folds letters of many tongues', () => {
    expect(foldWords('  Ærøskøbing–STRAẞE, Łódź ')).toBe('aeroskobing strasse lodz');
    expect(foldWords("O’Brien d'Arc")).toBe('obrien darc');
    expect(foldWords('ＡＢＣ１２')).toBe('abc12');
    expect(foldWords('Ёлкин Й.')).toBe('елкин и');
    expect(foldWords('가나 다')).toBe('가나 다');
  });

  it('reads at most the given number of code units and never halves a character', () => {
    expect(foldWords('abcdef', 3)).toBe('abc');
    expect(foldWords('é😀é', 2)).toBe('e');
  });
});

describe('decodeEntities', () => {
  it('replaces references of HTML', () => {
    expect(decodeEntities('Lud&#228;scher &amp; S&#xF8;n &unknown; a&b')).toBe('Ludäscher & Søn &unknown; a&b');
  });
});
