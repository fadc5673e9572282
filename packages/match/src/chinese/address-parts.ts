/**
 * Parts of a Chinese address in one shape for both scripts. Names are keys of {@link romanisationKey}, so that 中山北路 and
 * `Chung Shan N. Rd.` are equal; an absent part is '' or 0.
 */
export interface AddressParts {
  /** Script the address was written in. */
  readonly script: 'han' | 'latin';
  /** Postcode in digits: 3, 5 or 6 of them. */
  readonly postcode: string;
  /** Province or region of the mainland, without its unit. */
  readonly province: string;
  /** City or county, without its unit. */
  readonly city: string;
  /** District, township, town or city below a county, without its unit. */
  readonly district: string;
  /** Village (里, 村), without its unit. */
  readonly village: string;
  /** Road with its direction and number, without 路 or 街. */
  readonly road: string;
  /** `lu`, `jie`, `dadao`, `gonglu`, or '' where none is written. */
  readonly roadType: string;
  /** 段. */
  readonly section: number;
  /** 巷; a named lane is a key. */
  readonly lane: string;
  /** 弄. */
  readonly alley: string;
  /** House number with its branch: `4`, `19-9`. */
  readonly number: string;
  /** Further house numbers of the same address (`2、6號`, `26,28`). */
  readonly moreNumbers: readonly string[];
  /** Floors: `12`, `B1`, `12-3` for 12樓之3; several are sorted and joined by a comma. */
  readonly floor: string;
  /** Room, suite, unit or building. */
  readonly room: string;
  /** Key of all words that no rule claims, in order; a name without its unit is found here. */
  readonly rest: string;
}

/** Parts while a parser fills them. */
export type AddressDraft = { -readonly [Part in keyof AddressParts]: AddressParts[Part] };

/** Parts of which none is present. */
export const NO_PARTS: AddressParts = {
  script: 'han',
  postcode: '',
  province: '',
  city: '',
  district: '',
  village: '',
  road: '',
  roadType: '',
  section: 0,
  lane: '',
  alley: '',
  number: '',
  moreNumbers: [],
  floor: '',
  room: '',
  rest: '',
};
