const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  廿: 20,
  卅: 30,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/**
 * Characters that write a plain numeral, for use inside a character class; simplified. The forms of cheques (壹, 陆) are left
 * out, since in an address they are parts of names.
 */
export const HAN_NUMERAL_CHARACTERS = '〇零一二两三四五六七八九廿卅十百千';

/**
 * Value of a numeral in Chinese characters (二十三, 二三三, 一百零八) or digits; NaN when it is none. Characters are
 * expected as {@link foldHan} leaves them.
 *
 * @example
 * parseHanNumeral('八十七'); // 87
 */
export function parseHanNumeral(text: string): number {
  if (text === '') return Number.NaN;
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digits = 0;
  for (const character of text) {
    const unit = UNITS[character];
    const digit = DIGITS[character] ?? (character >= '0' && character <= '9' ? Number(character) : undefined);
    if (unit !== undefined) {
      total += (digits === 0 ? 1 : digits) * unit;
      digits = 0;
    } else if (digit !== undefined && digit >= 20) total += digit;
    else if (digit !== undefined) digits = digits * 10 + digit;
    else return Number.NaN;
  }
  return total + digits;
}

const SYLLABLES = ['ling', 'yi', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'];

/** Pinyin of a whole number below 1000 as a road bears it (12 → `shi er`), so that 二路, `2nd Rd.` and `Road II` meet. */
export function spellNumeral(value: number): readonly string[] {
  if (value >= 100) return [...String(value)].map((digit) => SYLLABLES[Number(digit)] ?? digit);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? [] : tens === 1 ? ['shi'] : [SYLLABLES[tens] as string, 'shi'];
  return ones === 0 && tens > 0 ? head : [...head, SYLLABLES[ones] as string];
}

const CHARACTERS = '零一二三四五六七八九';

/** Chinese numeral of a whole number as roads bear it: 12 → 十二; from 100 on digit by digit. */
export function writeHanNumeral(value: number): string {
  if (value >= 100 || value === 0) return [...String(value)].map((digit) => CHARACTERS[Number(digit)]).join('');
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens === 0 ? '' : tens === 1 ? '十' : `${CHARACTERS[tens]}十`;
  return ones === 0 ? head : `${head}${CHARACTERS[ones]}`;
}
