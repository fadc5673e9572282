import type { Field } from '../records/record-set.js';
import { type FieldGroup, levelsOfCell } from './class-model.js';
import { estimateJointCells } from './joint-cells.js';

/** Which levels every cell of every group stands for. */
export class CellFrame {
  readonly levels: readonly (readonly (readonly number[])[])[];
  /** Which fields of the group have a value, as bits. */
  readonly masks: readonly Uint8Array[];

  constructor(
    fields: readonly Field[],
    readonly groups: readonly FieldGroup[],
  ) {
    const counts = fields.map(({ kind }) => kind.levels.length);
    this.levels = groups.map((group) =>
      Array.from({ length: group.cells }, (_, cell) => levelsOfCell(group, counts, cell)),
    );
    this.masks = this.levels.map((cells) =>
      Uint8Array.from(cells, (levels) =>
        levels.reduce((mask, level, at) => (level === 0 ? mask : mask | (1 << at)), 0),
      ),
    );
  }

  /** Probabilities of the cells when the fields of each group are independent. */
  independent(levels: readonly Float64Array[]): readonly Float64Array[] {
    return this.groups.map(({ fields, cells }, group) => {
      const result = new Float64Array(cells);
      for (let cell = 0; cell < cells; cell++) {
        let value = 1;
        const own = this.levels[group]?.[cell] as readonly number[];
        for (let at = 0; at < own.length; at++) {
          const level = own[at] as number;
          if (level > 0) value *= (levels[fields[at] as number] as Float64Array)[level - 1] as number;
        }
        result[cell] = value;
      }
      return result;
    });
  }

  /**
   * Probabilities of the cells as the fields of each group were seen together.
   *
   * @param levels - probabilities of the levels of every field, which the cells keep
   * @param counts - how many pairs were seen in every cell of every group
   */
  joint(levels: readonly Float64Array[], counts: readonly Float64Array[]): readonly Float64Array[] {
    const alone = this.independent(levels);
    return this.groups.map((group, at) =>
      group.fields.length === 1
        ? (alone[at] as Float64Array)
        : estimateJointCells(
            group,
            this.levels[at] as readonly (readonly number[])[],
            counts[at] as Float64Array,
            group.fields.map((field) => levels[field] as Float64Array),
          ),
    );
  }

  /** Scales the cells of a group so that those with the same values add up to 1. */
  normalise(group: number, cells: Float64Array): Float64Array {
    const masks = this.masks[group] as Uint8Array;
    const sums = new Float64Array(1 << (this.groups[group] as FieldGroup).fields.length);
    for (let cell = 0; cell < cells.length; cell++) {
      const mask = masks[cell] as number;
      sums[mask] = (sums[mask] as number) + (cells[cell] as number);
    }
    return cells.map((value, cell) => value / (sums[masks[cell] as number] as number));
  }
}
