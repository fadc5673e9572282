// Ids of a column are read within its length, so the casts below hold.
import type { Field } from '../records/record-set.js';
import { joinHashes } from './hash-text.js';
import type { createAtomLookup } from './key-atoms.js';
import type { BlockingRule } from './rule.js';

/** The keys of one rule for any record: one key at most, or several. */
export interface RuleKeys {
  readonly isMultiple: boolean;
  /** The key of a record under a rule that has one at most; 0 for none. */
  readonly one: (record: number) => number;
  /** `one` of the first so many records, by record. */
  readonly all: (records: number) => Uint32Array;
  /** Appends the keys of a record in no order; hardly ever one of them twice, where two pairs of parts have one hash. */
  readonly append: (record: number, to: number[]) => void;
}

/**
 * The keys of a rule: the atoms' keys joined, every combination where an atom has several.
 *
 * @param rule - the blocking rule
 * @param lookup - keys of its atoms
 */
export function createRuleKeys(rule: BlockingRule, lookup: ReturnType<typeof createAtomLookup>): RuleKeys {
  const parts = rule.atoms.map(lookup).map(({ field, keys }) => ({ column: field.column, keys }));
  const [first, second] = parts;
  if (first !== undefined && parts.length === 1) {
    const { keys, column } = first;
    return {
      isMultiple: keys.isMultiple,
      one: (record) => keys.one(column.ids[record] as number),
      all: (records) => readAll(keys.all(), column.ids, records),
      append: (record, to) => {
        for (const key of keys.many(column.ids[record] as number)) to.push(key);
      },
    };
  }
  if (first === undefined || second === undefined || parts.length > 2) {
    throw new RangeError(`a rule has one or two atoms: ${rule.id}`);
  }
  const isMultiple = first.keys.isMultiple || second.keys.isMultiple;
  return {
    isMultiple,
    one: (record) => {
      const key = first.keys.one(first.column.ids[record] as number);
      return key === 0 ? 0 : joinHashes(key, second.keys.one(second.column.ids[record] as number));
    },
    all: (records) =>
      joinAll(
        readAll(first.keys.all(), first.column.ids, records),
        readAll(second.keys.all(), second.column.ids, records),
      ),
    append: (record, to) => {
      const own = first.keys.many(first.column.ids[record] as number);
      if (own.length === 0) return;
      const others = second.keys.many(second.column.ids[record] as number);
      for (const key of own) for (const other of others) to.push(joinHashes(key, other));
    },
  };
}

function readAll(keys: Uint32Array, ids: Uint32Array, records: number): Uint32Array {
  const read = new Uint32Array(records);
  for (let record = 0; record < records; record++) read[record] = keys[ids[record] as number] as number;
  return read;
}

/** The joined keys, written over the first ones. */
function joinAll(keys: Uint32Array, others: Uint32Array): Uint32Array {
  for (let at = 0; at < keys.length; at++) keys[at] = joinHashes(keys[at] as number, others[at] as number);
  return keys;
}

/** Whether records may have several keys under a rule. */
export function isMultipleRule(rule: BlockingRule, fields: readonly Field[]): boolean {
  return rule.atoms.some(
    ({ field, family }) =>
      fields.find(({ name }) => name === field)?.kind.keys.find(({ id }) => id === family)?.isMultiple === true,
  );
}
