import { z } from 'zod';
import { defineSatellite } from '../command/define-satellite.js';
import { identifier } from './identifier.js';
import { reconcileIdentifiers } from './reconcile-identifiers.js';

const { scheme, value, issuer, country, validFrom, validTo } = identifier.fields;

/** An identifier as a source or a person states it. */
export const identifierInput = z.strictObject({
  scheme,
  value,
  issuer,
  country,
  validFrom,
  validTo,
  /** Checked against its issuer; only then can no other party have it. Default false. */
  verified: z.boolean().optional(),
});

/** Identifiers that `party.upsert` brings along. */
export const identifierSatellite = defineSatellite({
  entity: 'identifier',
  via: 'party',
  input: identifierInput,
  reconcile: reconcileIdentifiers,
});
