import { foldText } from '../values/text.js';
import { canonicalJson } from './canonical.js';
import { EXPRESSION_LIMITS } from './limits.js';
import { readLiteral } from './literal.js';
import type { Expression, Literal, ValueNode } from './node.js';
import { childNodes, mapNodes, type Node, requireOperator } from './operators.js';
import { ROOT, unexpected } from './plain-data.js';

// One object each, so that `===` recognises them.
const TRUE: Expression & Literal = { op: 'lit', type: 'bool', value: true };
const FALSE: Expression & Literal = { op: 'lit', type: 'bool', value: false };

/**
 * Rewrites an expression so that the same meaning gives the same JSON where that is cheap, and storages see fewer
 * operators: short forms are written out, `and`/`or` flattened, sorted and freed of repetition, double negation and
 * constant branches dropped, lists sorted, literals canonical.
 *
 * @param expression - parsed or typed; trusted to be a tree
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when written out it has more than 2,000 nodes
 * @example
 * const name = { op: 'field', path: ['name'] } as const;
 * normaliseExpression({ op: 'gt', left: name, right: { op: 'lit', type: 'text', value: 'A' } }).op; // 'lt'
 */
export function normaliseExpression(expression: Expression): Expression {
  const normalised = normaliseCondition(expression);
  refuseGrowth([normalised]);
  return normalised;
}

function normaliseNode<N extends Node>(node: N): N | Node {
  if (node.op === 'if') return normaliseIf(node);
  const entry = requireOperator(node.op, ROOT);
  if (entry.desugar !== undefined) return normaliseNode(entry.desugar(node));
  return simplify(mapNodes<Node>(node, normaliseNode));
}

// Conditions become conditions: no rule below turns one into a value.
function normaliseCondition(node: Expression): Expression {
  return normaliseNode(node) as Expression;
}

/** @param node - its parts are normalised */
function simplify(node: Node): Node {
  switch (node.op) {
    case 'lit':
      return node.type === 'bool' ? (node.value ? TRUE : FALSE) : readLiteral(node.type, node.value, ROOT);
    case 'and':
    case 'or':
      return joinParts(node.op, node.args);
    case 'not':
      return negate(node.arg);
    case 'eq':
      return simplifyEquality(node.left, node.right);
    case 'in':
      return simplifyMembership(node.arg, node.list);
    case 'some':
      return node.where === FALSE ? FALSE : dropTrivialWhere(node);
    case 'agg':
      return dropTrivialWhere(node);
    case 'fold':
      return simplifyFold(node.arg);
    default:
      return node;
  }
}

// The condition stands twice in the long form, so a chain of them would grow without end: each is measured as it is
// written, and its parts are normalised once, before.
function normaliseIf(node: Extract<Expression, { readonly op: 'if' }>): Expression {
  const cond = normaliseCondition(node.cond);
  const branches = [
    [cond, normaliseCondition(node.then)],
    [negate(cond), normaliseCondition(node.else)],
  ];
  refuseGrowth(branches.flat());
  return joinParts(
    'or',
    branches.map((parts) => joinParts('and', parts)),
  );
}

/** @param parts - normalised */
function joinParts(op: 'and' | 'or', parts: readonly Expression[]): Expression {
  const [neutral, absorbing] = op === 'and' ? [TRUE, FALSE] : [FALSE, TRUE];
  const byJson = new Map<string, Expression>();
  for (const part of parts.flatMap((item) => (item.op === op ? item.args : [item]))) {
    if (part === absorbing) return absorbing;
    if (part !== neutral) byJson.set(canonicalJson(part), part);
  }
  const sorted = sortByJson(byJson);
  return sorted.length < 2 ? (sorted[0] ?? neutral) : { op, args: sorted };
}

function sortByJson<T>(byJson: ReadonlyMap<string, T>): readonly T[] {
  return [...byJson].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

function negate(arg: Expression): Expression {
  if (arg.op === 'not') return arg.arg;
  if (arg.op === 'lit') return arg.value ? FALSE : TRUE;
  return { op: 'not', arg };
}

function simplifyEquality(left: ValueNode, right: ValueNode): Expression {
  const [first, second] = rankOperand(left) <= rankOperand(right) ? [left, right] : [right, left];
  return first.op === 'field' && second === TRUE ? first : { op: 'eq', left: first, right: second };
}

// Literals stand on the right; beyond that any fixed order serves.
function rankOperand(node: ValueNode): string {
  return `${node.op === 'lit' ? 2 : node.op === 'param' || node.op === 'now' ? 1 : 0}${canonicalJson(node)}`;
}

function simplifyMembership(arg: ValueNode, list: readonly Literal[]): Expression {
  const items = sortByJson(new Map(list.map((item) => [canonicalJson(item), item])));
  const [only] = items;
  if (only === undefined) return FALSE;
  return items.length === 1 ? simplifyEquality(arg, only) : { op: 'in', arg, list: items };
}

// What is related at all needs no condition that always holds.
function dropTrivialWhere(node: Extract<Node, { readonly where?: Expression }>): Node {
  if (node.where !== TRUE) return node;
  const { where: _, ...rest } = node;
  return rest;
}

function simplifyFold(arg: ValueNode): ValueNode {
  if (arg.op === 'fold') return arg;
  return arg.op === 'lit' && (arg.type === 'text' || arg.type === 'keyword')
    ? { op: 'lit', type: 'text', value: foldText(arg.value) }
    : { op: 'fold', arg };
}

function refuseGrowth(parts: readonly Expression[]): void {
  if (countNodes(parts) > EXPRESSION_LIMITS.normalisedNodes)
    throw unexpected(ROOT, `at most ${EXPRESSION_LIMITS.normalisedNodes} nodes`, 'more once written out');
}

function countNodes(nodes: readonly Node[]): number {
  return nodes.reduce((count, node) => count + countNodes(childNodes(node).map((child) => child.node)), nodes.length);
}
