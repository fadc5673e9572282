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
 * change those they own or nobody owns, and see the orders of every customer. They write no facts and delete nothing;
 * notes on parties that belong to somebody else stay hidden. `salesManager` writes every party.
 *
 * @example
 * const crm = await createCrm({ storage: memoryStorage(), access: [salesPreset] });
 */
export const salesPreset: AccessRules = defineAccess('sales', [
  {
    role: 'sales',
    entity: 'party',
    actions: ['read', 'create'],
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
      'overview',
    ],
    where: (party, principal) => party.owner.isNull().or(party.owner.eq(principal.actor)),
  },
  { role: 'sales', entity: 'order', actions: ['read'] },
  ...readable.map((entity) => ({ role: 'sales', entity, actions: ['read'] as const })),
  ...(['contactPoint', 'partyRole', 'identifier'] as const).map((entity) => ({
    role: 'sales',
    entity,
    actions: ['create'] as const,
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
