import type { AddressToken } from './address-tokens.js';
import { isCityKey } from './address-tokens.js';
import {
  AMBIGUOUS_UNITS,
  AREA_WORDS,
  COUNTRY_WORDS,
  DIRECTION_WORDS,
  NUMBER_WORDS,
  ORDINAL_ENDINGS,
  ORDINAL_WORDS,
  ROAD_WORDS,
  UNIT_WORDS,
} from './address-words.js';
import { keyOfPlaceWord, keyOfWord } from './romanisation-key.js';

/** What a token was understood as; '' while no rule has claimed it. */
type Claim = '' | 'taken' | 'road';

/** The tokens of a romanised address and which of them a rule has claimed; questions that several rules ask. */
export class AddressCursor {
  readonly tokens: readonly AddressToken[];
  private readonly claims: Claim[];

  constructor(tokens: readonly AddressToken[]) {
    this.tokens = tokens;
    // 台灣大道 is Taiwan Blvd.
    this.claims = tokens.map(({ text }, index) =>
      COUNTRY_WORDS.has(text) && !ROAD_WORDS.has(tokens[index + 1]?.text ?? '') ? 'taken' : '',
    );
  }

  /** The token if nobody has claimed it. */
  free(index: number): AddressToken | undefined {
    return this.claims[index] === '' ? this.tokens[index] : undefined;
  }

  /** Text of an unclaimed number. */
  number(index: number): string | undefined {
    const token = this.free(index);
    return token?.type === 'number' ? token.text : undefined;
  }

  /** Tells whether an unclaimed word is one of some. */
  word(index: number, words: ReadonlySet<string>): boolean {
    const token = this.free(index);
    return token?.type === 'word' && words.has(token.text);
  }

  /** Claims the tokens from one to another, both included. */
  take(from: number, to: number): void {
    for (let index = Math.max(0, from); index <= to; index++) this.claims[index] = 'taken';
  }

  /** `st` and `rd` right behind a number are its ordinal ending unless nothing else can be the road's name: "1 Rd". */
  isOrdinalEnding(index: number): boolean {
    if (!this.word(index, ORDINAL_ENDINGS)) return false;
    const value = this.number(index - 1);
    if (value === undefined) return false;
    const ones = value.slice(-1);
    const text = this.tokens[index]?.text;
    const fits =
      text === 'th' ||
      (text === 'st' && ones === '1') ||
      (text === 'nd' && ones === '2') ||
      (text === 'rd' && ones === '3');
    // "3rd Rd." has its road word still to come; "Sec. 3 Rd" has not.
    return fits && (text === 'th' || text === 'nd' || ROAD_WORDS.has(this.tokens[index + 1]?.text ?? ''));
  }

  /** Where the name in front of a road or unit word begins: after a comma, a claimed token, another unit or a house number. */
  startOfName(end: number): number {
    let start = end;
    while (start > 0) {
      const token = this.free(start - 1);
      if (token === undefined) break;
      if (token.type === 'separator') {
        // Jianguo E, Rd.
        const direction = start === end && DIRECTION_WORDS.has(this.free(start - 2)?.text ?? '');
        if (token.text !== '-' && !direction) break;
      } else if (token.type === 'number') {
        // A number is part of the name as an ordinal behind a word (Wu Fu 3 Road, Siwei 4th Rd., 35th Rd.).
        const ordinal = this.word(start, ORDINAL_ENDINGS) && start < end;
        const counts =
          start - 1 > 0 && this.isPlainWord(start - 2) && token.text.length <= 2 && !token.text.includes('-');
        if (!ordinal && !counts) break;
      } else if (NUMBER_WORDS.has(token.text)) break;
      else if (start < end && this.isUnitWord(start - 1)) break;
      start--;
    }
    while (start < end && this.tokens[start]?.type === 'separator') start++;
    return start;
  }

  /** `Lu`, `Chu`, `Chen`: a unit only as a word of its own behind a name, not in Lu-Chu Dist., Lien Chen Rd. or Hsin Chu. */
  isSyllable(index: number): boolean {
    if (!AMBIGUOUS_UNITS.has(this.tokens[index]?.text ?? '')) return false;
    const [before, after] = [this.tokens[index - 1], this.tokens[index + 1]];
    if (before === undefined || before.text === '-' || after?.text === '-' || before.type !== 'word') return true;
    if (
      after?.type === 'word' &&
      (ROAD_WORDS.has(after.text) || UNIT_WORDS.has(after.text) || DIRECTION_WORDS.has(after.text))
    )
      return true;
    return isCityKey(keyOfWord(before.text) + keyOfWord(this.tokens[index]?.text ?? ''));
  }

  /** A word that is no unit and no `No.`. */
  isPlainWord(index: number): boolean {
    const token = this.free(index);
    return token?.type === 'word' && !NUMBER_WORDS.has(token.text) && !this.isUnitWord(index);
  }

  /** A word that ends a name before it: a kind of road, a unit, an area. */
  isUnitWord(index: number): boolean {
    const text = this.tokens[index]?.text ?? '';
    if (ORDINAL_ENDINGS.has(text) && this.tokens[index - 1]?.type === 'number') return false;
    if (AREA_WORDS.has(text) && !ROAD_WORDS.has(this.tokens[index + 1]?.text ?? '')) return true;
    return (ROAD_WORDS.has(text) || UNIT_WORDS.has(text)) && !AMBIGUOUS_UNITS.has(text);
  }

  /** Key of the words from `start` up to `end`; a leading direction goes behind the name as Chinese has it. */
  keyOfName(start: number, end: number): string {
    const words: string[] = [];
    for (let index = start; index < end; index++) {
      const token = this.tokens[index] as AddressToken;
      if (token.type === 'separator') continue;
      if (token.type === 'word' && ORDINAL_ENDINGS.has(token.text) && this.tokens[index - 1]?.type === 'number')
        continue;
      words.push(token.text);
    }
    if (
      words.length > 1 &&
      words[0] !== undefined &&
      DIRECTION_WORDS.has(words[0]) &&
      !/^\d/.test(words[1] as string) &&
      !ORDINAL_WORDS.has(words[1] as string)
    ) {
      words.push(words.shift() as string);
    }
    return words.map(keyOfPlaceWord).join('');
  }

  /** Claims the tokens of the road; the house number looks for them. */
  takeRoad(from: number, to: number): void {
    for (let index = from; index <= to; index++) this.claims[index] = 'road';
  }

  /** Tells whether the road stands before a token. */
  isBehindRoad(index: number): boolean {
    return this.claims.slice(0, index).includes('road');
  }
}
