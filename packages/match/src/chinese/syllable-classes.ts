import { spellSyllable } from './romanisation-systems.js';
import { SYLLABLES, spellPinyin } from './syllables.js';

/** What a spelled syllable may stand for. */
export interface SyllableReading {
  /** The one name of all syllables that some spelling confuses with this one. */
  readonly sound: string;
  /** 0 for pinyin, more for rarer systems; the splitter of words prefers the cheaper. */
  readonly cost: number;
}

// A spelling that only a loose habit yields must not join two classes: in/ing alone would join half of the table.
const JOINING_COST = 0.2;

let readings: ReadonlyMap<string, SyllableReading> | undefined;

/**
 * Every known spelling of a syllable in pinyin, Wade–Giles, Tongyong and MPS II, with its class of sound: `chung` may be
 * zhong or chong, so zhong, chong and all that is spelled like one of them are one class. Built by rule from the
 * table of syllables at first use.
 */
export function syllableReadings(): ReadonlyMap<string, SyllableReading> {
  readings ??= buildReadings();
  return readings;
}

function buildReadings(): ReadonlyMap<string, SyllableReading> {
  const parents = new Map<string, string>();
  const find = (sound: string): string => {
    const parent = parents.get(sound) ?? sound;
    return parent === sound ? sound : find(parent);
  };
  const cheapest = new Map<string, { pinyin: string; cost: number }>();
  for (const syllable of SYLLABLES) {
    const pinyin = spellPinyin(syllable);
    for (const { text, cost } of spellSyllable(syllable)) {
      const known = cheapest.get(text);
      if (known !== undefined && cost < JOINING_COST && known.cost < JOINING_COST) {
        const [low, high] = [find(known.pinyin), find(pinyin)].sort() as [string, string];
        if (low !== high) parents.set(high, low);
      }
      if (known === undefined || cost < known.cost) cheapest.set(text, { pinyin, cost });
    }
  }
  return new Map([...cheapest].map(([text, { pinyin, cost }]) => [text, { sound: find(pinyin), cost }]));
}
