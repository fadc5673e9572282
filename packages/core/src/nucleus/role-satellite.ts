import { z } from 'zod';
import { defineSatellite } from '../command/define-satellite.js';
import { partyRole } from './party-role.js';
import { reconcileRoles } from './reconcile-roles.js';

const { type, hostType, scope, validFrom, validTo } = partyRole.fields;

/** A role as a source states it; a missing status leaves the one that is stored. */
const roleInput = z.strictObject({
  type,
  hostType,
  status: z.enum(['active', 'suspended', 'ended']).optional(),
  scope,
  validFrom,
  validTo,
});

/** Roles that `party.upsert` brings along. */
export const roleSatellite = defineSatellite({
  entity: 'partyRole',
  via: 'party',
  input: roleInput,
  reconcile: reconcileRoles,
});
