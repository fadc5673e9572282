import type { SeededRandom } from '@crmkit/core/testing';

const ALPHABETS = ['ab', 'abcdefghij', 'aeiourstln zß', '王李張陳林台臺灣水泥a', 'aé\u0301\u{1f600}z'];

/** A text from one of several alphabets; `longShare` of all have 15 to 200 code units, the others up to 14. */
function drawText(random: SeededRandom, longShare = 0.15): string {
  const length = random.chance(longShare) ? random.integer(15, 200) : random.integer(0, 14);
  const alphabet = random.pick(ALPHABETS);
  let text = '';
  while (text.length < length) text += alphabet[random.integer(0, alphabet.length - 1)];
  return text;
}

/** The text after up to five edits: other, missing, added (of the given ones) and exchanged code units. */
export function editText(text: string, random: SeededRandom, added = 'abz王'): string {
  let edited = text;
  for (let edits = random.integer(0, 5); edits > 0; edits--) {
    const at = random.integer(0, edited.length);
    const [head, tail] = [edited.slice(0, at), edited.slice(at)];
    const kind = random.integer(0, 3);
    if (kind === 0) edited = head + random.pick([...added]) + tail.slice(1);
    else if (kind === 1) edited = head + tail.slice(1);
    else if (kind === 2) edited = head + random.pick([...added]) + tail;
    else edited = head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2);
  }
  return edited;
}

/** Two texts, half of the time akin. */
export function drawPair(random: SeededRandom, longShare?: number): readonly [string, string] {
  const text = drawText(random, longShare);
  return random.chance(0.5) ? [text, editText(text, random)] : [text, drawText(random, longShare)];
}
