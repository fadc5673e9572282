/** Legal forms and their abbreviations as single folded words, joined letters (`s.r.l.` is read as `srl`). */
const closing = new Set(
  (
    'inc incorporated corp corporation co company cos ltd limited llc llp lp plc pllc lllp lc pc cic cio ' +
    'gmbh mbh ag kg kgaa ohg ug ev eg gbr gesmbh ges ' +
    'sa sas sasu sarl eurl sci snc scs sca scop gie ' +
    'srl srls spa sapa scarl sl slu slp sau sc sad cv sab sapi rl lda ltda eireli epp ' +
    'bv nv vof cvba bvba sprl asbl vzw ' +
    'ab oy oyj as asa aps ks hf ehf oü ou sia uab tov ' +
    'sp zoo sro vos doo dd ad ead eood ood kft zrt nyrt bt rt jsc pjsc ojsc cjsc ooo oao zao pao ao pao too ' +
    'kk gk yk kabushiki kaisha pty pte ptd pvt private sdn bhd tbk pt psc fze fzco fzc wll saog kscc ' +
    'se scrl aktiengesellschaft aktiebolag gesellschaft ооо оао зао пао ао ип тоо'
  ).split(' '),
);
/** Forms written before the name. */
const opening = new Set('pt cv ooo oao zao pao ao oy ab as sia uab ооо оао зао пао ао ип тоо tov'.split(' '));
/** Several words that make one form; tried before single words. */
const closingPhrases = [
  'sp z o o',
  'sp zoo',
  'sp zo o',
  'spol s r o',
  'spol sro',
  's r o',
  'd o o',
  'sa de cv',
  's a de c v',
  'sapi de cv',
  'sab de cv',
  'srl de cv',
  's de rl de cv',
  'gmbh and co kg',
  'gmbh and co',
  'co kg',
  'a s',
  'k k',
  's p a',
  'private limited',
  'sociedad anonima',
  'sociedad limitada',
  'societe anonyme',
  'societa per azioni',
  'besloten vennootschap',
  'naamloze vennootschap',
  'kabushiki kaisha',
  'public limited company',
  'limited liability company',
  'et cie',
  'und co',
  'and co',
];
const phrasesByLast = new Map<string, string[]>();
for (const phrase of closingPhrases) {
  const last = phrase.slice(phrase.lastIndexOf(' ') + 1);
  phrasesByLast.set(last, [...(phrasesByLast.get(last) ?? []), ` ${phrase}`]);
}

function dropClosing(words: string): string {
  const blank = words.lastIndexOf(' ');
  if (blank < 0) return words;
  const last = words.slice(blank + 1);
  for (const phrase of phrasesByLast.get(last) ?? []) {
    if (words.length > phrase.length && words.endsWith(phrase)) {
      return words.slice(0, -phrase.length);
    }
  }
  if (closing.has(last) || last === 'and') return words.slice(0, blank);
  return words;
}

/**
 * Drops legal forms of many countries from the end and the beginning of folded words, as often as they follow each
 * other, as long as something stays: `acme trading co ltd` → `acme trading`.
 */
export function dropLegalForms(words: string): string {
  let rest = words;
  for (;;) {
    const shorter = dropClosing(rest);
    if (shorter === rest) break;
    rest = shorter;
  }
  for (;;) {
    const blank = rest.indexOf(' ');
    if (blank < 0 || !opening.has(rest.slice(0, blank))) return rest;
    rest = rest.slice(blank + 1);
  }
}
