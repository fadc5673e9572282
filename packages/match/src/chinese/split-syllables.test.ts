import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSyllables } from './split-syllables.js';
import { syllableReadings } from './syllable-classes.js';

/** The cheapest split, by trying all. */
function splitSlowly(word: string, first = true): { cost: number; sounds: string[] } | undefined {
  if (word === '') return { cost: 0, sounds: [] };
  let best: { cost: number; sounds: string[] } | undefined;
  for (let end = 1; end <= Math.min(7, word.length); end++) {
    const reading = syllableReadings().get(word.slice(0, end));
    const rest = reading === undefined ? undefined : splitSlowly(word.slice(end), false);
    if (reading === undefined || rest === undefined) continue;
    const cost = 1 + reading.cost + (!first && 'aeiou'.includes(word[0] as string) ? 0.3 : 0) + rest.cost;
    if (best === undefined || cost < best.cost - 1e-9) best = { cost, sounds: [reading.sound, ...rest.sounds] };
  }
  return best;
}

describe('splitSyllables', () => {
  it.each([
    ['nangang', 'nan', 'gang'],
    ['dunhua', 'dun', 'hua'],
    ['kaohsiung', 'gao', 'xiong'],
    ['zhongxiao', 'zhong', 'xiao'],
    ['tunhwa', 'dun', 'hua'],
  ])('splits %s', (word, ...syllables) => {
    const sounds = syllables.map((syllable) => syllableReadings().get(syllable)?.sound);
    expect(splitSyllables(word)).toEqual(sounds);
  });

  it.each(['roosevelt', 'xyz', '', 'a'.repeat(60)])('finds no syllables in %j', (word) => {
    expect(splitSyllables(word)).toBeNull();
  });

  it('finds a split as cheap as the best of all', () => {
    const spellings = [...syllableReadings().keys()];
    const words = fc.oneof(
      fc.array(fc.constantFrom(...spellings), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
      fc.stringMatching(/^[aeghinosux]{1,9}$/),
    );
    fc.assert(
      fc.property(words, (word) => {
        const found = splitSyllables(word);
        const slow = splitSlowly(word);
        expect(found === null).toBe(slow === undefined);
        if (found !== null && slow !== undefined) expect(found.length).toBe(slow.sounds.length);
      }),
      { seed: 45, numRuns: 400 },
    );
  });
});
