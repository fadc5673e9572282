import type { BlockingRule } from '../block/rule.js';
import type { MatchModel } from '../model/match-model.js';
import type { FieldSpec } from '../records/field-spec.js';
import type { RecordSet } from '../records/record-set.js';
import { WordHash } from './word-hash.js';

/** Raised with every change of what is compared, how, or how it is kept: saved work of another version is not used. */
const CHECKPOINT_VERSION = 1;

/** What decides which pairs are compared and what their patterns are. */
export interface FingerprintedRun {
  readonly set: RecordSet;
  readonly specs: readonly FieldSpec[];
  readonly model?: MatchModel | undefined;
  /** Blocking rules in place of planned ones. */
  readonly rules?: readonly BlockingRule[] | undefined;
  readonly cleanSources: boolean;
}

/**
 * Tells runs apart whose pairs or patterns may differ: by their fields as read, sources, model, given rules and the version of the
 * engine. Verdicts and thresholds count only after the comparison, so they may change between a run and its resumption.
 */
export function fingerprintRun({ set, specs, model, rules, cleanSources }: FingerprintedRun): string {
  const hash = new WordHash();
  hash.add(CHECKPOINT_VERSION);
  hash.add(set.length);
  hash.addText(JSON.stringify([specs, cleanSources, model ?? null, rules ?? null]));
  for (const { name, kind, column } of set.fields) {
    const { codes, starts, size } = column.dictionary;
    hash.addText(JSON.stringify([name, kind.name, kind.levels]));
    hash.addAll(column.ids);
    hash.addAll(starts.subarray(0, size + 1));
    hash.addAll(codes.subarray(0, starts[size] ?? 0));
  }
  hash.addAll(set.sources ?? new Uint8Array(0));
  return hash.digest();
}
