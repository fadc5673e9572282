import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyTable, exhaustiveIndex, indexRule, type SkipBlock } from './candidate-index.js';
import { type CandidateTask, cutTasks, visitCandidates } from './candidate-pairs.js';
import type { RuleKeys } from './rule-keys.js';

/** Keys of every record under one rule; 0 is none. */
type KeyLists = readonly (readonly number[])[];

function rulesOf(lists: KeyLists, isMultiple: boolean): RuleKeys {
  return {
    isMultiple,
    one: (record) => lists[record]?.[0] ?? 0,
    all: () => Uint32Array.from(lists, ([key]) => key ?? 0),
    append: (record, to) => to.push(...new Set((lists[record] ?? []).filter((key) => key !== 0))),
  };
}

const RECORDS = 14;
const single = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 1 }), {
  minLength: RECORDS,
  maxLength: RECORDS,
});
const several = fc.array(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }), {
  minLength: RECORDS,
  maxLength: RECORDS,
});
const anyRules = fc.array(
  fc.oneof(
    single.map((lists) => ({ lists, isMultiple: false })),
    several.map((lists) => ({ lists, isMultiple: true })),
  ),
  { minLength: 1, maxLength: 4 },
);

/** Every pair with the first rule that yields it, by looking at all of them. */
function listPlainly(
  rules: readonly { readonly lists: KeyLists }[],
  isSkipped: SkipBlock,
  sources: Uint8Array | undefined,
): readonly string[] {
  const found: string[] = [];
  for (let left = 0; left < RECORDS; left++) {
    for (let right = left + 1; right < RECORDS; right++) {
      if (sources !== undefined && sources[left] === sources[right]) continue;
      const rule = rules.findIndex(({ lists }) =>
        (lists[left] ?? []).some((key) => {
          const size = lists.filter((keys) => keys.includes(key)).length;
          return key !== 0 && (lists[right] ?? []).includes(key) && !isSkipped(key, size);
        }),
      );
      if (rule >= 0) found.push(`${rule}: ${left} ${right}`);
    }
  }
  return found.sort();
}

describe('candidate pairs', () => {
  it('come once each, by the first rule that yields them, without left-out blocks and pairs of one source', () => {
    fc.assert(
      fc.property(
        anyRules,
        fc.option(fc.uint8Array({ minLength: RECORDS, maxLength: RECORDS, max: 2 }), { nil: undefined }),
        fc.integer({ min: 2, max: RECORDS }),
        fc.integer({ min: 1, max: 40 }),
        (rules, sources, mostInBlock, pairsPerTask) => {
          const isSkipped: SkipBlock = (_, size) => size > mostInBlock;
          const width = rules.filter(({ isMultiple }) => !isMultiple).length;
          const keys = createKeyTable(RECORDS, width);
          const indexed = rules.map(({ lists, isMultiple }, at) =>
            indexRule(rulesOf(lists, isMultiple), RECORDS, isSkipped, {
              keys,
              width,
              column: rules.slice(0, at).filter((rule) => !rule.isMultiple).length,
            }),
          );
          const index = { records: RECORDS, sources, isExhaustive: false, rules: indexed, keys, width };
          const found: string[] = [];
          for (const task of cutTasks(index, pairsPerTask)) {
            visitCandidates(index, task, (left, right) => found.push(`${task.rule}: ${left} ${right}`));
          }
          expect(found.sort()).toEqual(listPlainly(rules, isSkipped, sources));
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });

  it('are all pairs across sources when there are no rules', () => {
    const index = exhaustiveIndex(5, Uint8Array.of(0, 0, 1, 1, 1));
    const visited: string[] = [];
    const visit = (task: CandidateTask): void =>
      visitCandidates(index, task, (left, right) => visited.push(`${left} ${right}`));
    cutTasks(index, 2).forEach(visit);
    expect(visited).toEqual(['0 2', '0 3', '0 4', '1 2', '1 3', '1 4']);
  });

  it('of a set without records are none', () => {
    expect(cutTasks(exhaustiveIndex(0))).toEqual([]);
  });
});
