import { foldText } from '../values/text.js';
import type { contactPointKinds } from './contact-point-kinds.js';

/** The parts of a contact point that its comparison form is made from. */
export interface ContactPointValue {
  readonly kind: (typeof contactPointKinds)[number];
  readonly value?: string | undefined;
  readonly line1?: string | undefined;
  readonly line2?: string | undefined;
  readonly district?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
  readonly country?: string | undefined;
}

/**
 * Folds a text and reduces everything that is neither letter nor digit to single blanks, for comparing postal addresses.
 *
 * @param text - as it was written
 * @returns for comparison only, never for display
 * @example
 * comparisonText('12,  Main St.'); // '12 main st'
 */
export function comparisonText(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function collapse(text: string | undefined): string {
  return (text ?? '').replace(/\s+/gu, ' ').trim();
}

const extension = /(?:ext\.?|extension|x|#|分機|分机|轉|转)\s*(\d{1,6})\s*$/iu;

function normalisePhone(value: string): string {
  const text = value.normalize('NFKC');
  const inner = extension.exec(text);
  const outer = inner ? text.slice(0, inner.index) : text;
  const digits = outer.replace(/\D/gu, '');
  const prefix = /^[\s(]*\+/u.test(outer) ? '+' : '';
  const number = prefix === '' && digits.startsWith('00') ? `+${digits.slice(2)}` : prefix + digits;
  return inner ? `${number};ext=${inner[1]}` : number;
}

function normaliseWeb(value: string): string {
  const match = /^(?:https?:\/\/)?([^/?#]+)(.*)$/iu.exec(value);
  if (!match) return value;
  return `${foldText(match[1] ?? '')}${(match[2] ?? '').replace(/\/$/u, '')}`;
}

function addressParts(point: ContactPointValue): string[] {
  const { line1, line2, district, city, region, postalCode, country } = point;
  return [line1, line2, district, city, region, postalCode, country].map(collapse).filter((part) => part !== '');
}

function normaliseValue(kind: ContactPointValue['kind'], value: string): string {
  switch (kind) {
    case 'postal':
      return comparisonText(value);
    case 'phone':
      return normalisePhone(value);
    case 'email':
      return foldText(value).replace(/\s/gu, '');
    case 'web':
      return normaliseWeb(value);
    case 'im':
      return foldText(value);
    default: {
      const never: never = kind;
      return never;
    }
  }
}

/**
 * Gives a contact point the form to show and the form to compare: blanks collapsed, case and width folded, phone
 * numbers reduced to digits with a leading `+` where one was given, postal addresses to letters and digits.
 * Deterministic, and the same when applied twice. National number plans and place names are left to matching.
 *
 * @example
 * normaliseContactPoint({ kind: 'phone', value: '(02) 2345-6789 ext 12' }).normalized; // '0223456789;ext=12'
 */
export function normaliseContactPoint(point: ContactPointValue): {
  readonly value: string;
  readonly normalized: string;
} {
  const parts = point.kind === 'postal' ? addressParts(point) : [];
  const value = parts.length > 0 ? parts.join(', ') : collapse(point.value);
  return { value, normalized: normaliseValue(point.kind, value) };
}
