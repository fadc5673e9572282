const stopWords = new Set(
  'the and for with from und der die das des les del las los the of in on at by an a to de la le el et en y e or as'.split(
    ' ',
  ),
);

/** Tells whether a folded word is too common in any text to say anything. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** Words of at least three letters, or any word of another script, that are no stop words; each once. */
export function tellingWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const word of text.split(' ')) {
    if ((word.length >= 3 || word.charCodeAt(0) > 0x2e7f) && !stopWords.has(word) && !words.includes(word))
      words.push(word);
  }
  return words;
}
