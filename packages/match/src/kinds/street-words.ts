/** Words of streets and the one form they are kept in. */
const table = `
st street streets sts saint sankt str
rd road
ave avenue avenues aves av aven avn
blvd boulevard blv boul
dr drive drv
ln lane
ct court crt
pl place plc
sq square
ter terrace terr tce
cl close
cres crescent cr crst
cct circuit cir circle circ
hwy highway
pkwy parkway pky pkway
pde parade
gr grove grv
gdn gardens gdns garden
wy way
tr trail trl
tpke turnpike tpk
ctr center centre cntr
hts heights
plz plaza
al alley aly
mt mount
ft fort
n north
s south
e east
w west
ne northeast
nw northwest
se southeast
sw southwest
unit apt apartment suite ste flat room rm unt
fl floor
bldg building
no nr
pobox
1st first
2nd second
3rd third
4th fourth
5th fifth
6th sixth
7th seventh
8th eighth
9th ninth
10th tenth
11th eleventh
12th twelfth
sec section
dist district
prov province
c calle
avda avenida
pza plaza piazza
v via
pr prospekt
ul ulica ulitsa
`;
const formByWord = new Map<string, string>();
for (const line of table.trim().split('\n')) {
  const [form, ...words] = line.split(' ') as [string, ...string[]];
  for (const word of words) if (!formByWord.has(word)) formByWord.set(word, form);
}

function shortenWord(word: string): string {
  const form = formByWord.get(word);
  if (form !== undefined) return form;
  return word.endsWith('strasse') && word.length > 7 ? word.slice(0, -4) : word;
}

/** Brings the words of streets to one form each: `12 north main street` → `12 n main st`, `hauptstrasse` → `hauptstr`. */
export function shortenStreetWords(folded: string): string {
  let result = '';
  let start = 0;
  let copied = 0;
  for (;;) {
    const blank = folded.indexOf(' ', start);
    const end = blank < 0 ? folded.length : blank;
    const word = folded.slice(start, end);
    const form = shortenWord(word);
    if (form !== word) {
      result += folded.slice(copied, start) + form;
      copied = end;
    }
    if (blank < 0) return copied === 0 ? folded : result + folded.slice(copied);
    start = blank + 1;
  }
}

const ordinals = /^\d/;
const common = new Set([
  ...[...formByWord.values()].filter((form) => !ordinals.test(form)),
  'str',
  'rue',
  'the',
  'de',
  'la',
  'of',
  'and',
  'am',
  'der',
  'an',
]);

/** Tells whether a word names a sort of street or a direction and thus says little. */
export function isStreetWord(word: string): boolean {
  return common.has(word);
}
