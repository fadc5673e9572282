import type { AddressCursor } from './address-cursor.js';
import type { AddressDraft } from './address-parts.js';
import { isCityKey } from './address-tokens.js';
import { DIRECTION_WORDS, FLOOR_WORDS, ROAD_WORDS, readCount, UNIT_WORDS } from './address-words.js';
import { spellNumeral } from './han-numerals.js';
import { keyOfPlaceWord, keyOfWord } from './romanisation-key.js';

/** Zhongshan N. Rd. · Wu Fu 3 Road · Siwei 4th Rd. · Li-Hsin Rd. 2 · Industry E. Rd. IV · Nanking E.Rd */
export function readRoad(cursor: AddressCursor, draft: AddressDraft): void {
  for (let index = 1; index < cursor.tokens.length; index++) {
    const type = cursor.free(index)?.type === 'word' ? ROAD_WORDS.get(cursor.tokens[index]?.text ?? '') : undefined;
    if (type === undefined || cursor.isOrdinalEnding(index) || cursor.isSyllable(index)) continue;
    const start = cursor.startOfName(index);
    if (start === index) continue;
    let road = cursor.keyOfName(start, index);
    let end = index;
    const following = cursor.free(end + 1);
    const count = following === undefined ? Number.NaN : readCount(following);
    if (
      count > 0 &&
      count < 40 &&
      !cursor.word(end + 2, FLOOR_WORDS) &&
      !/^(?:no|sec)/.test(cursor.tokens[end + 2]?.text ?? '')
    ) {
      road += spellNumeral(count).map(keyOfWord).join('');
      end++;
    } else if (
      following?.type === 'word' &&
      DIRECTION_WORDS.has(following.text) &&
      cursor.free(end + 2)?.type !== 'word'
    ) {
      road += keyOfPlaceWord(following.text);
      end++;
    }
    if (draft.road === '') {
      draft.road = road;
      draft.roadType = keyOfWord(type);
      cursor.takeRoad(start, end);
    }
  }
}

/** Neihu Dist. · Puyen Hsiang · Minghe Vil. · Taoyuan County · Zhongli City */
export function readUnits(cursor: AddressCursor, draft: AddressDraft): void {
  for (let index = 1; index < cursor.tokens.length; index++) {
    const unit = cursor.free(index)?.type === 'word' ? UNIT_WORDS.get(cursor.tokens[index]?.text ?? '') : undefined;
    if (unit === undefined || cursor.isSyllable(index)) continue;
    if (unit === 'neighbourhood') {
      const from = cursor.isOrdinalEnding(index - 1) ? index - 2 : index - 1;
      cursor.take(cursor.number(from) === undefined ? index : from, index);
      continue;
    }
    let start = Math.max(cursor.startOfName(index), index - 3);
    if (start === index) continue;
    // Hsi Chih New Taipei City: only the city belongs to the unit.
    for (let at = index - 1; at > start && unit !== 'district'; at--)
      if (isCityKey(cursor.keyOfName(at, index))) start = at;
    const key = cursor.keyOfName(start, index);
    if (unit === 'city' || unit === 'county') placeCity(draft, key, unit);
    else if (unit === 'province') draft.province ||= key;
    else if (unit === 'village') draft.village ||= key;
    else draft.district ||= key;
    cursor.take(start, index);
  }
}

/** Taipei · New Taipei · Hsin-Chu · Chang Hua, anywhere, without a unit. */
export function readCity(cursor: AddressCursor, draft: AddressDraft): void {
  for (let index = cursor.tokens.length - 1; index >= 0; index--) {
    for (const width of [3, 2, 1]) {
      if (cursor.free(index)?.type !== 'word' || cursor.free(index + width - 1)?.type !== 'word') continue;
      if (width === 3 && cursor.free(index + 1)?.text !== '-') continue;
      const key = cursor.keyOfName(index, index + width);
      if (!isCityKey(key)) continue;
      draft.city ||= key;
      cursor.take(index, index + width - 1);
      break;
    }
  }
}

export function readPostcode(cursor: AddressCursor, draft: AddressDraft): void {
  for (let index = cursor.tokens.length - 1; index >= 0; index--) {
    const value = cursor.number(index)?.replace(/^(\d{3})-(\d{2,3})$/, '$1$2');
    if (value === undefined || !/^(?:\d{3}|\d{5}|\d{6})$/.test(value)) continue;
    draft.postcode = value;
    cursor.take(index, index);
    return;
  }
}

function placeCity(draft: AddressDraft, key: string, unit: 'city' | 'county'): void {
  if (!isCityKey(key)) draft.district ||= key;
  // The county around Taipei is New Taipei since 2010.
  else draft.city ||= unit === 'county' && key === keyOfWord('taipei') ? keyOfWord('xinbei') : key;
}
