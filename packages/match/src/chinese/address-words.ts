/** English words of direction → pinyin. */
export const DIRECTION_WORDS: ReadonlyMap<string, string> = new Map([
  ['n', 'bei'],
  ['north', 'bei'],
  ['s', 'nan'],
  ['south', 'nan'],
  ['e', 'dong'],
  ['east', 'dong'],
  ['w', 'xi'],
  ['west', 'xi'],
]);

/** English words for kinds of roads → pinyin. */
export const ROAD_WORDS: ReadonlyMap<string, string> = new Map([
  ['rd', 'lu'],
  ['road', 'lu'],
  ['st', 'jie'],
  ['street', 'jie'],
  ['str', 'jie'],
  ['ave', 'dadao'],
  ['avenue', 'dadao'],
  ['av', 'dadao'],
  ['blvd', 'dadao'],
  ['boulevard', 'dadao'],
  ['hwy', 'gonglu'],
  ['highway', 'gonglu'],
  ['expressway', 'gonglu'],
  ['dadao', 'dadao'],
  ['lu', 'lu'],
  ['jie', 'jie'],
]);

/** Words for units below the city: `district` (urban or rural), `village`, `neighbourhood`. */
export const UNIT_WORDS: ReadonlyMap<
  string,
  'district' | 'village' | 'neighbourhood' | 'city' | 'county' | 'province'
> = new Map([
  ['dist', 'district'],
  ['district', 'district'],
  ['dis', 'district'],
  ['chu', 'district'],
  ['chiu', 'district'],
  ['qu', 'district'],
  ['township', 'district'],
  ['twp', 'district'],
  ['town', 'district'],
  ['hsiang', 'district'],
  ['shiang', 'district'],
  ['xiang', 'district'],
  ['chen', 'district'],
  ['zhen', 'district'],
  ['vil', 'village'],
  ['vill', 'village'],
  ['village', 'village'],
  ['li', 'village'],
  ['neighborhood', 'neighbourhood'],
  ['neighbourhood', 'neighbourhood'],
  ['nbhd', 'neighbourhood'],
  ['city', 'city'],
  ['shi', 'city'],
  ['county', 'county'],
  ['country', 'county'],
  ['hsien', 'county'],
  ['shien', 'county'],
  ['xian', 'county'],
  ['province', 'province'],
  ['prov', 'province'],
  ['sheng', 'province'],
]);

/** Numerals as the pinyin of their Chinese characters: ordinals and Roman numerals count roads. */
export const ORDINAL_WORDS: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['fifth', 5],
  ['sixth', 6],
  ['seventh', 7],
  ['eighth', 8],
  ['ninth', 9],
  ['tenth', 10],
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['v', 5],
  ['vi', 6],
  ['vii', 7],
  ['viii', 8],
  ['ix', 9],
  ['x', 10],
]);

/** Words before a house number. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(['no', 'nos', 'num', 'number', 'ns']);
/** Words beside the number of a section (段). */
export const SECTION_WORDS: ReadonlySet<string> = new Set(['sec', 'section', 'sect', 'duan']);
/** Words before the number of a lane (巷). */
export const LANE_WORDS: ReadonlySet<string> = new Set(['ln', 'lane', 'hsiang', 'xiang']);
/** Words before the number of an alley (弄). */
export const ALLEY_WORDS: ReadonlySet<string> = new Set(['aly', 'alley', 'nong', 'lung']);
/** Words behind the number of a floor. */
export const FLOOR_WORDS: ReadonlySet<string> = new Set(['f', 'fl', 'flr', 'floor', 'floors', 'fls']);
/** Words before the number of a room. */
export const ROOM_WORDS: ReadonlySet<string> = new Set(['rm', 'room', 'suite', 'ste', 'unit', 'flat', 'apt', 'r']);
/** Words of buildings, which say nothing alone. */
export const BUILDING_WORDS: ReadonlySet<string> = new Set(
  'bldg building block tower bld plaza center centre'.split(' '),
);
/** Words that end the name of an area before a road begins. */
export const AREA_WORDS: ReadonlySet<string> = new Set(['zone', 'area', 'estate', 'park', 'ind']);
/** Endings of English ordinals. */
export const ORDINAL_ENDINGS: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th']);
/** Words for the country, which every address may bear. */
export const COUNTRY_WORDS: ReadonlySet<string> = new Set('taiwan china formosa prc roc'.split(' '));
/** Units of which the word is also a plain syllable of names. */
export const AMBIGUOUS_UNITS: ReadonlySet<string> = new Set(
  'li chen chu chiu qu hsiang xiang shi sheng xian zhen shiang lu jie'.split(' '),
);

/** A count of at most two digits, an ordinal or a Roman numeral; NaN for any other word. */
export function readCount({ text }: { readonly text: string }): number {
  return /^\d{1,2}$/.test(text) ? Number(text) : (ORDINAL_WORDS.get(text) ?? Number.NaN);
}
