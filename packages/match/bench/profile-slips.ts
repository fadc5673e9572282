import type { Draw } from './profile-draw.js';
import { NICKNAMES } from './profile-lists.js';

/** One thing that goes wrong when a value is written down. */
export type Slip = (text: string, draw: Draw) => string;

/** What goes wrong in copies of a record. */
export interface SlipPlan {
  /** What may befall a column; columns not named stay as they are. */
  readonly slips: { readonly [column: string]: readonly Slip[] };
  /** How many slips a copy has on average. */
  readonly perRecord: number;
  /** Share of the values of the named columns that are missing. */
  readonly missing: number;
  /** Columns whose values are written into each other's place, and how often. */
  readonly swapped?: { readonly columns: readonly [string, string]; readonly share: number };
}

/** A row of a profile. */
export type Row = { [column: string]: string };

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** A slip of the keyboard: a letter wrong, missing, twice, or two in the wrong order. */
export const mistype: Slip = (text, draw) => {
  if (text.length < 3) return text;
  const at = 1 + draw.below(text.length - 1);
  const own = text[at] as string;
  const other = /\d/.test(own) ? String(draw.below(10)) : draw.pick([...LETTERS]);
  switch (draw.below(4)) {
    case 0:
      return text.slice(0, at) + other + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + own + text.slice(at);
    default:
      return at + 1 < text.length ? text.slice(0, at) + text[at + 1] + own + text.slice(at + 2) : text;
  }
};

const LOOKALIKES = [
  ...[
    ['rn', 'm'],
    ['m', 'rn'],
    ['l', '1'],
    ['0', 'O'],
    ['O', '0'],
    ['5', 'S'],
    ['S', '5'],
    ['8', 'B'],
    ['cl', 'd'],
  ],
  ...[
    ['e', 'c'],
    ['i', 'l'],
    ['h', 'b'],
    ['u', 'n'],
    ['1', '7'],
    ['6', '8'],
    ['g', 'q'],
    ['a', 'o'],
    ['vv', 'w'],
  ],
] as const;

/** A misread letter, as scanners make it. */
export const misread: Slip = (text, draw) => {
  const possible = LOOKALIKES.filter(([from]) => text.includes(from));
  if (possible.length === 0) return text;
  const [from, to] = draw.pick(possible);
  const starts = Array.from(text, (_, at) => at).filter((at) => text.startsWith(from, at));
  const at = draw.pick(starts);
  return text.slice(0, at) + to + text.slice(at + from.length);
};

export const nickname: Slip = (text) => NICKNAMES.get(text) ?? text;
export const initial: Slip = (text) => (text === '' ? text : `${text[0]}.`);
export const upper: Slip = (text) => text.toUpperCase();
export const lower: Slip = (text) => text.toLowerCase();
export const dropAccents: Slip = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
const UMLAUTS: { readonly [letter: string]: string } = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  Ä: 'Ae',
  Ö: 'Oe',
  Ü: 'Ue',
  ß: 'ss',
};
export const spellUmlauts: Slip = (text) => text.replace(/[äöüÄÖÜß]/g, (letter) => UMLAUTS[letter] as string);
/** One part of a compound name alone. */
export const halve: Slip = (text, draw) =>
  draw.pick(
    text
      .split(/[- ]/)
      .filter((part) => part.length > 2)
      .concat(text),
  );
export const hyphenToSpace: Slip = (text) => text.replaceAll('-', ' ');
export const dropLastWord: Slip = (text) => (text.includes(' ') ? text.slice(0, text.lastIndexOf(' ')) : text);
export const onlyDigits: Slip = (text) => text.replace(/\D/g, '');
export const blank: Slip = () => '';

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\bStreet\b/, 'St'],
  [/\bAvenue\b/i, 'Ave'],
  [/\bRoad\b/, 'Rd'],
  [/\bDrive\b/, 'Dr.'],
  [/\bLane\b/, 'Ln'],
  [/\bCourt\b/, 'Ct'],
  [/\bCrescent\b/, 'Cres'],
  [/straße\b/u, 'str.'],
  [/\bCalle\b/, 'C/'],
  [/\bAvenida\b/, 'Avda.'],
  [/\bboulevard\b/, 'bd'],
];
/** The kind of street in short. */
export const shortenStreet: Slip = (text) => SHORT.reduce((line, [long, short]) => line.replace(long, short), text);

/** An ISO date with day and month exchanged, where that is a date. */
export const swapDayAndMonth: Slip = (text) => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return day === undefined || Number(day) > 12 ? text : `${year}-${day}-${month}`;
};
const onlyYear: Slip = (text) => text.slice(0, 4);
const startOfYear: Slip = (text) => (text === '' ? text : `${text.slice(0, 4)}-01-01`);
/** 1985-04-23 as 23/04/85. */
const shortYear: Slip = (text) => {
  const [, year, month, day] = /^\d\d(\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? [];
  return day === undefined ? text : `${day}/${month}/${year}`;
};
/** A year or two beside the right one, or another day. */
export const nearDate: Slip = (text, draw) => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (day === undefined) return text;
  return draw.chance(0.5)
    ? `${Number(year) + draw.pick([-2, -1, 1, 10])}-${month}-${day}`
    : `${year}-${month}-${String(1 + draw.below(28)).padStart(2, '0')}`;
};

export const NAME_SLIPS: readonly Slip[] = [mistype, mistype, nickname, initial, upper];
export const SURNAME_SLIPS: readonly Slip[] = [mistype, mistype, upper, misread];
export const DATE_SLIPS: readonly Slip[] = [swapDayAndMonth, nearDate, mistype, startOfYear];
export const ROUGH_DATE_SLIPS: readonly Slip[] = [...DATE_SLIPS, onlyYear, shortYear];
export const STREET_SLIPS: readonly Slip[] = [shortenStreet, shortenStreet, mistype, lower];
export const NUMBER_SLIPS: readonly Slip[] = [mistype, onlyDigits];

/** A copy of a row with slips in it. */
export function slip(row: Row, plan: SlipPlan, draw: Draw): Row {
  const copy = { ...row };
  const columns = Object.keys(plan.slips);
  const most = Math.ceil(plan.perRecord * 2);
  for (let done = 0; done < most; done++) {
    if (!draw.chance(plan.perRecord / most)) continue;
    const column = draw.pick(columns);
    copy[column] = draw.pick(plan.slips[column] as readonly Slip[])(copy[column] ?? '', draw);
  }
  const { swapped } = plan;
  if (swapped !== undefined && draw.chance(swapped.share)) {
    const [a, b] = swapped.columns;
    [copy[a], copy[b]] = [copy[b] ?? '', copy[a] ?? ''];
  }
  for (const column of columns) if (draw.chance(plan.missing)) copy[column] = '';
  return copy;
}
