import type { RuleKeys } from '../block/rule-keys.js';
import type { Field } from '../records/record-set.js';
import type { ExplainFrame } from './explain-frame.js';

/** Whether and how blocking brings two records together. */
export interface PairBlocking {
  /** The pair was compared in the run. */
  readonly isCandidate: boolean;
  /** Every pair of the set is compared, so no rule is needed. */
  readonly isExhaustive: boolean;
  /** Both records come from the same one of the linked sources, where no pairs are formed. */
  readonly isSameSource: boolean;
  /** All blocks of the records are left out, but they are the same text by text, which brings them together as well. */
  readonly isCopy: boolean;
  /** Ids of all rules that bring the records together; the first one yields the pair. */
  readonly rules: readonly string[];
  /** Ids of rules that would, but for a key so common that its block is left out. */
  readonly skippedRules: readonly string[];
}

/** Finds out which blocking rules bring two records together. */
export function blockingOf({ parts, model, rules }: ExplainFrame, left: number, right: number): PairBlocking {
  const { isExhaustive, rules: named, skippedKeys } = model.blocking;
  const { sources } = parts.set;
  const isSameSource = sources !== undefined && sources[left] === sources[right];
  const yielding: string[] = [];
  const skipping: string[] = [];
  rules().forEach((rule, at) => {
    const skipped = skippedKeys[at] ?? [];
    const own = new Set(keysOf(rule, left));
    const shared = keysOf(rule, right).filter((key) => own.has(key));
    if (shared.length === 0) return;
    (shared.some((key) => !isInSorted(skipped, key)) ? yielding : skipping).push(named[at]?.id ?? String(at));
  });
  const isCopy = !isExhaustive && !isSameSource && yielding.length === 0 && isEqual(parts.set.fields, left, right);
  return {
    isCandidate: !isSameSource && (isExhaustive || isCopy || yielding.length > 0),
    isExhaustive,
    isSameSource,
    isCopy,
    rules: yielding,
    skippedRules: skipping,
  };
}

function isEqual(fields: readonly Field[], left: number, right: number): boolean {
  return (
    fields.every(({ column: { ids } }) => ids[left] === ids[right]) &&
    fields.some(({ column: { ids } }) => ids[left] !== 0)
  );
}

/** All keys of a record under a rule. */
export function keysOf(rule: RuleKeys, record: number): readonly number[] {
  const keys: number[] = [];
  rule.append(record, keys);
  return keys;
}

/** Whether a sorted list has a number. */
export function isInSorted(sorted: readonly number[], wanted: number): boolean {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as number) < wanted) from = middle + 1;
    else to = middle;
  }
  return sorted[from] === wanted;
}
