import type { ColumnKind } from '../dedupe-options.js';
import type { FieldGuess } from '../guess/field-guess.js';

/** What a host says of a column stands in the place of a guess. */
export function declaredGuess(column: string, kind: ColumnKind, reason: string): FieldGuess {
  const guess = { field: column, columns: [column], reason, confidence: 1 };
  if (kind === 'dayFirstDate') return { ...guess, kind: 'date', dayFirst: true };
  return kind === 'monthFirstDate' ? { ...guess, kind: 'date', dayFirst: false } : { ...guess, kind };
}
