import type { Expression } from '../expression/node.js';
import type { RuleCondition } from './rule-row.js';

/** What a rule may grant: the generic actions, the verb of a command such as `relate`, or a view such as `overview`. */
export type AccessAction = 'read' | 'create' | 'update' | 'delete' | (string & {});

/** Which fields a rule opens; a list left out opens all of them. `custom` stands for all fields of the host. */
export interface AccessFields {
  /** Fields that can be read, filtered, sorted and aggregated. `id` and `rev` always can. */
  readonly read?: readonly string[];
  /** Fields that can be given a value or changed. */
  readonly write?: readonly string[];
}

/** One grant: this role may do these actions on these rows and fields of one entity. What no rule grants is refused. */
export interface AccessRule<E extends string = string> {
  readonly role: string;
  readonly entity: E;
  /** `record` of facts comes with `create`, `reverse` with `delete`. */
  readonly actions: readonly AccessAction[] | 'all';
  readonly fields?: AccessFields;
  /**
   * Limits the rule to rows that meet a condition; for a write both the row as it was and as it will be, for a command
   * or view the records that are its subject. Written with the row builder, or as an expression. `not` over a field that may have no value is refused until the rule says
   * with `isNull` what no value means.
   */
  readonly where?: Expression | RuleCondition<E>;
}

/** A set of rules, such as a preset or what one team of the host wrote. Several sets add up. */
export interface AccessRules {
  readonly name: string;
  /** True for {@link openAccess} alone. */
  readonly open: boolean;
  readonly rules: readonly AccessRule<never>[];
}

/**
 * Declares access rules: an allow-list by role. Several roles of one principal, and several rules of one role, add up.
 *
 * @param name - what errors call the set
 * @param rules - the grants
 * @returns a plain value for `createCrm({ access: [...] })`; it is checked there against the model
 * @example
 * const support = defineAccess('support', [
 *   { role: 'support', entity: 'party', actions: ['read'], fields: { read: ['name', 'kind', 'status'] } },
 *   { role: 'support', entity: 'order', actions: ['read'], where: (order, principal) => order.salesperson.eq(principal.actor) },
 * ]);
 */
export function defineAccess<const E extends readonly string[]>(
  name: string,
  rules: { readonly [I in keyof E]: AccessRule<E[I]> },
): AccessRules {
  // Each rule's condition takes the row of its own entity, which is what it will be given.
  return Object.freeze({
    name,
    open: false,
    rules: Object.freeze([...(rules as unknown as readonly AccessRule<never>[])]),
  });
}

/**
 * Grants everything to everybody: for a host that checks rights by itself, said aloud.
 *
 * @example
 * const crm = await createCrm({ storage: memoryStorage(), access: [openAccess()] });
 */
export function openAccess(): AccessRules {
  return Object.freeze({ name: 'open', open: true, rules: [] });
}
