import type { FieldType } from '../model/field-type.js';
import { comparableKind } from './kind.js';
import { storeLiteral } from './literal.js';
import type { Literal, ValueNode } from './node.js';
import { type FilledSlot, filledSlots, type Node, type OperandRule, operators } from './operators.js';
import { type Place, placeAt } from './place.js';
import { atPath, unexpected } from './plain-data.js';
import { quote, resolveField } from './resolve.js';
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
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` at the operand that does not fit
 * @example
 * checkOperands(node, { schema, entity: 'party', path: 'args[0]' });
 */
export function checkOperands(node: Node, place: Place): void {
  const { rule } = operators[node.op];
  if (rule === undefined) return;
  const operands = filledSlots(node).flatMap((slot) => readOperands(slot, place));
  if (node.op === 'fold') checkFold(node.arg, placeAt(place, 'arg'));
  for (const { type, path } of operands) {
    const wanted = findMisfit(type, rule);
    if (wanted !== null) throw unexpected(path, wanted, `a ${type.type}`);
  }
  if (rule !== 'text') checkTogether(operands);
}

function readOperands({ key, slot, value }: FilledSlot, place: Place): readonly Operand[] {
  const read = (node: ValueNode, { schema, entity, path }: Place): Operand => ({
    node,
    path,
    type: typeOfNode(node, schema, entity, path),
  });
  if (slot === 'value') return [read(value as ValueNode, placeAt(place, key))];
  if (slot !== 'literals') return [];
  return (value as readonly Literal[]).map((item, index) => read(item, placeAt(place, `${key}[${index}]`)));
}

/** What the rule wants in the place of a type; null when the type will do. */
function findMisfit(type: FieldType, rule: OperandRule): string | null {
  const kind = comparableKind(type);
  switch (rule) {
    case 'text':
      return kind === 'text' ? null : 'a text or keyword';
    case 'ordered':
      return kind === null || kind === 'bool' || kind === 'ref' ? 'a value with an order' : null;
    case 'equal':
      return kind === null ? 'a value that can be compared' : null;
  }
}

// Everything is measured against an operand that has its type from the schema, where there is one.
function checkTogether(operands: readonly Operand[]): void {
  const anchor = operands.find(({ node }) => node.op !== 'lit' && node.op !== 'param') ?? operands[0];
  if (anchor === undefined) return;
  for (const { node, type, path } of operands) {
    if (comparableKind(type) !== comparableKind(anchor.type) || !isSameReference(anchor.type, type))
      throw unexpected(path, `what compares with a ${describeType(anchor.type)}`, `a ${describeType(type)}`);
    if (node.op === 'lit') checkLiteral(node, anchor, path);
  }
}

function checkLiteral(literal: Literal, { node, type }: Operand, path: string): void {
  if (node.op !== 'lit' && node.op !== 'param') atPath(path, () => storeLiteral(literal, type));
  const isMixed =
    literal.type === 'money' &&
    node.op === 'lit' &&
    node.type === 'money' &&
    node.value.currency !== literal.value.currency;
  if (isMixed) throw unexpected(path, 'an amount in the same currency', literal.value.currency);
}

function isSameReference(a: FieldType, b: FieldType): boolean {
  return a.type !== 'ref' || b.type !== 'ref' || a.entity === b.entity || a.entity === '' || b.entity === '';
}

function describeType(type: FieldType): string {
  return type.type === 'ref' && type.entity !== '' ? `ref to ${type.entity}` : type.type;
}

// Only a field that keeps its folded shadow, or a value the engine holds itself, folds the same way everywhere.
function checkFold(arg: ValueNode, { schema, entity, path }: Place): void {
  if (arg.op === 'agg') throw unexpected(path, 'a field, literal or parameter', 'an aggregate');
  if (arg.op === 'field' && resolveField(schema, entity, arg.path, path).folded !== true)
    throw unexpected(path, 'a field that is declared as folded', quote(arg.path.join('.')));
}
