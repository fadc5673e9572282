import { defineSatellite } from '../command/define-satellite.js';
import { contactPointInput } from './contact-point-input.js';
import { reconcileContactPoints } from './reconcile-contact-points.js';

/** Contact points that `party.upsert` brings along. */
export const contactPointSatellite = defineSatellite({
  entity: 'contactPoint',
  via: 'party',
  input: contactPointInput,
  reconcile: reconcileContactPoints,
});
