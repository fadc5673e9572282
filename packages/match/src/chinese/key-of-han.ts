import { rememberAnswers } from './remember.js';
import { keyOfWord } from './romanisation-key.js';
import { romaniseFolded } from './romanise-han.js';

/**
 * Key of the romanisation of a folded Han text, as {@link romanisationKey} gives it; '' for the empty text. Names of cities,
 * districts and roads come again and again, so answers are remembered.
 *
 * @throws Error when {@link loadHan} has not finished
 */
export const keyOfHan: (folded: string) => string = rememberAnswers((folded) =>
  folded === '' ? '' : romaniseFolded(folded).split(' ').map(keyOfWord).join(''),
);
