const titles = new Set(
  (
    'mr mrs ms miss mx dr prof professor sir madam madame mme mlle monsieur rev reverend hon capt captain col colonel ' +
    'maj sgt lt lieut fr herr frau hr fru sig signor signora sra srta senor senora senorita sr dott dottore dhr mevr ' +
    'mevrouw ing dipl mag dkfm shri smt dame lady lord'
  ).split(' '),
);

/** Words after a surname that tell generations apart, by the form they are kept in. */
const generations = new Map([
  ['jr', 'jr'],
  ['junior', 'jr'],
  ['jnr', 'jr'],
  ['sr', 'sr'],
  ['senior', 'sr'],
  ['snr', 'sr'],
  ['ii', 'ii'],
  ['2nd', 'ii'],
  ['iii', 'iii'],
  ['3rd', 'iii'],
  ['iv', 'iv'],
  ['4th', 'iv'],
]);

/** Forms of address and ranks that are no name when they stand alone; `madame` or `major` may be one. */
const bareTitles = new Set(
  'mr mrs ms dr prof sir dame lady lord rev reverend hon esq bt baronet 1st herr frau senor senora'.split(' '),
);

/** Ranks after a name, which an ordinal may precede: `1st bt`. */
const ranks = new Set(['bt', 'bart', 'baronet']);

const degrees = new Set(
  'phd md esq mba msc bsc dds dvm cpa rn obe mbe cbe kbe frs qc kc jd llb llm dphil bcom beng meng'.split(' '),
);

/** Drops forms of address from the beginning of folded words as long as something follows: `dr mary ann` → `mary ann`. */
export function dropTitles(words: string): string {
  let rest = words;
  for (;;) {
    const blank = rest.indexOf(' ');
    if (blank < 0 || !titles.has(rest.slice(0, blank))) return rest;
    rest = rest.slice(blank + 1);
  }
}

/** Drops academic degrees, honours and ranks from the end of folded words as long as something stays. */
export function dropDegrees(words: string): string {
  let rest = words;
  for (;;) {
    const blank = rest.lastIndexOf(' ');
    if (blank < 0) return rest;
    const last = rest.slice(blank + 1);
    const isRank = ranks.has(last);
    if (!isRank && !degrees.has(last)) return rest;
    rest = rest.slice(0, blank);
    if (isRank) rest = rest.replace(/(.) \d{1,2}(?:st|nd|rd|th)$/, '$1');
  }
}

/** Whether a folded word is a title or rank and no name: `sir`, `baronet`. */
export function isBareTitle(word: string): boolean {
  return bareTitles.has(word);
}

/** The kept form of a word that tells generations apart (`junior` → `jr`), else `undefined`. */
export function readGeneration(word: string): string | undefined {
  return generations.get(word);
}

const SENIOR = 1;
const JUNIOR = 2;
/** From here on Roman numerals; the first may as well be an initial. */
const FIRST = 3;
const numeralOf = new Map([
  ['sr', SENIOR],
  ['jr', JUNIOR],
  ['i', FIRST],
  ['ii', FIRST + 1],
  ['iii', FIRST + 2],
  ['iv', FIRST + 3],
]);

/** The generation that the last of several canonical words tells, as a number for {@link contradictInGeneration}; 0 for none. */
export function generationOf(text: string): number {
  const blank = text.lastIndexOf(' ');
  return blank < 0 ? 0 : (numeralOf.get(text.slice(blank + 1)) ?? 0);
}

/**
 * Whether two generations tell father from son: `ii` and `iii`, `jr` and `sr`. A junior may call himself the second, and
 * an `i` is an initial unless another numeral stands on the other side.
 */
export function contradictInGeneration(a: number, b: number): boolean {
  if (a === b || a === 0 || b === 0) return false;
  if (a === FIRST || b === FIRST) return Math.max(a, b) > FIRST;
  return !(Math.min(a, b) === JUNIOR && Math.max(a, b) === FIRST + 1);
}
