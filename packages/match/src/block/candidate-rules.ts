import type { Field } from '../records/record-set.js';
import { type BlockingRule, blockingRule } from './rule.js';

/** Rules of one part: every key family of every field. */
export function listSingleRules(fields: readonly Field[]): readonly BlockingRule[] {
  return fields.flatMap(({ name, kind }) => kind.keys.map(({ id }) => blockingRule([{ field: name, family: id }])));
}

/** The rule that asks for a key of both; null when both ask the same field. */
export function combineRules(first: BlockingRule, second: BlockingRule): BlockingRule | null {
  const fields = new Set(first.atoms.map(({ field }) => field));
  if (second.atoms.some(({ field }) => fields.has(field))) return null;
  return blockingRule([...first.atoms, ...second.atoms]);
}
