import type { FieldGuess } from '../guess/field-guess.js';
import type { FieldSpec } from './field-spec.js';

/**
 * The fields that guesses stand for: a whole name becomes forename and surname, ignored columns are left out.
 *
 * @param guesses - every column in exactly one of them
 */
export function specsFromGuesses(guesses: readonly FieldGuess[]): readonly FieldSpec[] {
  const fills = guesses.filter(({ fills: filled }) => filled !== undefined);
  return guesses.flatMap(({ field, kind, columns, fills: filled }): readonly FieldSpec[] => {
    if (kind === 'ignore' || filled !== undefined) return [];
    if (kind === 'personName') {
      return [
        { name: `${field}.given`, kind: 'givenName', columns, part: 'given' },
        { name: `${field}.surname`, kind: 'surname', columns, part: 'surname' },
      ];
    }
    const fill = fills.find(({ fills: own }) => own?.includes(field) === true)?.columns[0];
    if (fill === undefined || (kind !== 'givenName' && kind !== 'surname')) return [{ name: field, kind, columns }];
    return [{ name: field, kind, columns, fill: { column: fill, part: kind === 'surname' ? 'surname' : 'given' } }];
  });
}
