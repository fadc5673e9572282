import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { dictionaryFromArrays } from './array-dictionary.js';
import { forEachText } from './for-each-text.js';
import { GrowingDictionary } from './growing-dictionary.js';
import { hashCodes, hashString, hashView } from './hash-text.js';

const SEED = 5;

function drawText(letters: string, length: number, random: ReturnType<typeof createRandom>): string {
  return Array.from({ length }, () => letters[random.integer(0, letters.length - 1)]).join('');
}

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at);
  return codes;
}

describe('GrowingDictionary', () => {
  it('gives the empty text the id 0 and others the next', () => {
    const dictionary = new GrowingDictionary();
    expect(['', 'a', 'b', 'a', ''].map((text) => dictionary.intern(text))).toEqual([0, 1, 2, 1, 0]);
    expect(dictionary.size).toBe(3);
    expect([0, 1, 2, 3].map((id) => dictionary.text(id))).toEqual(['', 'a', 'b', '']);
    expect(['', 'a', 'b', 'c'].map((text) => dictionary.find(text))).toEqual([0, 1, 2, 0]);
    expect([...dictionary.counts.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it(`holds what a map holds, from strings, bytes and code units, compacted at times (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (const letters of ['abc', 'aé\u00ff', 'ab王\u{1f600}']) {
      const dictionary = new GrowingDictionary();
      const expected = new Map<string, number>([['', 0]]);
      for (let round = 0; round < 20_000; round++) {
        const text = drawText(letters, random.integer(0, random.chance(0.01) ? 300 : 8), random);
        const known = expected.get(text) ?? expected.size;
        expected.set(text, known);
        const codes = codesOf(`x${text}x`);
        const way = random.integer(0, 2);
        let id = 0;
        if (way === 0) id = dictionary.intern(text);
        else if (way === 1 || codes.some((code) => code > 255)) id = dictionary.internCodes(codes, 1, codes.length - 1);
        else id = dictionary.internLatin1(Uint8Array.from(codes), 1, codes.length - 1);
        if (id !== known) expect([text, id]).toEqual([text, known]);
        if (random.chance(0.001)) dictionary.compact();
      }
      expect(dictionary.size).toBe(expected.size);
      expect(dictionary.codes instanceof Uint16Array).toBe(letters.includes('王'));
      const shared = dictionaryFromArrays(dictionary.toShared());
      const seen: string[] = [''];
      forEachText(dictionary, (id, text) => {
        seen[id] = text;
      });
      for (const [text, id] of expected) {
        expect([dictionary.text(id), dictionary.find(text), shared.text(id), shared.find(text), seen[id]]).toEqual([
          text,
          id,
          text,
          id,
          text,
        ]);
      }
      expect(shared.find('nowhere')).toBe(0);
      expect(shared.codes.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });

  it('keeps what was counted when it grows and when it is compacted', () => {
    const dictionary = new GrowingDictionary();
    dictionary.counts[dictionary.intern('a')] = 7;
    for (let index = 0; index < 10_000; index++) dictionary.intern(`text ${index}`);
    expect(dictionary.counts[1]).toBe(7);
    dictionary.compact();
    expect(dictionary.counts.length).toBe(dictionary.size);
    expect(dictionary.counts[1]).toBe(7);
    expect(dictionary.intern('another')).toBe(10_002);
    expect(dictionary.text(10_002)).toBe('another');
  });

  it('keeps halves of characters as they are', () => {
    const dictionary = new GrowingDictionary();
    expect(dictionary.text(dictionary.intern('a\ud800'))).toBe('a\ud800');
  });
});

describe('hashes', () => {
  it(`are the same for strings, code units and bytes (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let round = 0; round < 2000; round++) {
      const text = drawText(random.pick(['ab', 'aé\u00ff', '王a']), random.integer(0, 20), random);
      const codes = codesOf(text);
      expect(hashString(text)).toBe(hashCodes(codes, 0, codes.length));
      if (codes.some((code) => code > 255)) continue;
      // Other bytes behind the end do not count.
      const bytes = Uint8Array.from([...codes, 1, 2, 3, 4]);
      expect(hashView(new DataView(bytes.buffer), 0, codes.length)).toBe(hashString(text));
    }
  });

  it('differ for texts of two Chinese characters', () => {
    const hashes = new Set<number>();
    for (let first = 0x4e00; first < 0x4f00; first++) {
      for (let second = 0x4e00; second < 0x4f00; second++) hashes.add(hashString(String.fromCharCode(first, second)));
    }
    expect(hashes.size).toBeGreaterThan(65_530);
  });
});
