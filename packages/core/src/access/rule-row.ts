import type { Principal } from '../command/principal.js';
import type { AnyRowBuilder } from '../expression/builder/any-row-types.js';
import type { RowBuilder } from '../expression/builder/row-types.js';
import { buildAnyExpression, buildExpression } from '../expression/builder.js';
import type { Expression } from '../expression/node.js';
import type { ShapeOf } from '../model/model-shape.js';
import type { StorageSchema } from '../model/storage-schema.js';
import type { NucleusModule } from '../nucleus/nucleus.js';

type NucleusEntities = NucleusModule['entities'];
type NucleusShape = ShapeOf<NucleusEntities[keyof NucleusEntities], Record<never, never>>;

/**
 * The row builder of an access rule. Rules are written before the model is known: entities of the nucleus are typed,
 * and every field and relation, also of the host and of modules, can be named by text (`row.field('custom.region')`).
 */
export type RuleRow<E extends string> = AnyRowBuilder &
  (E extends keyof NucleusShape ? RowBuilder<NucleusShape, E> : unknown);

/** A rule's condition written with the row builder. */
export type RuleCondition<E extends string> = (row: RuleRow<E>, principal: Principal) => Expression;

/**
 * Makes the expression of a rule's condition; it is not checked yet.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` for a field or relation that is not there
 */
export function buildRuleCondition(
  where: RuleCondition<never>,
  schema: StorageSchema,
  entity: string,
  principal: Principal,
): Expression {
  return buildExpression(
    (typed: object) => buildAnyExpression((any) => where(joinRows(typed, any) as never, principal), schema, entity),
    schema,
    entity,
  );
}

/** One object with the properties of the typed builder and the methods of the other. */
function joinRows(typed: object, any: AnyRowBuilder): object {
  return new Proxy(typed, {
    get: (target, name) => (name === 'field' || name === 'relation' ? any[name] : Reflect.get(target, name)),
  });
}
