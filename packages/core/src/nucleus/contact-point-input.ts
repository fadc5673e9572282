import { z } from 'zod';
import { contactPoint } from './contact-point.js';
import { comparisonText } from './normalise-contact-point.js';

const { kind, purposes, value, line1, line2, district, city, region, postalCode, country, validFrom, validTo } =
  contactPoint.fields;

/** A contact point as a source or a person states it. */
export const contactPointInput = z.strictObject({
  kind,
  purposes,
  value,
  line1,
  line2,
  district,
  city,
  region,
  postalCode,
  country,
  validFrom,
  validTo,
  preferred: z.boolean().optional(),
  /** Name on the parcel or letter. When it is not a name of the party, the address is somebody else's. */
  recipient: z.string().optional(),
});
export type ContactPointInput = z.output<typeof contactPointInput>;

/** The place a value takes: its kind and purposes, in any order. */
export function contactSlot(point: { readonly kind: string; readonly purposes: readonly string[] }): string {
  return [point.kind, ...[...point.purposes].sort()].join(' ');
}

type Names = { readonly [field: string]: unknown };

function namesOf(owner: Names): string[] {
  const { name, legalName, otherScriptName, givenName, familyName, birthName } = owner;
  const pairs = [familyName, birthName]
    .filter((family) => typeof family === 'string' && typeof givenName === 'string')
    .flatMap((family) => [`${givenName} ${family}`, `${family} ${givenName}`, `${family}${givenName}`]);
  return [name, legalName, otherScriptName, ...pairs].filter((text): text is string => typeof text === 'string');
}

/** Tells whether a recipient is named who is not the party: no name of the party, in either order, equals it. */
export function isThirdParty(recipient: string | undefined, owner: Names): boolean {
  const wanted = comparisonText(recipient ?? '');
  return wanted !== '' && !namesOf(owner).some((name) => comparisonText(name) === wanted);
}
