import { hanTools } from './han-tools.js';
import { HAN_VARIANTS } from './han-variants.js';

// A character is folded once and then looked up by its code; some fold to a character outside the basic plane.
const foldedCodes: (string | undefined)[] = [];

/**
 * One canonical spelling for a text with Chinese characters: full-width letters and digits become half-width, variants
 * and traditional characters become the simplified one, letters become lower case.
 *
 * Characters are folded one by one and never by phrase, so that a part of a text folds as the whole does. Deterministic
 * and idempotent.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * foldHan('臺北巿１０１'); // '台北市101'
 */
export function foldHan(text: string): string {
  const plain = foldWidthAndCase(text);
  let folded = '';
  for (let index = 0; index < plain.length; index++) {
    const code = plain.charCodeAt(index);
    if (code < 0x2e80) folded += plain[index];
    else if (code >= 0xd800 && code <= 0xdbff) {
      folded += foldCharacter(String.fromCodePoint(plain.codePointAt(index) as number));
      if (plain.charCodeAt(index + 1) >> 10 === 0x37) index++;
    } else {
      foldedCodes[code] ??= foldCharacter(plain[index] as string);
      folded += foldedCodes[code];
    }
  }
  return folded;
}

function foldCharacter(character: string): string {
  const { simplify } = hanTools();
  let folded = character;
  // Chains are two or three steps long (printing form, traditional, simplified); the bound guards against a cycle.
  for (let step = 0; step < 4; step++) {
    const simpler = simplify(HAN_VARIANTS.get(folded) ?? folded);
    if (simpler === folded) break;
    folded = simpler;
  }
  return folded;
}

/** Lower-casing can leave what normalisation changes again, so both run until nothing changes. */
function foldWidthAndCase(text: string): string {
  let folded = text;
  for (let step = 0; step < 4; step++) {
    const next = folded.normalize('NFKC').toLowerCase();
    if (next === folded) break;
    folded = next;
  }
  return folded;
}
