// String kernels on names: a million pairs of texts of one dictionary, drawn with a fixed seed, half of them given names
// and half surnames. Three pairs in four are names of any two records of the people file, so that each name is met as
// often as records bear it; one in four are the names of one person that is there twice, where they differ. Without the
// file they are made up of syllables, and one in four is edited. Before anything is timed, every kernel is compared with
// its plain version on random pairs of several scripts and lengths. Libraries from npm take turns with them over the
// same pairs, as strings.
import { createReadStream } from 'node:fs';
import { createRandom } from '@crmkit/core/testing';
import { reportFigure } from '@crmkit/devkit';
import { distance } from 'fastest-levenshtein';
import {
  dictionaryJaroWinkler,
  dictionaryJaroWinklerAtLeast,
  dictionaryLevenshtein,
  dictionaryLevenshteinAtMost,
  dictionaryOsaAtMost,
  dictionaryWeightedSubsequence,
} from '../src/kernels/dictionary-kernels.js';
import { plainJaroWinkler, plainLevenshtein, plainOsa, plainSubsequence } from '../src/kernels/plain-kernels.js';
import { drawPair, editText } from '../src/kernels/random-texts.js';
import { GrowingDictionary } from '../src/table/growing-dictionary.js';
import { readCsv } from '../src/table/read-csv.js';
import { findPeopleFile } from './people-file.js';

const SEED = 7;
const PAIRS = 1_000_000;
const ROUNDS = 25;
const BOUND = 0.88;
const MOST_EDITS = 2;

// It has no types of its own.
const talismanModule: string = 'talisman/metrics/jaro-winkler.js';
const talisman = (await import(talismanModule)) as { readonly default: StringKernel };
type StringKernel = (a: string, b: string) => number;

interface NameSource {
  /** As often as records bear them. */
  readonly names: readonly string[];
  /** Two different names of one person. */
  readonly akin: readonly (readonly [string, string])[];
}

checkAgainstPlain(PAIRS, PAIRS / 10);

const dictionary = new GrowingDictionary();
const random = createRandom(SEED);
const path = findPeopleFile();
const sources = path === null ? [makeNames(2), makeNames(3)] : await readNames(path);
const left = new Uint32Array(PAIRS);
const right = new Uint32Array(PAIRS);
for (let index = 0; index < PAIRS; index++) {
  const source = sources[index % 2] as NameSource;
  const [a, b] = random.chance(0.25)
    ? random.pick(source.akin)
    : [random.pick(source.names), random.pick(source.names)];
  left[index] = dictionary.intern(a);
  right[index] = dictionary.intern(b);
}
const leftTexts = Array.from(left, (id) => dictionary.text(id));
const rightTexts = Array.from(right, (id) => dictionary.text(id));
const units = dictionary.starts[dictionary.size] ?? 0;
console.error(
  `# ${PAIRS} pairs of names ${path === null ? 'made up' : 'of the people file'}, seed ${SEED}: ` +
    `${dictionary.size - 1} distinct texts of ${(units / (dictionary.size - 1)).toFixed(1)} code units; best of ${ROUNDS}`,
);

const jaroWinkler = dictionaryJaroWinkler(dictionary);
const jaroWinklerAtLeast = dictionaryJaroWinklerAtLeast(dictionary);
const levenshtein = dictionaryLevenshtein(dictionary);
const levenshteinAtMost = dictionaryLevenshteinAtMost(dictionary);
const osaAtMost = dictionaryOsaAtMost(dictionary);

report(
  'jaro-winkler',
  9,
  () => sumIds((a, b) => jaroWinkler(a, b)),
  () => sumTexts(talisman.default),
);
report(
  'levenshtein',
  10,
  () => sumIds((a, b) => levenshtein(a, b)),
  () => sumTexts(distance),
);
report(`jaro-winkler.at-least-${BOUND}`, 9, () => sumIds((a, b) => jaroWinklerAtLeast(a, b, BOUND)));
report(`levenshtein.at-most-${MOST_EDITS}`, 10, () => sumIds((a, b) => levenshteinAtMost(a, b, MOST_EDITS)));
report(`osa.at-most-${MOST_EDITS}`, 5, () => sumIds((a, b) => osaAtMost(a, b, MOST_EDITS)));

/** Best round of a kernel in million pairs per second of one thread, and of its peer. */
function report(name: string, least: number, own: () => number, peer?: () => number): void {
  const best = { own: Number.POSITIVE_INFINITY, peer: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    best.own = Math.min(best.own, time(own));
    if (peer !== undefined) best.peer = Math.min(best.peer, time(peer));
  }
  const perSecond = (milliseconds: number): number => PAIRS / milliseconds / 1000;
  reportFigure({
    name: `kernels.${name}`,
    value: perSecond(best.own),
    unit: 'million pairs/s',
    ...(peer === undefined ? {} : { baseline: perSecond(best.peer) }),
    bar: { op: '>=', value: least, of: 'value' },
  });
}

/** Time of the processor, so that what else the machine does weighs less. */
function time(run: () => number): number {
  const start = process.cpuUsage();
  // The sum is used, so that no call can be left out.
  if (Number.isNaN(run())) throw new Error('A kernel gave no number.');
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function sumIds(kernel: (a: number, b: number) => number): number {
  let sum = 0;
  for (let index = 0; index < PAIRS; index++) sum += kernel(left[index] ?? 0, right[index] ?? 0);
  return sum;
}

function sumTexts(kernel: StringKernel): number {
  let sum = 0;
  for (let index = 0; index < PAIRS; index++) sum += kernel(leftTexts[index] ?? '', rightTexts[index] ?? '');
  return sum;
}

async function readNames(file: string): Promise<readonly NameSource[]> {
  const { columns } = await readCsv(createReadStream(file, { highWaterMark: 1 << 20 }), {
    columns: ['first_name', 'surname', 'cluster'],
  });
  const people = columns[2]?.ids ?? [];
  return columns.slice(0, 2).map(({ ids, dictionary: texts }) => {
    const names: string[] = [];
    const akin: [string, string][] = [];
    const firstOf = new Map<number, number>();
    for (let row = 0; row < ids.length; row++) {
      const id = ids[row] ?? 0;
      if (id === 0) continue;
      names.push(texts.text(id));
      const before = firstOf.get(people[row] ?? 0) ?? id;
      if (before !== id) akin.push([texts.text(before), texts.text(id)]);
      firstOf.set(people[row] ?? 0, before);
    }
    return { names, akin };
  });
}

function makeNames(syllables: number): NameSource {
  const endings = ['a', 'e', 'i', 'o', 'u', 'an', 'er'];
  const syllable = (): string => random.pick([...'bcdfghklmnprstvw']) + random.pick(endings);
  const names = Array.from({ length: 20_000 }, () => Array.from({ length: syllables }, syllable).join(''));
  return { names, akin: names.map((name) => [name, editText(name, random, 'aeinrst')]) };
}

function checkAgainstPlain(pairs: number, fewer: number): void {
  const source = createRandom(SEED);
  const weight = (code: number): number => 1 + (code % 5);
  for (let done = 0; done < pairs; ) {
    // A new dictionary now and then: of eight bits at first, of sixteen when the first wide text comes.
    const texts = new GrowingDictionary();
    const exact: readonly (readonly [string, (a: number, b: number) => number, StringKernel])[] = [
      ['jaro-winkler', dictionaryJaroWinkler(texts), plainJaroWinkler],
      ['levenshtein', dictionaryLevenshtein(texts), plainLevenshtein],
    ];
    const further: typeof exact = [
      ['osa', (a, b) => dictionaryOsaAtMost(texts)(a, b, 1000), plainOsa],
      ['subsequence', dictionaryWeightedSubsequence(texts, weight), (a, b) => plainSubsequence(a, b, weight)],
    ];
    for (let index = 0; index < 50_000; index++, done++) {
      const [a, b] = drawPair(source, 0.01);
      const ids = [texts.intern(a), texts.intern(b)] as const;
      for (const [name, kernel, plain] of done < fewer ? [...exact, ...further] : exact) {
        const [found, expected] = [kernel(...ids), plain(a, b)];
        if (found !== expected) throw new Error(`${name} of ${JSON.stringify([a, b])}: ${found}, plainly ${expected}.`);
      }
    }
  }
  console.error(`# equal to the plain versions on ${pairs} random pairs (osa, subsequence: ${fewer}), seed ${SEED}`);
}
