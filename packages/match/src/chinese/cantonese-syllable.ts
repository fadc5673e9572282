/** Initials and finals as Hong Kong spells names; there is no official system, so the finals are generous. */
const SHAPE =
  /^(?:ch|gw|kw|ng|sh|ts|[bcdfghjklmnpstwy])?(?:aai|aau|ah|ai|ak|am|an|ang|ap|at|au|aw|ay|a|eung|euk|eng|ee|ei|ek|eu|ik|im|ing|in|ip|it|iu|i|ock|oi|oy|ok|ong|on|ot|ou|ow|o|uen|uet|ue|ui|uk|um|ung|un|up|ut|u)$/;
const WITHOUT_VOWEL = new Set(['ng', 'tsz', 'sze', 'tse', 'yue', 'kwee', 'hor', 'chor', 'lor']);

/**
 * Tells whether a word reads as one syllable of Cantonese as names in Hong Kong are spelled (`kwok`, `wing`, `tsz`). Many
 * syllables of pinyin do as well.
 *
 * @param word - small letters
 */
export function isCantoneseSyllable(word: string): boolean {
  return word.length < 8 && (WITHOUT_VOWEL.has(word) || (word.length > 1 && SHAPE.test(word)));
}
