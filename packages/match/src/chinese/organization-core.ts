import { foldHan } from './fold-han.js';
import { INNER_FORMS, LEGAL_FORMS, LEGAL_PREFIXES, LISTING_MARKS, SHORTEST_CORE } from './organization-forms.js';

// No name is longer; what follows is not read, so that a broken file costs no time.
const LONGEST_NAME = 256;

/**
 * Canonical text of an organization with a Chinese name: folded, without blanks, brackets and hyphens in one form. Legal form
 * and marks stay, since they tell a full name from a short one. Idempotent.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * normaliseHanOrganization('臺灣水泥（股） 公司'); // '台湾水泥(股)公司'
 */
export function normaliseHanOrganization(text: string): string {
  return foldHan(text.slice(0, LONGEST_NAME))
    .slice(0, LONGEST_NAME)
    .replace(/\s+/g, '')
    .replace(/[‐-―−]/g, '-')
    .replace(/[〔【［[{]/g, '(')
    .replace(/[〕】］\]}]/g, ')');
}

/**
 * Tells whether a canonical name bears a legal form: a full name, not a short one.
 *
 * @example
 * hasLegalForm('台湾水泥股份有限公司'); // true
 */
export function hasLegalForm(canonical: string): boolean {
  return (
    canonical.includes('公司') || LEGAL_FORMS.some((form) => canonical.length > form.length && canonical.endsWith(form))
  );
}

/**
 * What identifies an organization with a Chinese name: folded, without legal forms, marks of stock exchanges, place of
 * registration, brackets, blanks and punctuation. Never empty unless the text holds no letter or digit.
 *
 * @throws Error when {@link loadHan} has not finished
 * @example
 * organizationCore('臺灣水泥股份有限公司'); // '台湾水泥'
 * organizationCore('富林-KY'); // '富林'
 */
export function organizationCore(text: string): string {
  let core = normaliseHanOrganization(text);
  // A name may bear several: 某某集團股份有限公司台灣分公司, or a mark behind the form.
  for (let previous = ''; previous !== core; ) {
    previous = core;
    core = dropForm(dropMark(core));
  }
  const letters = core.replace(/[^\p{L}\p{N}]/gu, '');
  // Brackets gone, a form may have come to the end; the same rules run until nothing is left to drop.
  return letters === core ? core : letters === '' ? '' : organizationCore(letters);
}

function dropMark(text: string): string {
  const without = text.replace(LISTING_MARKS, '').replace(LEGAL_PREFIXES, '').replace(INNER_FORMS, '');
  return keepsEnough(without) ? without : text;
}

function dropForm(text: string): string {
  for (const form of LEGAL_FORMS) {
    if (!text.endsWith(form)) continue;
    const without = text.slice(0, -form.length);
    if (keepsEnough(without)) return without;
  }
  return text;
}

function keepsEnough(text: string): boolean {
  return text.replace(/[^\p{L}\p{N}]/gu, '').length >= SHORTEST_CORE;
}
