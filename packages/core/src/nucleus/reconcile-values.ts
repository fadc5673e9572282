import type { AnyRecord } from '../command/define-command.js';
import type { Validity } from './validity.js';
import { isValidOn } from './validity.js';

/** A stored value that holds for some days and takes a named place, such as the billing address of a party. */
export type DatedValue = AnyRecord &
  Validity & {
    readonly normalized: string;
    /** System that states it; none when a person did. */
    readonly system?: string | undefined;
    /** True when its system has stated something else since. */
    readonly withdrawn?: boolean | undefined;
  };

/** One value a source states now, with the place it takes and its comparison form. */
export interface StatedValue<T> {
  readonly slot: string;
  readonly normalized: string;
  readonly validFrom?: string | undefined;
  readonly input: T;
}

/** What has to change in one place: `closed` end on `from` (see {@link withdraw}), `added` begin. */
export interface SlotChange<T> {
  readonly from: string;
  readonly closed: readonly DatedValue[];
  readonly added: readonly StatedValue<T>[];
  /** True when the place never had a value, so that the first one needs no known beginning. */
  readonly first: boolean;
}

/**
 * Compares what one source states with what is stored, place by place. A value that holds already (whoever stated it),
 * or that the source merely repeats after somebody corrected it, is not added again. Values the source no longer
 * states for a place are withdrawn, and end if they still held; so does the correction that took the place of one.
 * Places it leaves out and values of other sources stay.
 */
export function reconcileValues<T>(
  stored: ReadonlyMap<string, readonly DatedValue[]>,
  stated: readonly StatedValue<T>[],
  context: { readonly system: string; readonly today: string },
): readonly SlotChange<T>[] {
  const bySlot = new Map<string, Map<string, StatedValue<T>>>();
  for (const value of stated) {
    const values = bySlot.get(value.slot) ?? new Map<string, StatedValue<T>>();
    if (!values.has(value.normalized)) values.set(value.normalized, value);
    bySlot.set(value.slot, values);
  }
  return [...bySlot].map(([slot, values]) => {
    const rows = stored.get(slot) ?? [];
    const said = rows.filter((row) => row.system === context.system && row.withdrawn !== true);
    const holds = ({ normalized, validFrom = context.today }: StatedValue<T>): boolean =>
      said.some((row) => row.normalized === normalized) ||
      rows.some((row) => row.normalized === normalized && isValidOn(row, context.today) && isValidOn(row, validFrom));
    const added = [...values.values()].filter((value) => !holds(value));
    const from = added.map((value) => value.validFrom ?? context.today).sort()[0] ?? context.today;
    const withdrawn = said.filter((row) => !values.has(row.normalized));
    const correctedOn = new Set(withdrawn.map((row) => row.validTo));
    const corrections = rows.filter(
      (row) =>
        row.system === undefined &&
        row.validTo === undefined &&
        row.validFrom !== undefined &&
        correctedOn.has(row.validFrom) &&
        !values.has(row.normalized),
    );
    return { from, closed: [...withdrawn, ...corrections], added, first: rows.length === 0 };
  });
}

/** The value after its source stated something else: withdrawn if it is the source's own, ended if it still held. */
export function withdraw<R extends DatedValue>(row: R, from: string): R {
  const ended = row.validTo === undefined ? endOn(row, from) : row;
  return row.system === undefined ? ended : { ...ended, withdrawn: true };
}

/** The record with its validity ended; one that would begin later is taken back, so that it covers no day. */
export function endOn<R extends AnyRecord & Validity>(row: R, day: string): R & { readonly validTo: string } {
  return { ...row, validTo: row.validFrom !== undefined && row.validFrom > day ? row.validFrom : day };
}
