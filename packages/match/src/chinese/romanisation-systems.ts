import { type Syllable, spellPinyin } from './syllables.js';

/** A spelling of a syllable and how unusual it is: 0 is pinyin, 1 is so rare that another reading should win. */
export interface Spelling {
  readonly text: string;
  readonly cost: number;
}

/** Initials after which a written u stands for ü. */
const PALATAL = new Set(['j', 'q', 'x']);
const SIBILANT = new Set(['zh', 'ch', 'sh', 'r', 'z', 'c', 's']);

const WADE_GILES_INITIALS: Readonly<Record<string, string>> = {
  b: 'p',
  d: 't',
  g: 'k',
  j: 'ch',
  q: 'ch',
  x: 'hs',
  zh: 'ch',
  r: 'j',
  z: 'ts',
  c: 'ts',
};
const WADE_GILES_WHOLE: Readonly<Record<string, readonly string[]>> = {
  zhi: ['chih'],
  chi: ['chih'],
  shi: ['shih'],
  ri: ['jih'],
  zi: ['tzu'],
  ci: ['tzu'],
  si: ['szu', 'ssu'],
  yi: ['i', 'yi'],
  you: ['yu'],
  yan: ['yen'],
  ye: ['yeh'],
  yue: ['yueh'],
  yong: ['yung'],
  er: ['erh'],
  guo: ['kuo'],
  kuo: ['kuo'],
  huo: ['huo'],
  shuo: ['shuo'],
  gui: ['kuei'],
  kui: ['kuei'],
  ge: ['ko'],
  ke: ['ko', 'ke'],
  he: ['ho'],
  e: ['o'],
  le: ['le', 'lo'],
  xiong: ['hsiung'],
  xue: ['hsueh'],
};

/**
 * Wade–Giles as Taiwan writes it: without apostrophes and without the dots of ü.
 *
 * @see Herbert Giles, "A Chinese-English Dictionary", 1892
 */
export function spellWadeGiles(syllable: Syllable): readonly string[] {
  const whole = WADE_GILES_WHOLE[spellPinyin(syllable)];
  if (whole !== undefined) return whole;
  const final = syllable.final
    .replace('v', 'u')
    .replace(/^(i?)ong$/, '$1ung')
    .replace(/^ian$/, 'ien')
    .replace(/^(i|u)e$/, '$1eh')
    .replace(/^uo$/, 'o');
  return [(WADE_GILES_INITIALS[syllable.initial] ?? syllable.initial) + final];
}

const TONGYONG_INITIALS: Readonly<Record<string, string>> = { q: 'c', x: 's', zh: 'jh' };

/** Tongyong Pinyin, official in Taiwan from 2002 to 2008. */
export function spellTongyong({ initial, final }: Syllable): string {
  const head = TONGYONG_INITIALS[initial] ?? initial;
  if (final === 'i' && SIBILANT.has(initial)) return `${head}ih`;
  if (PALATAL.has(initial) && final.startsWith('u')) return `${head}y${final}`;
  if (initial === 'w' && final === 'en') return 'wun';
  if ((initial === 'w' || initial === 'f') && final === 'eng') return `${initial}ong`;
  return (
    head +
    final
      .replace('v', 'yu')
      .replace(/^iong$/, 'yong')
      .replace(/^iu$/, 'iou')
      .replace(/^ui$/, 'uei')
  );
}

const MPS2_INITIALS: Readonly<Record<string, string>> = { q: 'ch', x: 'sh', zh: 'j', z: 'tz', c: 'ts' };
const MPS2_WHOLE: Readonly<Record<string, string>> = {
  zhi: 'jr',
  chi: 'chr',
  shi: 'shr',
  ri: 'r',
  zi: 'tz',
  ci: 'tsz',
  si: 'sz',
};

/** Mandarin Phonetic Symbols II, official in Taiwan from 1986 to 2002 and still on many signs. */
export function spellMps2(syllable: Syllable): string {
  const whole = MPS2_WHOLE[spellPinyin(syllable)];
  if (whole !== undefined) return whole;
  const head = MPS2_INITIALS[syllable.initial] ?? syllable.initial;
  const tail =
    PALATAL.has(syllable.initial) && syllable.final.startsWith('u')
      ? `i${syllable.final}`
      : syllable.final.replace('v', 'iu').replace(/^(i?)ong$/, '$1ung');
  return head + tail;
}

const LOOSE: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Hwa, Kwang, Shwang: w for u before a vowel.
  [/^(hs|[ghkst]h?)u([aeo])/, '$1w$2'],
  // Tah Hsin, Fuh, Wuh: a mute h after an open syllable.
  [/([aeiu])$/, '$1h'],
  // Jong for Jung, Shing for Hsing are systems of their own; Fung for Feng is not.
  [/^(f|m|p|w)eng$/, '$1ung'],
  [/^(li|yi|ji|chi|ti|shi)$/, '$1i'],
  [/^(j)ung$/, '$1ong'],
  [/ueh$/, 'ue'],
  [/^hs/, 'sh'],
  [/an$/, 'ann'],
  [/ing$/, 'in'],
  [/in$/, 'ing'],
];
const LOOSE_WHOLE: Readonly<Record<string, readonly string[]>> = {
  li: ['lee'],
  yi: ['yih', 'yee'],
  jing: ['king'],
  jiang: ['kiang'],
  qing: ['king'],
  zhou: ['chow'],
  xi: ['si'],
  gu: ['koo'],
  song: ['soong'],
  hu: ['hoo'],
  qiu: ['chyou'],
  quan: ['chyuan'],
  xuan: ['shyuan'],
  ren: ['jen', 'zen'],
  cai: ['tsay'],
  yong: ['yeong'],
  rui: ['ruey'],
  zhi: ['jyh'],
  shi: ['shyh'],
  qi: ['chyi'],
  wei: ['wey'],
  hui: ['huey'],
  kai: ['kae'],
  ni: ['nee'],
  lin: ['lim'],
  ye: ['yeh'],
  wang: ['wong'],
  lv: ['lu'],
  lyu: ['lu'],
  nyu: ['nu'],
};

/** Every spelling of a syllable that addresses and names are found with, cheapest first. */
export function spellSyllable(syllable: Syllable): readonly Spelling[] {
  const pinyin = spellPinyin(syllable);
  const regular: Spelling[] = [
    { text: pinyin, cost: 0 },
    ...spellWadeGiles(syllable).map((text) => ({ text, cost: 0.05 })),
    { text: spellTongyong(syllable), cost: 0.05 },
    { text: spellMps2(syllable), cost: 0.1 },
  ];
  const loose = regular.flatMap(({ text, cost }) =>
    LOOSE.flatMap(([pattern, replacement]) =>
      pattern.test(text) ? [{ text: text.replace(pattern, replacement), cost: cost + 0.4 }] : [],
    ),
  );
  const whole = (LOOSE_WHOLE[pinyin] ?? []).map((text) => ({ text, cost: 0.4 }));
  return [...regular, ...whole, ...loose];
}
