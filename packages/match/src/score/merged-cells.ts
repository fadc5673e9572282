import type { Field } from '../records/record-set.js';
import { cellOf, type FieldGroup, levelsOfCell } from './class-model.js';

/** How many pairs count for what is expected of the parts of a group together. */
const PRIOR_PAIRS = 30;
const MOST_RAKING_ROUNDS = 10;
/** Raking ends when no part is off by more than this. */
const SETTLED = 1e-3;

/** A group that is joined of several parts. */
interface Joined {
  /** Positions of the parts. */
  readonly parts: readonly number[];
  /** Cells in which every field has a value. */
  readonly complete: Uint32Array;
  /** By part the cell of it that each complete cell lies in. */
  readonly cellOfPart: readonly Uint32Array[];
  /** By field the cells in which it and all later fields have values, and the cells that these are without it. */
  readonly without: readonly { readonly from: Uint32Array; readonly to: Uint32Array }[];
  /** By part the cell of the group that each of its cells is when nothing else has a value. */
  readonly alone: readonly Uint32Array[];
}

/**
 * Groups joined of parts that go together among strangers. A class knows how its pairs look in each part; how the parts
 * go together is learned from its pairs, and known before from strangers, of whom there are enough.
 */
export class MergedCells {
  readonly #joined: readonly (Joined | number)[];

  /**
   * @param parts - what the classes learn from their pairs
   * @param groups - each of whole parts
   */
  constructor(
    fields: readonly Field[],
    readonly parts: readonly FieldGroup[],
    readonly groups: readonly FieldGroup[],
  ) {
    const counts = fields.map(({ kind }) => kind.levels.length);
    this.#joined = groups.map((group) => {
      const own = [...parts.keys()].filter((part) => group.fields.includes(parts[part]?.fields[0] as number));
      return own.length === 1 ? (own[0] as number) : joinParts(fields.length, counts, parts, own, group);
    });
  }

  /** Probabilities of the cells of every part. */
  split(cells: readonly Float64Array[]): readonly Float64Array[] {
    const result: Float64Array[] = [];
    this.#joined.forEach((joined, group) => {
      const own = cells[group] as Float64Array;
      if (typeof joined === 'number') result[joined] = own;
      else {
        joined.parts.forEach((part, at) => {
          result[part] = Float64Array.from(joined.alone[at] as Uint32Array, (cell) => own[cell] as number);
        });
      }
    });
    return result;
  }

  /**
   * Probabilities of the cells of every group in a class.
   *
   * @param partCells - probabilities of the cells of every part in the class, which the result keeps
   * @param expected - how often the cells of every group are expected, before pairs of the class were seen; only how the
   * parts go together counts. The parts are independent when absent
   * @param seen - by group how many pairs of the class were seen in each cell, with a factor for all
   * @see Deming and Stephan, "On a least squares adjustment of a sampled frequency table", 1940
   */
  join(
    partCells: readonly Float64Array[],
    expected: readonly Float64Array[] | undefined,
    seen?: (group: number) => Float64Array,
  ): readonly Float64Array[] {
    return this.#joined.map((joined, group) => {
      if (typeof joined === 'number') return partCells[joined] as Float64Array;
      const { parts, complete, cellOfPart, without } = joined;
      const start = expected?.[group];
      const joint = new Float64Array(complete.length).fill(1);
      for (let at = 0; start !== undefined && at < joint.length; at++) {
        joint[at] = start[complete[at] as number] as number;
      }
      const fit = (): void => {
        for (let round = 0; round < MOST_RAKING_ROUNDS; round++) {
          let off = 0;
          for (const [at, part] of parts.entries()) {
            off = Math.max(off, scaleTo(joint, cellOfPart[at] as Uint32Array, partCells[part] as Float64Array));
          }
          if (round > 0 && off < SETTLED) break;
        }
      };
      fit();
      const counts = seen?.(group);
      if (counts !== undefined) {
        for (let at = 0; at < joint.length; at++) {
          joint[at] = PRIOR_PAIRS * (joint[at] as number) + (counts[complete[at] as number] as number);
        }
        fit();
      }
      const result = new Float64Array((this.groups[group] as FieldGroup).cells);
      for (let at = 0; at < joint.length; at++) result[complete[at] as number] = joint[at] as number;
      for (const { from, to } of without) {
        for (let at = 0; at < from.length; at++) {
          const place = to[at] as number;
          result[place] = (result[place] as number) + (result[from[at] as number] as number);
        }
      }
      return result;
    });
  }
}

function joinParts(
  width: number,
  counts: readonly number[],
  parts: readonly FieldGroup[],
  own: readonly number[],
  group: FieldGroup,
): Joined {
  const cellLevels = Array.from({ length: group.cells }, (_, cell) => levelsOfCell(group, counts, cell));
  const complete = Uint32Array.from(cellLevels.keys()).filter((cell) => cellLevels[cell]?.every(Boolean) === true);
  const pattern = new Uint8Array(width);
  const translate = (from: FieldGroup, to: FieldGroup, cells: Iterable<number>): Uint32Array =>
    Uint32Array.from(cells, (cell) => {
      pattern.fill(0);
      levelsOfCell(from, counts, cell).forEach((level, at) => {
        pattern[from.fields[at] as number] = level;
      });
      return cellOf(to, pattern, 0);
    });
  return {
    parts: own,
    complete,
    cellOfPart: own.map((part) => translate(group, parts[part] as FieldGroup, complete)),
    without: group.factors.map((factor, field) => {
      const from = Uint32Array.from(cellLevels.keys()).filter(
        (cell) => cellLevels[cell]?.slice(field).every(Boolean) === true,
      );
      return { from, to: from.map((cell) => cell - (cellLevels[cell]?.[field] as number) * factor) };
    }),
    alone: own.map((part) => {
      const each = parts[part] as FieldGroup;
      return translate(each, group, Array(each.cells).keys());
    }),
  };
}

/** Scales the cells so that those of each place add up to what is known of it; answers by how much they were off. */
function scaleTo(joint: Float64Array, places: Uint32Array, known: Float64Array): number {
  const sums = new Float64Array(known.length);
  for (let at = 0; at < joint.length; at++) {
    const place = places[at] as number;
    sums[place] = (sums[place] as number) + (joint[at] as number);
  }
  let off = 0;
  for (let place = 0; place < sums.length; place++) {
    const sum = sums[place] as number;
    if (sum === 0) continue;
    off = Math.max(off, Math.abs(sum - (known[place] as number)));
    sums[place] = (known[place] as number) / sum;
  }
  for (let at = 0; at < joint.length; at++) {
    joint[at] = (joint[at] as number) * (sums[places[at] as number] as number);
  }
  return off;
}
