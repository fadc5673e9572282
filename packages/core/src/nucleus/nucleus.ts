import { defineModule } from '../command/define-module.js';
import { addIdentifier } from './commands/add-identifier.js';
import { addRole } from './commands/add-role.js';
import { changeContactPoint } from './commands/change-contact-point.js';
import { endContactPoint } from './commands/end-contact-point.js';
import { endRelation } from './commands/end-relation.js';
import { endRole } from './commands/end-role.js';
import { relate } from './commands/relate.js';
import { contactPoint } from './contact-point.js';
import { identifier } from './identifier.js';
import { invoice } from './invoice.js';
import { order } from './order.js';
import { orderLine } from './order-line.js';
import { overview } from './overview/overview.js';
import { party } from './party.js';
import { partyRelationship } from './party-relationship.js';
import { partyRole } from './party-role.js';
import { payment } from './payment.js';
import { product } from './product.js';
import { sourceRecord } from './source-record.js';

function buildNucleus() {
  return defineModule({
    id: 'nucleus',
    entities: {
      party,
      partyRole,
      partyRelationship,
      contactPoint,
      identifier,
      sourceRecord,
      product,
      order,
      orderLine,
      invoice,
      payment,
    },
    commands: { changeContactPoint, endContactPoint, addRole, endRole, relate, endRelation, addIdentifier },
    views: { overview },
  });
}

/** The nucleus at type level: sessions are typed from it and from the host's modules. */
export type NucleusModule = ReturnType<typeof buildNucleus>;

/**
 * The entities every CRM has: parties with roles, relationships, contact points and identifiers, products, and the
 * facts order, invoice and payment. `createCrm` adds it by itself.
 *
 * @example
 * Object.keys(nucleus().entities).includes('party'); // true
 */
export function nucleus(): NucleusModule {
  return buildNucleus();
}
