import type { FieldType } from '../../model/field-type.js';
import type { Literal, ValueNode } from '../node.js';
import { typeOfOperands } from '../type-of.js';
import { createComparer } from './compare.js';
import { compileValue, fitLiteral } from './compile-value.js';
import { type FieldPredicate, isOneOf, isOneOfThree, isOneOfTwo, placeOnPath } from './field-predicates.js';
import type { Bound, Predicate, Scope } from './run.js';

/**
 * Compiles the question whether a value is in a list of literals: a set look-up wherever the stored forms agree.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileMembership(status, [active, lost], scope)(run)(row);
 */
export function compileMembership(arg: ValueNode, list: readonly Literal[], scope: Scope): Bound<Predicate> {
  const [type] = typeOfOperands([arg, ...list.slice(0, 1)], scope.schema, scope.entity) as readonly [FieldType];
  const items = list.map((literal) => fitLiteral(literal, type));
  // Money is equal across currencies at times, and a literal may have more digits than the values keep.
  const isSet = type.type !== 'money' && items.every((item) => item.type === type);
  const values = new Set<unknown>(items.map(({ value }) => value));
  if (isSet && arg.op === 'field') {
    const predicate = placeOnPath(arg.path, (field) => isOneOfFew(field, values));
    return () => predicate;
  }
  const bind = compileValue(arg, scope);
  const options = items.map((item) => ({ ...item, compare: createComparer(type, item.type) }));
  return (run) => {
    const read = bind(run);
    if (isSet) return (row) => values.has(read(row));
    return (row) => {
      const own = read(row);
      return own !== undefined && options.some(({ compare, value }) => compare(own, value) === 0);
    };
  };
}

function isOneOfFew(field: string, values: ReadonlySet<unknown>): FieldPredicate {
  const [a, b, c, ...more] = values;
  if (typeof a !== 'string' || typeof b !== 'string' || more.length > 0) return isOneOf(field, values);
  if (typeof c === 'string') return isOneOfThree(field, a, b, c);
  return c === undefined ? isOneOfTwo(field, a, b) : isOneOf(field, values);
}
