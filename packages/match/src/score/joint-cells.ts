import type { FieldGroup } from './class-model.js';

/** How many pairs count for what the cells would be if each field were independent of the others together. */
const PRIOR_PAIRS = 30;
/** The part of that in which all fields are independent, so that no cell is impossible. */
const INDEPENDENT = 0.1;
const FILLING_ROUNDS = 15;
const RAKING_ROUNDS = 15;

/**
 * How levels of the fields of a group occur together, from pairs that may lack values: two strangers of one city agree on
 * its region and half of its postcode too, and taken as independent such pairs would be too many for chance.
 *
 * @param group - the fields
 * @param cellLevels - levels of the fields in every cell; 0 is no value
 * @param counts - how many pairs were seen in every cell
 * @param levels - probability of the levels of every field of the group, which the result keeps
 * @returns probability of every cell, given which fields have values
 * @see Deming and Stephan, "On a least squares adjustment of a sampled frequency table", 1940
 */
export function estimateJointCells(
  group: FieldGroup,
  cellLevels: readonly (readonly number[])[],
  counts: Float64Array,
  levels: readonly Float64Array[],
): Float64Array {
  const complete = Array.from(cellLevels.keys()).filter((cell) =>
    (cellLevels[cell] as readonly number[]).every(Boolean),
  );
  const masks = Array.from({ length: 1 << levels.length }, (_, mask) =>
    projectCells(group, cellLevels, complete, mask),
  );
  const independent = Float64Array.from(complete, (cell) =>
    (cellLevels[cell] as readonly number[]).reduce(
      (product, level, at) => product * ((levels[at] as Float64Array)[level - 1] as number),
      1,
    ),
  );
  const seen = fillIn(independent, masks, counts);
  const joint = addPrior(seen, independent, masks, group.cells);
  const levelAt = levels.map((_, field) =>
    Uint8Array.from(complete, (cell) => ((cellLevels[cell] as readonly number[])[field] as number) - 1),
  );
  rake(joint, levels, levelAt);
  const result = new Float64Array(group.cells);
  for (const places of masks) {
    places.forEach((cell, at) => {
      result[cell] = (result[cell] as number) + (joint[at] as number);
    });
  }
  return result;
}

/** For every complete cell the cell it is when only the fields of the mask have values. */
function projectCells(
  { factors }: FieldGroup,
  cellLevels: readonly (readonly number[])[],
  complete: readonly number[],
  mask: number,
): Uint32Array {
  return Uint32Array.from(complete, (cell) =>
    (cellLevels[cell] as readonly number[]).reduce(
      (sum, level, at) => ((mask >> at) & 1 ? sum + level * (factors[at] as number) : sum),
      0,
    ),
  );
}

/** Counts of complete cells: pairs that lack values are shared out among the cells they may be of. */
function fillIn(start: Float64Array, masks: readonly Uint32Array[], counts: Float64Array): Float64Array {
  // Pairs of which nothing is known say nothing.
  const known = masks.filter((places, mask) => mask > 0 && places.some((cell) => (counts[cell] as number) > 0));
  // From what was seen of complete pairs, which is near: the more values lack, the slower the rounds go.
  const complete = masks.at(-1) as Uint32Array;
  let cells = start.map((value, at) => value + (counts[complete[at] as number] as number));
  for (let round = 0; round < FILLING_ROUNDS; round++) {
    const next = new Float64Array(cells.length);
    for (const places of known) {
      const sums = sumBy(cells, places, counts.length);
      for (let at = 0; at < places.length; at++) {
        const place = places[at] as number;
        const sum = sums[place] as number;
        if (sum === 0) continue;
        next[at] = (next[at] as number) + ((cells[at] as number) * (counts[place] as number)) / sum;
      }
    }
    cells = next;
  }
  return cells;
}

/** Adds what is expected where too few pairs were seen: each field in turn independent of the others together. */
function addPrior(
  seen: Float64Array,
  independent: Float64Array,
  masks: readonly Uint32Array[],
  cells: number,
): Float64Array {
  let total = 0;
  for (const count of seen) total += count;
  const joint = independent.map((value, at) => (seen[at] as number) + PRIOR_PAIRS * INDEPENDENT * value);
  if (total === 0) return joint;
  const fields = Math.log2(masks.length);
  const share = (PRIOR_PAIRS * (1 - INDEPENDENT)) / fields / total / total;
  for (let field = 0; field < fields; field++) {
    const [one, others] = [masks[1 << field], masks[(masks.length - 1) ^ (1 << field)]] as [Uint32Array, Uint32Array];
    const alone = sumBy(seen, one, cells);
    const rest = sumBy(seen, others, cells);
    for (let at = 0; at < joint.length; at++) {
      const product = (alone[one[at] as number] as number) * (rest[others[at] as number] as number);
      joint[at] = (joint[at] as number) + share * product;
    }
  }
  return joint;
}

function sumBy(values: Float64Array, places: Uint32Array | Uint8Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (let at = 0; at < values.length; at++) {
    const place = places[at] as number;
    sums[place] = (sums[place] as number) + (values[at] as number);
  }
  return sums;
}

/** Scales the cells until every field has the levels it is known to have. */
function rake(joint: Float64Array, levels: readonly Float64Array[], levelAt: readonly Uint8Array[]): void {
  for (let round = 0; round < RAKING_ROUNDS; round++) {
    levels.forEach((own, field) => {
      const places = levelAt[field] as Uint8Array;
      const sums = sumBy(joint, places, own.length);
      for (let at = 0; at < joint.length; at++) {
        const level = places[at] as number;
        const sum = sums[level] as number;
        joint[at] = sum === 0 ? 0 : ((joint[at] as number) * (own[level] as number)) / sum;
      }
    });
  }
}
