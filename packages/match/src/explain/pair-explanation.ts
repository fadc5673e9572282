import type { KindName } from '../kinds/kind.js';
import type { ClassName, Outcome } from '../score/class-model.js';
import type { PairBlocking } from './pair-blocking.js';

/** How two records stand to each other in one field. */
export interface FieldAgreement {
  readonly field: string;
  readonly kind: KindName;
  /** Id of the level, such as `same`, `typo` or `different`; `null` when a record has no value or the two cannot be compared. */
  readonly level: string | null;
  /** Canonical text of the left record; empty for none. */
  readonly left: string;
  readonly right: string;
}

/** One step from the prior to the weight of a pair; all in bits, positive when it speaks for the same customer. */
export type EvidenceStep =
  | {
      /** How rare it is that two records of the set are the same, before anything is compared. */
      readonly type: 'prior';
      readonly bits: number;
    }
  | {
      /** What a field, or several fields that go together, show. */
      readonly type: 'evidence';
      readonly fields: readonly FieldAgreement[];
      readonly bits: number;
      /** Probability of this agreement among the pairs of each class, given that both records have values. */
      readonly probabilities: { readonly [name in ClassName]?: number };
    }
  | {
      /** The text on which the records agree is commoner (negative) or rarer (positive) than texts of the field are. */
      readonly type: 'commonness';
      readonly field: string;
      readonly kind: KindName;
      /** Share of the records with a value that bear the text. */
      readonly share: number;
      readonly bits: number;
    };

/** A field on which agreement would change the weight of a pair. */
export interface WantedAgreement {
  readonly field: string;
  readonly kind: KindName;
  /** Bits that full agreement on the field alone would add. */
  readonly gainBits: number;
  /** Whether that alone would reach the threshold. */
  readonly isEnough: boolean;
}

/** Why two records count as the same customer, or why not. */
export interface PairExplanation {
  readonly left: string;
  readonly right: string;
  /** From the prior on; their bits add up to `weightBits`. */
  readonly steps: readonly EvidenceStep[];
  /** Logarithm to base 2 of the odds that both are the same customer. */
  readonly weightBits: number;
  /** The same as a probability. */
  readonly probability: number;
  /** What they most likely are to each other. */
  readonly outcome: Outcome;
  readonly probabilities: { readonly [outcome in Outcome]: number };
  readonly thresholdBits: number;
  /** The weight reaches the threshold. A cluster can still part or join the two: see `isTogether`. */
  readonly isAccepted: boolean;
  /** Both records are in one cluster. */
  readonly isTogether: boolean;
  readonly blocking: PairBlocking;
  /** For a pair that is not accepted: fields that do not fully agree, the most telling first. */
  readonly wanted: readonly WantedAgreement[];
  /** The fewest of them that together reach the threshold, the most telling first; empty when all would not do. */
  readonly wantedTogether: readonly string[];
}
