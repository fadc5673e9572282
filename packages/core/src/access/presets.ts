import type { Principal } from '../command/principal.js';
import type { AnyRowBuilder } from '../expression/builder/any-row-types.js';
import type { Expression } from '../expression/node.js';
import { type AccessRules, defineAccess } from './define-access.js';

const readable = [
  'partyRelationship',
  'contactPoint',
  'identifier',
  'partyRole',
  'product',
  'orderLine',
  'invoice',
  'payment',
] as const;

/**
 * An example to start from: people with the role `sales` read all parties and what belongs to them, create parties,
 * change those they own or nobody owns, with what belongs to them, and see the orders of every customer. They write no
 * facts and delete nothing; notes on parties that belong to somebody else stay hidden. `salesManager` writes every party.
 *
 * @example
 * const crm = await createCrm({ storage: memoryStorage(), access: [salesPreset] });
 */
export const salesPreset: AccessRules = defineAccess('sales', [
  {
    role: 'sales',
    entity: 'party',
    actions: ['read', 'create', 'overview'],
    fields: { read: visibleToSales() },
  },
  {
    role: 'sales',
    entity: 'party',
    actions: [
      'read',
      'update',
      'changeContactPoint',
      'endContactPoint',
      'addRole',
      'endRole',
      'relate',
      'endRelation',
      'addIdentifier',
    ],
    where: isLookedAfter,
  },
  { role: 'sales', entity: 'order', actions: ['read'] },
  ...readable.map((entity) => ({ role: 'sales', entity, actions: ['read'] as const })),
  ...(['contactPoint', 'partyRole', 'identifier'] as const).map((entity) => ({
    role: 'sales',
    entity,
    actions: ['create'] as const,
    where: (row: AnyRowBuilder, principal: Principal) =>
      row.relation('ofParty').some((party) => isLookedAfter(party, principal)),
  })),
  ...(['party', 'order', 'sourceRecord', ...readable] as const).map((entity) => ({
    role: 'salesManager',
    entity,
    actions: ['read'] as const,
  })),
  ...(['party', 'contactPoint', 'partyRole', 'identifier', 'partyRelationship'] as const).map((entity) => ({
    role: 'salesManager',
    entity,
    actions: 'all' as const,
  })),
]);

/** Parties of the principal's own and those nobody owns. */
function isLookedAfter(party: AnyRowBuilder, { actor }: Principal): Expression {
  const owner = party.field('owner');
  return owner.isNull().or(owner.eq(actor));
}

/** Everything but notes. */
function visibleToSales(): readonly string[] {
  return [
    'kind',
    'name',
    'givenName',
    'middleName',
    'familyName',
    'birthName',
    'title',
    'otherScriptName',
    'legalName',
    'legalForm',
    'language',
    'country',
    'taxId',
    'birthDate',
    'endDate',
    'owner',
    'status',
    'industry',
    'tags',
    'createdAt',
    'updatedAt',
    'custom',
  ];
}
