import { foldHan } from './fold-han.js';
import { hanTools } from './han-tools.js';
import { isHanCode } from './has-han.js';

/** How Han text is read. */
export interface RomaniseOptions {
  /** Reads the first character as a surname where that differs: 單 shan, 曾 zeng, 仇 qiu. Default: false. */
  readonly name?: boolean;
}

/** Readings that addresses and names need and a dictionary of common words gets wrong. */
const PLACE_READINGS: readonly (readonly [word: string, reading: string])[] = [
  ['重新路', 'chong xin lu'],
  ['重阳', 'chong yang'],
  ['重庆', 'chong qing'],
  ['长乐', 'chang le'],
  ['大厦', 'da sha'],
  ['厦门', 'xia men'],
  ['六合', 'liu he'],
  ['行天宫', 'xing tian gong'],
  ['台', 'tai'],
];

/**
 * Pinyin of the Chinese characters of a text, in small letters without tones, syllables joined by blanks; ü is written
 * `yu` after l and n. Other characters stay as {@link foldHan} leaves them.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * romaniseHan('中山北路2段'); // 'zhong shan bei lu 2 duan'
 * romaniseHan('單國璽', { name: true }); // 'shan guo xi'
 */
export function romaniseHan(text: string, options: RomaniseOptions = {}): string {
  return romaniseFolded(foldHan(text), options);
}

/** {@link romaniseHan} for a text that is folded already. */
export function romaniseFolded(folded: string, options: RomaniseOptions = {}): string {
  const { syllables } = hanTools();
  let romanised = '';
  let index = 0;
  while (index < folded.length) {
    let end = index;
    const han = isHanCode(folded.charCodeAt(index));
    while (end < folded.length && isHanCode(folded.charCodeAt(end)) === han) end++;
    const run = folded.slice(index, end);
    const read = han ? readRun(run, syllables, options.name === true && index === 0) : run.trim();
    if (read !== '') romanised += romanised === '' ? read : ` ${read}`;
    index = end;
  }
  return romanised;
}

function readRun(
  run: string,
  syllables: (text: string, options: { readonly name: boolean }) => readonly string[],
  name: boolean,
): string {
  const read = [...syllables(run, { name })];
  const characters = [...run];
  if (read.length !== characters.length) return read.map(spellUmlaut).join(' ');
  for (const [word, reading] of PLACE_READINGS) {
    for (let at = run.indexOf(word); at >= 0 && characters.length === run.length; at = run.indexOf(word, at + 1)) {
      reading.split(' ').forEach((syllable, offset) => {
        read[at + offset] = syllable;
      });
    }
  }
  return read.map(spellUmlaut).join(' ');
}

function spellUmlaut(syllable: string): string {
  return syllable.replace(/^([ln])[vü]/, '$1yu');
}
