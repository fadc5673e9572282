import type { Field } from '../records/record-set.js';
import type { FieldGroup } from './class-model.js';
import { isMadeFromName, isName } from './class-priors.js';
import { groupFields, layOutGroup } from './group-fields.js';

/** How many matches a record may have, before any data was seen: what so few pairs bring together is no association. */
const MATCHES_PER_RECORD = 2;
/** How many standard deviations more often than by chance levels must occur together. */
const DEVIATIONS = 4;
/** Levels must occur together so many times as often as by chance. */
const LEAST_LIFT = 1.25;
/** Beyond this many cells a group is too thin, even for what random pairs show. */
export const MOST_CELLS = 8192;
/** So many fields are compared with each other; the time goes with the square. */
const MOST_FIELDS = 64;

/**
 * Joins the groups of `groupFields` whose fields go together among strangers: a school and its borough, a branch and its
 * manager, a forename and its sex. Taken as independent, pairs that agree on both are too many for chance, and they
 * become matches.
 *
 * @param sample - by field, the levels of random pairs
 * @param records - to how many records such a sample belongs; a part of the pairs may be matches of theirs
 */
export function groupAssociated(
  fields: readonly Field[],
  sample: readonly Uint8Array[],
  records: number,
): readonly FieldGroup[] {
  const parts = groupFields(fields);
  // An address made from a name says once more what the name says, and namesakes are a class of their own.
  const hasNames = fields.some(({ kind }) => isName(kind) || kind.name === 'organization');
  const isMadeFrom = fields.map(({ kind }) => hasNames && (isMadeFromName(kind) || kind.name === 'website'));
  const found: { readonly one: number; readonly other: number; readonly strength: number }[] = [];
  parts.forEach((left, one) => {
    for (let other = one + 1; other < parts.length; other++) {
      let strength = 0;
      for (const a of left.fields) {
        for (const b of (parts[other] as FieldGroup).fields) {
          if (a >= MOST_FIELDS || b >= MOST_FIELDS || isMadeFrom[a] || isMadeFrom[b]) continue;
          const counts = countTogether(fields, sample, a, b);
          strength = Math.max(strength, associationOf(counts, MATCHES_PER_RECORD * records));
        }
      }
      if (strength > 0) found.push({ one, other, strength });
    }
  });
  const open = parts.map(({ fields: members, cells }) => ({ members, cells }));
  const groupOf = [...parts.keys()];
  for (const { one, other } of found.sort((a, b) => b.strength - a.strength || a.one - b.one || a.other - b.other)) {
    const [to, from] = [groupOf[one], groupOf[other]].sort((a, b) => (a as number) - (b as number)) as [number, number];
    const [kept, gone] = [open[to], open[from]] as [(typeof open)[number], (typeof open)[number]];
    if (to === from || kept.cells * gone.cells > MOST_CELLS) continue;
    open[to] = { members: [...kept.members, ...gone.members], cells: kept.cells * gone.cells };
    groupOf.forEach((group, part) => {
      if (group === from) groupOf[part] = to;
    });
  }
  return open
    .filter((_, part) => groupOf[part] === part)
    .map(({ members }) =>
      layOutGroup(
        fields,
        members.toSorted((a, b) => a - b),
      ),
    );
}

/** How many pairs show each level of one field with each level of another, a row for every level of the first. */
function countTogether(
  fields: readonly Field[],
  sample: readonly Uint8Array[],
  one: number,
  other: number,
): readonly Float64Array[] {
  const columns = (fields[other] as Field).kind.levels.length + 1;
  const counts = Array.from({ length: (fields[one] as Field).kind.levels.length + 1 }, () => new Float64Array(columns));
  const [left, right] = [sample[one], sample[other]] as [Uint8Array, Uint8Array];
  for (let pair = 0; pair < left.length; pair++) {
    const row = counts[left[pair] as number] as Float64Array;
    const level = right[pair] as number;
    row[level] = (row[level] as number) + 1;
  }
  return counts.slice(1).map((row) => row.slice(1));
}

/** How many times as often as by chance levels of two fields occur together, as its logarithm; 0 where it may be chance. */
function associationOf(counts: readonly Float64Array[], matches: number): number {
  const ofOne = counts.map((row) => row.reduce((sum, value) => sum + value, 0));
  const ofOther = counts.reduce(
    (sums, row) => sums.map((sum, at) => sum + (row[at] as number)),
    new Float64Array(counts[0]?.length ?? 0),
  );
  const total = ofOne.reduce((sum, value) => sum + value, 0);
  let strength = 0;
  // The lowest level is no agreement.
  for (let one = 1; one < counts.length; one++) {
    for (let other = 1; other < ofOther.length; other++) {
      const seen = (counts[one] as Float64Array)[other] as number;
      const chance = ((ofOne[one] as number) * (ofOther[other] as number)) / total;
      const surely = seen - matches - DEVIATIONS * Math.sqrt(seen);
      if (surely > LEAST_LIFT * chance) strength = Math.max(strength, Math.log(surely / chance));
    }
  }
  return strength;
}
