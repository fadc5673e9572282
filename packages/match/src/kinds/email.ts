import { levenshteinAtMost } from '../kernels/levenshtein.js';
import type { Dictionary } from '../table/dictionary.js';
import { foldLetters, NAME_CAP } from './fold.js';
import type { Kind } from './kind.js';
import { lazyNumbers } from './lazy-feature.js';
import { isWithinOneEdit } from './one-edit.js';
import { isRoleMailbox } from './role-mailbox.js';

const DIFFERENT = 0;
const ROLE = 1;
const SAME_USER = 2;
const TYPO = 3;
const MOST_EDITS = 2;
const LONGEST_STAND_IN = 12;

const emptyUsers = new Set(
  'none no null unknown noemail nomail na nil test example noreply donotreply no-reply nobody xxx xx x abc asdf n/a'.split(
    ' ',
  ),
);
const emptyDomains = new Set(['test.com', 'test', 'none.com', 'none', 'email.com.invalid']);

function foldAddress(raw: string): string {
  const capped = raw.length > NAME_CAP ? raw.slice(0, NAME_CAP) : raw;
  for (let index = 0; index < capped.length; index += 1) {
    if (capped.charCodeAt(index) > 127) return foldLetters(capped).slice(0, NAME_CAP).trim();
  }
  return capped.toLowerCase().trim();
}

/** What stands between the last `<` and the `>` after it: `Ada <ada@example.net>`. */
function dropBrackets(address: string): string {
  const open = address.lastIndexOf('<');
  const close = address.indexOf('>', open);
  return open >= 0 && close > open ? address.slice(open + 1, close) : address;
}

/** Position of the only `@` of a plain lower-case address without tag or odd signs; -1 for any other text. */
function findPlainAt(raw: string): number {
  let at = -1;
  if (raw.length > NAME_CAP) return -1;
  for (let index = 0; index < raw.length; index += 1) {
    const code = raw.charCodeAt(index);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 95)
      continue;
    if (code !== 64 || at >= 0) return -1;
    at = index;
  }
  return at === raw.length - 1 ? -1 : at;
}

function joinAddress(address: string, at: number): string {
  let user = address.slice(0, at);
  let domain = address.slice(at + 1);
  let changed = false;
  if (domain === 'googlemail.com') {
    domain = 'gmail.com';
    changed = true;
  }
  if (domain === 'gmail.com' && user.includes('.')) {
    user = user.replaceAll('.', '');
    changed = true;
  }
  if (user.length <= LONGEST_STAND_IN && (user === '' || emptyUsers.has(user))) return '';
  if (domain.length <= LONGEST_STAND_IN && emptyDomains.has(domain)) return '';
  return changed ? `${user}@${domain}` : address;
}

/** Everything that a plain address needs no look at: signs around it, upper case, tags. */
function cleanAddress(raw: string): string {
  let address = foldAddress(raw);
  if (address.includes('<')) address = dropBrackets(address);
  address = address
    .replace(/[\s<>]+/gu, '')
    .replace(/^(?:mailto:)+/u, '')
    .replace(/[,;].*$/u, '');
  const at = address.lastIndexOf('@');
  if (at <= 0) return address;
  const plus = address.indexOf('+');
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}

/**
 * Folds an e-mail address: lower case, tags after `+` dropped, dots of gmail users dropped, `googlemail.com` read as
 * `gmail.com`. Stand-ins such as `none@…` and texts without `@` answer the empty text. At most 256 code units are read.
 */
function normaliseEmail(raw: string): string {
  const plainAt = findPlainAt(raw);
  if (plainAt > 0) return joinAddress(raw, plainAt);
  const address = cleanAddress(raw);
  const at = address.lastIndexOf('@');
  return at <= 0 || at === address.length - 1 ? '' : joinAddress(address, at);
}

function createEmailComparator(dictionary: Dictionary): (a: number, b: number) => number {
  const roleOf = lazyNumbers(dictionary, (id) => (isRoleMailbox(dictionary.text(id)) ? 1 : 0));
  const userLength = lazyNumbers(dictionary, (id) => dictionary.text(id).lastIndexOf('@'));
  return (a, b) => {
    const lengthA = userLength(a);
    const lengthB = userLength(b);
    const gap = lengthA - lengthB;
    if (gap > MOST_EDITS || gap < -MOST_EDITS) return DIFFERENT;
    const { codes, starts } = dictionary;
    // Ids and positions are inside the dictionary.
    const userA = starts[a] as number;
    const userB = starts[b] as number;
    const atA = userA + lengthA;
    const atB = userB + lengthB;
    const endA = starts[a + 1] as number;
    const endB = starts[b + 1] as number;
    const edits = levenshteinAtMost(codes, userA, atA, codes, userB, atB, MOST_EDITS);
    const shorter = Math.min(lengthA, lengthB);
    if (edits > 0 && (shorter < 4 || edits > MOST_EDITS)) return DIFFERENT;
    // In a short user one edit is the most; a swap of neighbours counts as one there.
    if (edits === MOST_EDITS && shorter < 7 && !isWithinOneEdit(codes, userA, atA, userB, atB)) return DIFFERENT;
    const domainEdits = levenshteinAtMost(codes, atA, endA, codes, atB, endB, MOST_EDITS);
    if (edits === 0 && domainEdits <= MOST_EDITS) return TYPO;
    // Every firm has an `info@`.
    if (edits === 0) return roleOf(a) === 1 ? DIFFERENT : SAME_USER;
    return domainEdits <= 1 ? TYPO : DIFFERENT;
  };
}

/** E-mail addresses. */
export const email: Kind = {
  name: 'email',
  role: 'identity',
  normalise: normaliseEmail,
  levels: [
    { id: 'different', m: 0.11, u: 0.9987 },
    { id: 'role', m: 0.01, u: 0.0001 },
    { id: 'sameUser', m: 0.05, u: 0.0006 },
    { id: 'typo', m: 0.08, u: 0.0004 },
    { id: 'same', m: 0.75, u: 0.0002 },
  ],
  comparator: createEmailComparator,
  mostAmongPersons: (text) => (isRoleMailbox(text) ? ROLE : undefined),
  keys: [
    { id: 'exact', key: (text) => text },
    { id: 'user', key: (text) => text.slice(0, text.lastIndexOf('@')) },
  ],
};
