import { foldHan } from './fold-han.js';
import { HAN_NUMERAL_CHARACTERS, parseHanNumeral } from './han-numerals.js';
import { hasHan } from './has-han.js';

/** No address is longer; what follows is not read, so that a broken file costs no time. */
const LONGEST_ADDRESS = 1024;

const NOTES = /\([^()]*(?:通讯|联络|代理|联系|注册|登记|地址|公司|办事处)[^()]*\)?/g;
const COUNTED = new RegExp(`[0-9${HAN_NUMERAL_CHARACTERS}]+(?=[段巷弄号楼层邻室])`, 'g');
const BRANCH = new RegExp(`(?<=[0-9号楼])之([0-9${HAN_NUMERAL_CHARACTERS}]+)`, 'g');

/**
 * Canonical text of an address in Chinese characters: folded, without blanks and notes in brackets, numerals before units as
 * digits (八十七號十七樓 → 87号17楼), branches with a hyphen (4樓之1 → 4楼-1), `F` as 楼. The order stays; at most 1,024 code units are
 * read. Idempotent.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * normaliseHanAddress('臺北巿松江路八十七號 １７F之一'); // '台北市松江路87号17楼-1'
 */
export function normaliseHanAddress(text: string): string {
  let address = foldHan(text.slice(0, LONGEST_ADDRESS))
    .slice(0, LONGEST_ADDRESS)
    .replace(/\s+/g, '')
    .replace(/[‐-―−~]/g, '-')
    .replace(/[,，]/g, '、');
  // A bracket inside another comes free when the inner one is gone.
  for (let previous = ''; previous !== address; ) {
    previous = address;
    const reduced = reduceOnce(address.slice(0, LONGEST_ADDRESS));
    // A text that is nothing but a note stays one, or it would no longer be a Chinese text.
    if (hasHan(reduced)) address = reduced;
  }
  return address;
}

function reduceOnce(address: string): string {
  return (
    address
      .replace(NOTES, '')
      .replace(/(\d)f(?:l|loor)?\.?(?![a-z])/g, '$1楼')
      .replace(COUNTED, writeDigits)
      // 2號樓 is a building, not a floor.
      .replace(/(\d)号楼/g, '$1栋')
      .replace(BRANCH, (_all, numeral: string) => `-${writeDigits(numeral)}`)
      .replace(/(\d)号-(\d+)(?!\d*号)/g, '$1-$2号')
  );
}

function writeDigits(numeral: string): string {
  const value = parseHanNumeral(numeral);
  return Number.isSafeInteger(value) && value < 1e6 ? String(value) : numeral;
}
