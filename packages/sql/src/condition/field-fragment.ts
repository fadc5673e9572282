import type { FieldType } from '@crmkit/core';
import { scaleOf } from '@crmkit/core/storage';
import { columnKind, columnName, fieldAt } from '../table/table-plan.js';
import type { Fragment } from './fragment.js';
import { columnOf, type Scope } from './scope.js';

/**
 * Renders a field of the scope's row.
 *
 * @param scope - the row
 * @param path - `['name']`, `['custom', 'creditClass']` or `['id']`
 * @returns its value
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the entity has no such field
 * @example
 * const parameters = new ParameterList();
 * const scope = createScope(schema, 'party', postgresDialect, { now: 0 }, parameters);
 * fieldFragment(scope, ['custom', 'creditClass']).type; // 'plain'
 */
export function fieldFragment(scope: Scope, path: readonly string[]): Fragment {
  const { type, nullable } = fieldAt(scope.table.entity, path);
  const [first = '', second] = path;
  const column = (part: 'value' | 'amount' | 'currency'): string => columnOf(scope, columnName(first, part));
  if (second !== undefined) return documentFragment(scope, second, type, !nullable);
  if (first === 'id') return { type: 'plain', kind: 'text', sql: columnOf(scope, 'id'), certain: true };
  if (type.type !== 'money') return typedFragment(column('value'), type, !nullable);
  return {
    type: 'money',
    amount: column('amount'),
    currency: column('currency'),
    digits: type.extraDigits,
    certain: !nullable,
  };
}

function documentFragment(scope: Scope, field: string, type: FieldType, certain: boolean): Fragment {
  const { dialect } = scope.rendering;
  const computed = scope.table.computed.get(field);
  if (computed !== undefined) return typedFragment(columnOf(scope, computed.name), type, certain);
  const column = columnOf(scope, 'custom');
  if (type.type !== 'money')
    return typedFragment(dialect.documentField(column, [field], columnKind(type)), type, certain);
  const amount = dialect.documentField(column, [field, 'amount'], 'bigint');
  const currency = dialect.documentField(column, [field, 'currency'], 'text');
  return { type: 'money', amount, currency, digits: type.extraDigits, certain };
}

/** Gives an expression of a column's kind the shape its field type compares by; money has two columns and does not come here. */
function typedFragment(sql: string, type: FieldType, certain: boolean): Fragment {
  const kind = columnKind(type);
  if (kind === 'bigint') return { type: 'number', sql, scale: scaleOf(type), certain, integer: type.type === 'int' };
  return { type: 'plain', kind: kind === 'json' ? 'document' : kind, sql, certain };
}
