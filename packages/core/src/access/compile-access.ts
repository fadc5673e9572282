import type { Principal } from '../command/principal.js';
import { InvalidModelError } from '../errors/invalid-model-error.js';
import { checkExpression } from '../expression/check.js';
import type { Expression } from '../expression/node.js';
import type { StorageSchema } from '../model/storage-schema.js';
import { findField } from '../storage/field-of.js';
import { groupBy } from '../values/group-by.js';
import { checkNegation } from './check-negation.js';
import type { AccessRule, AccessRules } from './define-access.js';
import { type Grant, type GrantSource, openGrant } from './grant.js';
import { buildRuleCondition } from './rule-row.js';

/**
 * Checks rule sets against the model and turns them into an answer to "what does this principal hold".
 *
 * @param sets - rule sets; none at all refuses everything
 * @param schema - of the model
 * @param verbsOf - names of the actions an entity has
 * @returns a source of grants; sets holding {@link openAccess} grant everything
 * @throws {@link InvalidModelError} `INVALID_MODEL` for a rule on an unknown entity, field or action, with a condition that does
 *   not check, or with `not` over a field that may have no value
 * @example
 * const grants = compileAccess([openAccess()], schema, () => new Set(['read']));
 */
export function compileAccess(
  sets: readonly AccessRules[],
  schema: StorageSchema,
  verbsOf: (entity: string) => ReadonlySet<string>,
): GrantSource {
  for (const set of sets)
    for (const [index, rule] of set.rules.entries())
      checkRule(rule, { schema, verbsOf, path: `access.${set.name}[${index}]` });
  if (sets.some(({ open }) => open)) return (entity) => [openGrant(entity)];
  const byEntity = groupBy<AccessRule<never>, string>(
    sets.flatMap(({ rules }) => rules),
    ({ entity }) => entity,
  );
  return (entity, principal) =>
    (byEntity.get(entity) ?? [])
      .filter(({ role }) => principal.roles.includes(role))
      .map((rule) => toGrant(rule, principal, schema));
}

function toGrant(rule: AccessRule<never>, principal: Principal, schema: StorageSchema): Grant {
  return {
    role: rule.role,
    entity: rule.entity,
    actions: rule.actions === 'all' ? null : new Set(rule.actions),
    read: rule.fields?.read === undefined ? null : new Set(rule.fields.read),
    write: rule.fields?.write === undefined ? null : new Set(rule.fields.write),
    condition: buildCondition(rule, principal, schema),
  };
}

function buildCondition(
  { where, entity }: AccessRule<never>,
  principal: Principal,
  schema: StorageSchema,
): Expression | null {
  if (where === undefined) return null;
  const built = typeof where === 'function' ? buildRuleCondition(where, schema, entity, principal) : where;
  return checkExpression(built, schema, entity).expression;
}

interface RuleCheck {
  readonly schema: StorageSchema;
  readonly verbsOf: (entity: string) => ReadonlySet<string>;
  readonly path: string;
}

/** Rules are built once for a made-up principal, so that a mistake shows when the CRM starts and not at the first call. */
function checkRule(rule: AccessRule<never>, { schema, verbsOf, path }: RuleCheck): void {
  const entity = Object.hasOwn(schema.entities, rule.entity) ? schema.entities[rule.entity] : undefined;
  if (entity === undefined) throw new InvalidModelError(path, `there is no entity ${rule.entity}`);
  for (const field of [...(rule.fields?.read ?? []), ...(rule.fields?.write ?? [])]) {
    const known = ['id', 'rev', 'custom'].includes(field) || findField(entity, field.split('.')) !== null;
    if (!known) throw new InvalidModelError(path, `${rule.entity} has no field ${field}`);
  }
  const verbs = verbsOf(rule.entity);
  const unknown = rule.actions === 'all' ? undefined : rule.actions.find((action) => !verbs.has(action));
  if (unknown !== undefined) throw new InvalidModelError(path, `${rule.entity} has no action ${unknown}`);
  const condition = buildSample(rule, schema, path);
  if (condition !== null) checkNegation(condition, schema, rule.entity, path);
}

function buildSample(rule: AccessRule<never>, schema: StorageSchema, path: string): Expression | null {
  try {
    return buildCondition(rule, { tenant: 'sample', actor: 'sample', roles: [rule.role] }, schema);
  } catch (error) {
    throw new InvalidModelError(
      path,
      `its condition does not hold: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
