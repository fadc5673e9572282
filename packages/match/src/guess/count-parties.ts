import { type Party, partyOf } from '../kinds/party.js';
import type { ColumnSample } from './column-sample.js';

/** Each party has at least so many of the names, and this share of them. */
const LEAST_NAMES = 10;
const LEAST_SHARE = 0.03;
/** Firms are called like persons, too: of the names that show no organization so many must show a person, */
const PERSONS = 0.25;
/** and more of them in Chinese characters, for a short name of a firm often begins with one that is a surname. */
const PERSONS_IN_HAN = 0.5;

/**
 * Tells whether the names of a column are those of persons and organizations, both beyond doubt.
 *
 * @param han - share of the names that bear Chinese characters
 * @returns the party that more of the names show, which those that show none are taken for; `undefined` for a column of
 *   one party
 */
export function findMixedParties({ values }: ColumnSample, han: number): Party | undefined {
  let [persons, organizations] = [0, 0];
  for (const value of values) {
    const party = partyOf(value);
    if (party === 'person') persons++;
    else if (party === 'organization') organizations++;
  }
  const least = Math.max(LEAST_NAMES, LEAST_SHARE * values.length);
  if (persons < least || organizations < least) return undefined;
  if (persons < (han >= 0.5 ? PERSONS_IN_HAN : PERSONS) * (values.length - organizations)) return undefined;
  return persons >= organizations ? 'person' : 'organization';
}
