import type { KindName } from '../kinds/kind.js';
import type { Party } from '../kinds/party.js';

/** What one or several columns seem to hold. */
export interface FieldGuess {
  /** Name of the field: the column's name, or the names of its columns joined by ` + `. */
  readonly field: string;
  /**
   * `personName` is a whole name to be split into forename and surname, `partyName` the name of a person or of an
   * organization; `ignore` is no evidence of who it is.
   */
  readonly kind: KindName | 'personName' | 'partyName' | 'ignore';
  /** Columns whose values, joined by a blank in this order, make the value of the field. */
  readonly columns: readonly string[];
  /** Why, in one English sentence. */
  readonly reason: string;
  /** How sure, in (0, 1]: 0.9 and more when name and data agree, about 0.5 when only one of them speaks. */
  readonly confidence: number;
  /** Of dates whose order is declared: the day comes before the month. */
  readonly dayFirst?: boolean;
  /** Of names of persons and organizations: what a name that may mean either is taken for; a person when absent. */
  readonly either?: Party;
  /**
   * Fields that this one serves to fill where they are empty, and nothing else: a whole name beside forename and surname.
   * Absent when the field stands for itself.
   */
  readonly fills?: readonly string[];
}
