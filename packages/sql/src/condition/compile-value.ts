import {
  decimalScale,
  type FieldType,
  foldText,
  InvalidExpressionError,
  type Literal,
  minorUnits,
  parseDecimal,
  parseInstant,
  type StoredMoney,
  type StoredValue,
  toBigInt,
  UnsupportedError,
  type ValueNode,
} from '@crmkit/core';
import { readParam, scaleOf, typeOfOperands } from '@crmkit/core/storage';
import { columnName, fieldAt } from '../table/table-plan.js';
import { compileAggregate } from './compile-aggregate.js';
import { fieldFragment } from './field-fragment.js';
import type { Fragment, PlainFragment } from './fragment.js';
import { columnOf, type Rendering, type Scope } from './scope.js';

/**
 * Renders a value node.
 *
 * @param node - a checked node
 * @param scope - the row it stands on
 * @param type - what the node meets in its condition: a parameter's stored value is scaled like it
 * @returns SQL with what a comparison has to know about it
 */
export function compileValue(node: ValueNode, scope: Scope, type?: FieldType): Fragment {
  switch (node.op) {
    case 'lit':
      return literalFragment(scope.rendering, node);
    case 'field':
      return fieldFragment(scope, node.path);
    case 'param':
      return parameterFragment(
        scope.rendering,
        node.type,
        readParam(node, scope.rendering.params),
        type ? scaleOf(type) : 0,
      );
    case 'now':
      return constantNumber(BigInt(scope.rendering.now), 0);
    case 'fold':
      return foldFragment(scope, node.arg);
    case 'agg':
      return compileAggregate(node, scope);
    default:
      return node satisfies never;
  }
}

function literalFragment(rendering: Rendering, literal: Literal): Fragment {
  switch (literal.type) {
    case 'bool':
      return { type: 'plain', kind: 'bool', sql: literal.value ? 'true' : 'false', certain: true };
    case 'int':
      return constantNumber(BigInt(literal.value), 0);
    case 'instant':
      return constantNumber(BigInt(parseInstant(literal.value)), 0);
    case 'decimal': {
      const scale = decimalScale(literal.value);
      return constantNumber(toBigInt(parseDecimal(literal.value, scale)), scale);
    }
    case 'money': {
      const { amount, currency } = literal.value;
      const minor = minorUnits(currency);
      const digits = Math.max(0, decimalScale(amount) - minor);
      return constantMoney(rendering, { amount: parseDecimal(amount, minor + digits), currency }, digits);
    }
    case 'date':
      return constantPlain(rendering, 'date', literal.value);
    case 'text':
    case 'keyword':
    case 'ref':
      return constantPlain(rendering, 'text', literal.value);
    default:
      return literal satisfies never;
  }
}

/** A parameter given when the query runs, in stored form with the scale of what it meets. */
function parameterFragment(
  rendering: Rendering,
  type: Literal['type'],
  value: StoredValue | null,
  scale: number,
): Fragment {
  if (value === null) return missingFragment(rendering, type);
  switch (type) {
    case 'bool':
      return {
        type: 'plain',
        kind: 'bool',
        sql: rendering.dialect.parameter(rendering.parameters.add(String(value)), 'bool'),
        certain: true,
      };
    case 'int':
    case 'instant':
    case 'decimal':
      return constantNumber(BigInt(value as number), type === 'decimal' ? scale : 0);
    case 'money':
      return constantMoney(rendering, value as StoredMoney, scale);
    case 'date':
      return constantPlain(rendering, 'date', String(value));
    case 'text':
    case 'keyword':
    case 'ref':
      return constantPlain(rendering, 'text', String(value));
    default:
      return type satisfies never;
  }
}

function missingFragment({ dialect }: Rendering, type: Literal['type']): Fragment {
  if (type === 'money')
    return {
      type: 'money',
      amount: dialect.noValue('bigint'),
      currency: dialect.noValue('text'),
      digits: 0,
      certain: false,
    };
  if (type === 'int' || type === 'instant' || type === 'decimal')
    return { type: 'number', sql: dialect.noValue('bigint'), scale: 0, certain: false };
  const kind = type === 'bool' || type === 'date' ? type : 'text';
  return { type: 'plain', kind, sql: dialect.noValue(kind), certain: false };
}

// The parameter is added where the number is used, because its scale depends on the other side.
function constantNumber(constant: bigint, scale: number): Fragment {
  return { type: 'number', sql: '', scale, certain: true, constant };
}

function constantMoney(
  { dialect, parameters }: Rendering,
  { amount, currency }: StoredMoney,
  digits: number,
): Fragment {
  const code = dialect.parameter(parameters.add(currency), 'text');
  return { type: 'money', amount: '', currency: code, digits, certain: true, constant: toBigInt(amount) };
}

function constantPlain({ dialect, parameters }: Rendering, kind: 'text' | 'date', value: string): PlainFragment {
  return { type: 'plain', kind, sql: dialect.parameter(parameters.add(value), kind), certain: true, constant: value };
}

function foldFragment(scope: Scope, node: ValueNode): Fragment {
  const { rendering } = scope;
  if (node.op === 'fold') return foldFragment(scope, node.arg);
  if (node.op === 'field') return foldedField(scope, node.path);
  if (node.op === 'lit' && typeof node.value === 'string')
    return constantPlain(rendering, 'text', foldText(node.value));
  if (node.op === 'param') {
    const value = readParam(node, rendering.params);
    return typeof value === 'string'
      ? constantPlain(rendering, 'text', foldText(value))
      : missingFragment(rendering, 'text');
  }
  throw new UnsupportedError(
    'fold is rendered over fields, literals and parameters; aggregates keep no folded shadow.',
  );
}

function foldedField(scope: Scope, path: readonly string[]): Fragment {
  const { folded, nullable } = fieldAt(scope.table.entity, path);
  if (!folded) throw new InvalidExpressionError(path.join('.'), 'fold needs a field that is declared folded');
  const [first = '', second] = path;
  const sql =
    second === undefined
      ? columnOf(scope, columnName(first, 'folded'))
      : scope.rendering.dialect.documentField(columnOf(scope, 'custom_folded'), [second], 'text');
  return { type: 'plain', kind: 'text', sql, certain: !nullable };
}

/**
 * Renders the operands that meet in one condition, so that parameters take the scale of the others.
 *
 * @param nodes - the operands
 * @param scope - the row they stand on
 * @returns one fragment per node
 */
export function compileOperands(nodes: readonly ValueNode[], scope: Scope): readonly Fragment[] {
  const types = nodes.some(({ op }) => op === 'param')
    ? typeOfOperands(nodes, scope.rendering.schema, scope.table.entity.name)
    : [];
  return nodes.map((node, index) => compileValue(node, scope, types[index]));
}
