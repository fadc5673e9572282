import { z } from 'zod';
import { defineEntity, many } from '../model/define-entity.js';
import { date, keyword, keywords, text } from '../model/fields.js';
import { contactPointSatellite } from './contact-point-satellite.js';
import { identifierSatellite } from './identifier-satellite.js';
import { posted } from './posted.js';
import { roleSatellite } from './role-satellite.js';

/**
 * Whoever the host deals with: a person, an organization or a household. What it is to the host (customer,
 * supplier …) stands in its roles, how to reach it in its contact points.
 */
export const party = defineEntity({
  name: 'party',
  prefix: 'pty',
  fields: {
    kind: z.enum(['person', 'organization', 'household']),
    /** The name to show, in the script the party uses itself. */
    name: text({ min: 1, max: 400, folded: true, personal: true }),
    givenName: text({ max: 200, folded: true, personal: true }).optional(),
    middleName: text({ max: 200, personal: true }).optional(),
    familyName: text({ max: 200, folded: true, personal: true }).optional(),
    /** The family name before a marriage or another change. */
    birthName: text({ max: 200, personal: true }).optional(),
    /** Courtesy or academic title: `Dr.`, `女士`. */
    title: text({ max: 100, personal: true }).optional(),
    /** The name in Latin letters when `name` is written in another script, or the other way round. */
    otherScriptName: text({ max: 400, folded: true, personal: true }).optional(),
    /** Registered name of an organization when it differs from `name`. */
    legalName: text({ max: 400, folded: true, personal: true }).optional(),
    /** `GmbH`, `股份有限公司`, `Inc.`. */
    legalForm: keyword({ max: 100 }).optional(),
    /** BCP 47 tag of the language to use with the party. */
    language: keyword({ max: 35 }).optional(),
    /** ISO 3166-1 alpha-2 code where the host has it, otherwise what the host writes. */
    country: keyword({ max: 100 }).optional(),
    /** Main tax number as shown; the checked and unique form is an identifier. */
    taxId: keyword({ max: 100, personal: true }).optional(),
    /** Birth of a person, founding of an organization. */
    birthDate: date({ personal: true }).optional(),
    /** Death or dissolution. */
    endDate: date({ personal: true }).optional(),
    /** User of the host who looks after the party. */
    owner: keyword({ max: 200 }).optional(),
    status: z.enum(['active', 'inactive', 'archived']).default('active'),
    industry: keyword({ max: 200 }).optional(),
    tags: keywords().optional(),
    notes: text({ personal: true }).optional(),
  },
  states: {
    field: 'status',
    initial: ['active', 'inactive'],
    transitions: { active: ['inactive', 'archived'], inactive: ['active', 'archived'], archived: ['active'] },
  },
  relations: {
    roles: many('partyRole', { via: 'party' }),
    contactPoints: many('contactPoint', { via: 'party' }),
    identifiers: many('identifier', { via: 'party' }),
    sources: many('sourceRecord', { via: 'party' }),
    relationshipsFrom: many('partyRelationship', { via: 'from' }),
    relationshipsTo: many('partyRelationship', { via: 'to' }),
    orders: many('order', { via: 'party', where: posted }),
    orderLines: many('orderLine', { via: 'party', where: posted }),
    invoices: many('invoice', { via: 'party', where: posted }),
    payments: many('payment', { via: 'party', where: posted }),
  },
  satellites: { contactPoints: contactPointSatellite, roles: roleSatellite, identifiers: identifierSatellite },
  indexes: [['name'], ['owner', 'status'], ['status'], ['country'], ['taxId'], ['birthDate']],
});
