import type { ContactPointInput } from './contact-point-input.js';
import { normaliseContactPoint } from './normalise-contact-point.js';
import type { StoredContactPoint } from './prefer-contact-point.js';

/** Makes the record of a stated contact point; its `rev` is empty until it is stored. */
export function newContactPoint(
  input: ContactPointInput,
  given: {
    readonly id: string;
    readonly party: string;
    readonly system?: string | undefined;
    readonly validFrom?: string | undefined;
    readonly validTo?: string | undefined;
    readonly preferred: boolean;
  },
): StoredContactPoint {
  const { recipient: _recipient, validFrom: _from, validTo, preferred: _preferred, ...fields } = input;
  const { id, party, preferred, system, validFrom } = given;
  const end = given.validTo ?? validTo;
  return {
    id,
    rev: '',
    party,
    ...fields,
    ...normaliseContactPoint(input),
    preferred,
    verification: 'unverified',
    withdrawn: false,
    ...(system === undefined ? {} : { system }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(end === undefined ? {} : { validTo: end }),
  };
}
