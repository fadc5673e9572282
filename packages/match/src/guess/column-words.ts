import { foldLetters } from '../kinds/fold.js';

/** Words before a column's meaning that only say whose it is. */
const owners = new Set(
  'primary main customer cust client contact person user member patient home work billing shipping mailing residential account holder applicant employee cardholder owner my the'.split(
    ' ',
  ),
);

/**
 * The words of a column's name: `ADDR_POSTAL_CODE`, `addrPostalCode` and `Addr. postal code` are the same.
 *
 * @returns folded words joined by blanks; digits are words of their own
 */
export function readColumnWords(name: string): string {
  const parted = name
    .slice(0, 128)
    .normalize('NFKC')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2');
  return foldLetters(parted)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The same words without those that only say whose the value is, as long as something stays. */
export function dropOwners(words: string): string {
  const list = words.split(' ');
  let start = 0;
  while (start < list.length - 1 && owners.has(list[start] as string)) start += 1;
  return list.slice(start).join(' ');
}
