import type { AddressCursor } from './address-cursor.js';
import type { AddressDraft } from './address-parts.js';
import {
  ALLEY_WORDS,
  FLOOR_WORDS,
  LANE_WORDS,
  NUMBER_WORDS,
  ORDINAL_ENDINGS,
  ROOM_WORDS,
  readCount,
  SECTION_WORDS,
} from './address-words.js';

/** 10F · 12F-1 · 12th Floor · 7/F · 30-31F. · 4-13th Floor · B1 · Rm. 503 */
export function readFloors(cursor: AddressCursor, draft: AddressDraft): void {
  const floors: string[] = [];
  for (let index = 0; index < cursor.tokens.length; index++) {
    const token = cursor.free(index);
    if (token === undefined) continue;
    if (token.type === 'word' && ROOM_WORDS.has(token.text) && cursor.number(index + 1) !== undefined) {
      draft.room = cursor.number(index + 1) as string;
      cursor.take(index, index + 1);
    } else if (token.type === 'word' && token.text === 'b' && cursor.number(index + 1) !== undefined) {
      floors.push(`B${cursor.number(index + 1)}`);
      cursor.take(index, index + 1);
    } else if (token.type === 'number') {
      let end = index + 1;
      if (cursor.word(end, ORDINAL_ENDINGS)) end++;
      if (cursor.free(end)?.text === '/' || (end > index + 1 && cursor.free(end)?.text === ',')) end++;
      if (!cursor.word(end, FLOOR_WORDS)) continue;
      // Several floors: 17F, 19F and 26,27F.
      let branch = '';
      let after = end + 1;
      if (
        cursor.free(after)?.text === '-' &&
        cursor.number(after + 1) !== undefined &&
        !cursor.word(after + 2, FLOOR_WORDS)
      ) {
        branch = `-${cursor.number(after + 1)}`;
        after += 2;
      }
      floors.push(token.text + branch);
      cursor.take(index, after - 1);
      index = after - 1;
    }
  }
  draft.floor = floors.sort().join(',');
}

/** Sec. 2 · Section 6 · 3SEC. · Sec II */
export function readSections(cursor: AddressCursor, draft: AddressDraft): void {
  for (let index = 0; index < cursor.tokens.length; index++) {
    if (!cursor.word(index, SECTION_WORDS)) continue;
    const at = cursor.free(index + 1)?.text === ',' ? index + 2 : index + 1;
    const next = cursor.free(at);
    const value = next === undefined ? Number.NaN : readCount(next);
    if (!Number.isNaN(value)) {
      draft.section = value;
      cursor.take(index, cursor.word(at + 1, ORDINAL_ENDINGS) ? at + 1 : at);
      continue;
    }
    const start = cursor.word(index - 1, ORDINAL_ENDINGS) ? index - 2 : index - 1;
    const before = cursor.free(start);
    if (before !== undefined && !Number.isNaN(readCount(before))) {
      draft.section = readCount(before);
      cursor.take(start, index);
    } else cursor.take(index, index);
  }
}

/** Ln. 433 · Lane 19 · Aly. 36 · Zhugong 2nd Ln. */
export function readLanes(cursor: AddressCursor, draft: AddressDraft): void {
  for (const [words, part] of [
    [ALLEY_WORDS, 'alley'],
    [LANE_WORDS, 'lane'],
  ] as const) {
    for (let index = 0; index < cursor.tokens.length; index++) {
      if (!cursor.word(index, words)) continue;
      const value = cursor.number(index + 1);
      if (value !== undefined) {
        draft[part] = value;
        cursor.take(index, index + 1);
      } else if (cursor.number(index - 1) !== undefined && /^al|^lane/.test(cursor.tokens[index]?.text ?? '')) {
        draft[part] = cursor.number(index - 1) as string;
        cursor.take(index - 1, index);
      } else if (part === 'lane' && (cursor.tokens[index]?.text === 'ln' || cursor.tokens[index]?.text === 'lane')) {
        const start = cursor.startOfName(index);
        if (start === index) continue;
        draft.lane = cursor.keyOfName(start, index);
        cursor.take(start, index);
      }
    }
  }
}

/** No. 113 · #131 · 45, Sha-Tyan · 79-1 SHIN-LO STREET · No. 26,28 */
export function readHouseNumber(cursor: AddressCursor, draft: AddressDraft): void {
  for (let index = 0; index < cursor.tokens.length && draft.number === ''; index++) {
    if (
      (cursor.word(index, NUMBER_WORDS) || cursor.free(index)?.text === '#') &&
      cursor.number(index + 1) !== undefined
    ) {
      draft.number = cursor.number(index + 1) as string;
      cursor.take(index, index + 1);
      readMoreNumbers(cursor, draft, index + 2);
    }
  }
  for (let index = 0; index < cursor.tokens.length && draft.number === ''; index++) {
    const value = cursor.number(index);
    // A number of three, five or six digits behind everything else is a postcode.
    if (value === undefined || (value.length > 4 && !value.includes('-'))) continue;
    if (cursor.word(index + 1, ORDINAL_ENDINGS)) continue;
    if (/^\d{3}$/.test(value) && cursor.isBehindRoad(index)) continue;
    draft.number = value;
    cursor.take(index, index);
    readMoreNumbers(cursor, draft, index + 1);
  }
}

function readMoreNumbers(cursor: AddressCursor, draft: AddressDraft, from: number): void {
  const more: string[] = [];
  for (let index = from; ; index += 2) {
    const separator = cursor.tokens[index]?.text;
    const value = cursor.number(index + 1);
    if (value === undefined || (separator !== ',' && separator !== '&' && separator !== '、' && separator !== '~'))
      break;
    if (value.length > 4 || cursor.word(index + 2, ORDINAL_ENDINGS)) break;
    more.push(value);
    cursor.take(index, index + 1);
  }
  draft.moreNumbers = more;
}
