import type { FieldGuess } from '../guess/field-guess.js';
import type { FieldFill, FieldSpec } from './field-spec.js';

const NAMES: ReadonlySet<FieldGuess['kind']> = new Set(['givenName', 'surname']);

/**
 * The fields that guesses stand for: a whole name becomes forename and surname, ignored columns are left out.
 *
 * @param guesses - every column in exactly one of them
 */
export function specsFromGuesses(guesses: readonly FieldGuess[]): readonly FieldSpec[] {
  const fills = guesses.filter(({ fills: filled }) => filled !== undefined);
  return guesses.flatMap(({ field, kind, columns, dayFirst, either, fills: filled }): readonly FieldSpec[] => {
    if (kind === 'ignore' || filled !== undefined) return [];
    if (kind === 'personName') {
      return [
        { name: `${field}.given`, kind: 'givenName', columns, part: 'given' },
        { name: `${field}.surname`, kind: 'surname', columns, part: 'surname' },
      ];
    }
    if (kind === 'partyName') {
      return [
        { name: `${field}.given`, kind: 'givenName', columns, part: 'given', party: 'person' },
        { name: `${field}.surname`, kind: 'surname', columns, part: 'surname', party: 'person' },
        {
          name: `${field}.organization`,
          kind: 'organization',
          columns,
          party: 'organization',
          either: either ?? 'person',
        },
      ];
    }
    const names = guesses.flatMap((each) => (NAMES.has(each.kind) ? each.columns : []));
    if (kind === 'organization' && names.length > 0) return [{ name: field, kind, columns, repeats: names }];
    if (dayFirst !== undefined && kind === 'date') return [{ name: field, kind, columns, dayFirst }];
    const part = kind === 'surname' ? 'surname' : 'given';
    const fill = fills
      .filter(({ fills: own }) => own?.includes(field) === true)
      .flatMap(({ columns: sources }) => sources.slice(0, 1).map((column): FieldFill => ({ column, part })));
    const [only] = fill;
    if (only === undefined || (kind !== 'givenName' && kind !== 'surname')) return [{ name: field, kind, columns }];
    return [{ name: field, kind, columns, fill: fill.length === 1 ? only : fill }];
  });
}
