import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { FieldType } from '../model/field-type.js';
import type { FieldSchema, StorageSchema } from '../model/storage-schema.js';
import { storeLiteral } from './literal.js';
import type { Literal, ValueNode, Window } from './node.js';
import { type FilledSlot, filledSlots, type Node, type OperandRule, operators } from './operators.js';
import { joinPath } from './plain-data.js';
import { resolveField } from './resolve.js';
import { comparableKind } from './kind.js';
import { typeOfNode } from './type-of.js';

/** One operand of a condition and where it stands. */
interface Operand {
  readonly node: ValueNode;
  readonly path: string;
  readonly type: FieldType;
}

/**
 * Checks that the operands of a node are what its operator needs, as the operator table says.
 *
 * @param path - where the node stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` at the operand that does not fit
 * @example
 * checkOperands(node, schema, 'party', 'args[0]');
 */
export function checkOperands(node: Node, schema: StorageSchema, entity: string, path: string): void {
  const { rule } = operators[node.op];
  if (rule === undefined) return;
  const operands = filledSlots(node).flatMap((slot) => readOperands(slot, schema, entity, path));
  if (node.op === 'fold') checkFold(node.arg, schema, entity, joinPath(path, 'arg'));
  for (const operand of operands) checkKind(operand, rule);
  if (rule === 'equal' || rule === 'ordered') checkTogether(operands);
}

/**
 * Checks that a field can be asked whether it lies in a window.
 *
 * @param path - where the field or window stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it is no time, or a date beside an exact duration
 * @example
 * checkTime(field, { type: 'duration', value: 'P90D' }, 'field');
 */
export function checkTime(field: FieldSchema, window: Window, path: string): void {
  const kind = field.type.type;
  if (kind !== 'date' && kind !== 'instant')
    throw new InvalidExpressionError(path, `a window is over a date or an instant, not a ${kind}`);
  if (kind === 'date' && window.type === 'duration') {
    throw new InvalidExpressionError(
      path,
      'a date has no time of day; use a calendar window, which counts days in a zone',
    );
  }
}

function readOperands(
  { key, slot, value }: FilledSlot,
  schema: StorageSchema,
  entity: string,
  path: string,
): readonly Operand[] {
  const at = joinPath(path, key);
  const read = (node: ValueNode, nodePath: string): Operand => ({
    node,
    path: nodePath,
    type: typeOfNode(node, schema, entity, nodePath),
  });
  if (slot === 'literals') return (value as readonly Literal[]).map((item, index) => read(item, `${at}[${index}]`));
  return slot === 'value' ? [read(value as ValueNode, at)] : [];
}

function checkKind(operand: Operand, rule: OperandRule): void {
  const kind = comparableKind(operand.type);
  const fits =
    (rule === 'present' && operand.type.type !== 'json') ||
    (rule === 'equal' && kind !== null) ||
    (rule === 'ordered' && kind !== null && kind !== 'bool' && kind !== 'ref') ||
    (rule === 'text' && kind === 'text');
  if (!fits) throw new InvalidExpressionError(operand.path, describeMisfit(operand.type.type, rule));
}

function describeMisfit(kind: string, rule: OperandRule): string {
  if (rule === 'ordered') return `a ${kind} has no order`;
  return rule === 'text' ? `expected a text or keyword, found a ${kind}` : `a ${kind} cannot be compared`;
}

function checkTogether(operands: readonly Operand[]): void {
  const [anchor, ...others] = anchorFirst(operands);
  if (anchor === undefined) return;
  for (const other of others) {
    const fits = comparableKind(other.type) === comparableKind(anchor.type) && sameReference(anchor.type, other.type);
    if (!fits)
      throw new InvalidExpressionError(
        other.path,
        `a ${describeType(other.type)} cannot be compared with a ${describeType(anchor.type)}`,
      );
    if (other.node.op === 'lit') checkLiteral(other.node, anchor, other.path);
  }
}

// Everything is measured against an operand that has its type from the schema, where there is one.
function anchorFirst(operands: readonly Operand[]): readonly Operand[] {
  const index = operands.findIndex(({ node }) => node.op !== 'lit' && node.op !== 'param');
  const anchor = operands[index];
  return anchor === undefined ? operands : [anchor, ...operands.filter((_, other) => other !== index)];
}

function checkLiteral(literal: Literal, anchor: Operand, path: string): void {
  if (anchor.node.op === 'lit' || anchor.node.op === 'param') {
    if (
      literal.type === 'money' &&
      anchor.node.op === 'lit' &&
      anchor.node.type === 'money' &&
      anchor.node.value.currency !== literal.value.currency
    ) {
      throw new InvalidExpressionError(path, 'amounts of different currencies do not compare');
    }
    return;
  }
  try {
    storeLiteral(literal, anchor.type);
  } catch (error) {
    if (error instanceof InvalidValueError) throw new InvalidExpressionError(path, error.problem);
    throw error;
  }
}

function sameReference(a: FieldType, b: FieldType): boolean {
  if (a.type !== 'ref' || b.type !== 'ref') return true;
  return a.entity === b.entity || a.entity === '' || b.entity === '';
}

function describeType(type: FieldType): string {
  return type.type === 'ref' && type.entity !== '' ? `ref to ${type.entity}` : type.type;
}

// Only a field that keeps its folded shadow, or a value the engine holds itself, folds the same way everywhere.
function checkFold(arg: ValueNode, schema: StorageSchema, entity: string, path: string): void {
  if (arg.op === 'agg') throw new InvalidExpressionError(path, 'an aggregate cannot be folded');
  if (arg.op === 'field' && resolveField(schema, entity, arg.path, path).folded !== true) {
    throw new InvalidExpressionError(path, `the field ${arg.path.join('.')} is not declared as folded`);
  }
}
