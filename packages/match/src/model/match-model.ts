import type { BlockingRule } from '../block/rule.js';
import type { Learned } from '../kinds/kind.js';
import type { FieldSpec } from '../records/field-spec.js';
import type { ClassName } from '../score/class-model.js';
import type { TextFrequencies } from '../score/text-frequencies.js';

/**
 * Everything that decides who is who, as plain JSON: save it, load it, compare two versions. Under the same model the
 * same records give the same clusters, whether they come at once or one by one.
 */
export interface MatchModel {
  readonly format: 'crmkit-match';
  readonly version: 1;
  /** How fields are read from columns, in the order of patterns. */
  readonly fields: readonly FieldSpec[];
  readonly blocking: ModelBlocking;
  /** Groups of fields whose levels occur together; names of fields. */
  readonly groups: readonly (readonly string[])[];
  readonly classes: readonly ModelClass[];
  /** How common texts are, by field. */
  readonly frequencies: { readonly [field: string]: TextFrequencies };
  /** What kinds learned from all texts, by field. */
  readonly learned: { readonly [field: string]: Learned };
  /** Pairs at or above it join clusters; natural logarithm of odds. */
  readonly threshold: number;
  /** Clusters with more records are doubted. */
  readonly plausibleSize: number;
  /** Records of one source are never the same. */
  readonly cleanSources: boolean;
  readonly trainedOn: {
    readonly records: number;
    readonly pairs: number;
    readonly expectedPrecision: number;
    readonly expectedRecall: number;
  };
}

/** How candidates are found. */
export interface ModelBlocking {
  /** Every pair is a candidate. */
  readonly isExhaustive: boolean;
  readonly rules: readonly BlockingRule[];
  /** Hashed keys that were too common to be used, by rule. */
  readonly skippedKeys: readonly (readonly number[])[];
}

/** One latent class. */
export interface ModelClass {
  readonly name: ClassName;
  /** Share of all possible pairs. */
  readonly rate: number;
  /** Probability of every level, by field, from `different` up. */
  readonly levels: { readonly [field: string]: readonly number[] };
  /** Probability of every cell, by group, for groups of several fields; empty for the others. */
  readonly cells: readonly (readonly number[])[];
}
