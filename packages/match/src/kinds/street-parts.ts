/** Whether a code is that of an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a word is an ordinal: `5th`. */
export function isOrdinal(word: string): boolean {
  return isDigit(word.charCodeAt(0)) && /(?:st|nd|rd|th)$/.test(word);
}

/** Whether a word can be a house number: `12`, `12a`, not `5th`. */
export function isHouseNumber(word: string): boolean {
  return isDigit(word.charCodeAt(0)) && !isOrdinal(word);
}

/** A line of an address in two parts; a missing one is empty. */
export interface StreetParts {
  readonly number: string;
  readonly street: string;
}

/** House number and the rest of a street line; the first word with a leading digit that is no ordinal is the number. */
export function splitStreet(text: string): StreetParts {
  const words = text.split(' ');
  const unit = words.indexOf('unit');
  const kept = unit >= 0 && words.length > 3 ? words.filter((_, index) => index !== unit && index !== unit + 1) : words;
  const at = kept.findIndex(isHouseNumber);
  if (at < 0) return { number: '', street: kept.join(' ') };
  return { number: kept[at] as string, street: kept.filter((_, index) => index !== at).join(' ') };
}
