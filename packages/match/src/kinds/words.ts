/** The first word of a folded text. */
export function firstWord(text: string): string {
  const blank = text.indexOf(' ');
  return blank < 0 ? text : text.slice(0, blank);
}

/** The first words of a folded text, at most `count`. */
export function firstWords(text: string, count: number): string {
  let end = -1;
  for (let word = 0; word < count; word += 1) {
    end = text.indexOf(' ', end + 1);
    if (end < 0) return text;
  }
  return text.slice(0, end);
}

/** Joins neighbouring words of one letter: `s r l` → `srl`, `i b m corp` → `ibm corp`. */
export function joinSingleLetters(text: string): string {
  const words = text.split(' ');
  let joined = '';
  let run = false;
  for (const word of words) {
    const single = word.length === 1 && word >= 'a' && word <= 'z';
    joined += joined === '' || (single && run) ? word : ` ${word}`;
    run = single;
  }
  return joined;
}
