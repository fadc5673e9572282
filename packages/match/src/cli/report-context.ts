import type { VegaLiteSpec } from '../explain/vega-lite-spec.js';
import type { Language } from '../explain/words.js';
import type { FieldGuess } from '../guess/field-guess.js';
import type { MatchWarning } from '../match-warning.js';
import type { Resolution } from '../resolution.js';
import type { Table } from '../table/table.js';
import type { Html } from './html.js';
import type { RenderSvg } from './render-svg.js';
import type { ReportWords } from './report-words.js';

/** What a report is made from. */
export interface ReportInput {
  /** Name of the file that was read. */
  readonly name: string;
  readonly resolution: Resolution;
  readonly table: Table;
  /** How the columns were understood; absent when a model said it. */
  readonly guesses?: readonly FieldGuess[];
  readonly warnings: readonly MatchWarning[];
  readonly isThresholdGiven: boolean;
  readonly language: Language;
  /** Draws the charts; absent when that is not installed. */
  readonly render?: RenderSvg;
}

/** What the parts of a report share. */
export interface ReportContext extends ReportInput {
  readonly words: ReportWords;
  readonly draw: (spec: VegaLiteSpec) => Promise<Html>;
}
