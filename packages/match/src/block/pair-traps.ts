import type { Field } from '../records/record-set.js';
import { createAtomLookup } from './key-atoms.js';
import { atomId, type BlockingRule, blockingRule } from './rule.js';
import { createRuleKeys, type RuleKeys } from './rule-keys.js';

/** Blocking rules as traps: which keys of a pair they need, as bits. */
export interface PairTraps {
  /** Keys that each rule needs. */
  readonly rules: readonly number[];
  /** Keys of every group of fields that the model takes together. */
  readonly units: readonly number[];
  /** Keys that both records have, and those of them that they share. */
  readonly look: (left: number, right: number) => { readonly present: number; readonly shared: number };
}

/** Keys are kept as bits of a number. */
const MOST_KEYS = 31;

/**
 * Reads rules as traps.
 *
 * @param rules - the rules that yielded the candidates
 * @param groups - fields that change together, by name
 * @param fields - of the records
 * @returns `undefined` where the rules name more keys than can be told apart
 */
export function createPairTraps(
  rules: readonly BlockingRule[],
  groups: readonly (readonly string[])[],
  fields: readonly Field[],
): PairTraps | undefined {
  const atoms = new Map(rules.flatMap(({ atoms }) => atoms.map((atom) => [atomId(atom), atom] as const)));
  if (atoms.size > MOST_KEYS) return undefined;
  const lookup = createAtomLookup(fields);
  const ids = [...atoms.keys()];
  const keys = [...atoms.values()].map((atom) => createRuleKeys(blockingRule([atom]), lookup));
  const bitsOf = (isMeant: (field: string) => boolean): number =>
    [...atoms.values()].reduce((bits, { field }, at) => (isMeant(field) ? bits | (1 << at) : bits), 0);
  return {
    rules: rules.map(({ atoms: own }) => own.reduce((bits, atom) => bits | (1 << ids.indexOf(atomId(atom))), 0)),
    units: groups.map((group) => bitsOf((field) => group.includes(field))).filter((unit) => unit !== 0),
    look: (left, right) => {
      let present = 0;
      let shared = 0;
      for (let at = 0; at < keys.length; at++) {
        const own = listKeys(keys[at] as RuleKeys, left);
        const others = listKeys(keys[at] as RuleKeys, right);
        if (own.length === 0 || others.length === 0) continue;
        present |= 1 << at;
        if (own.some((key) => others.includes(key))) shared |= 1 << at;
      }
      return { present, shared };
    },
  };
}

/** Whether the keys that two records share bring them together. */
export function isCaught(rules: readonly number[], shared: number): boolean {
  for (const rule of rules) if ((rule & shared) === rule) return true;
  return false;
}

function listKeys(rule: RuleKeys, record: number): readonly number[] {
  const keys: number[] = [];
  rule.append(record, keys);
  return keys;
}
