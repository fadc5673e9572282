import type { Expression, ValueNode } from './node.js';
import { describeKind, joinPath, unexpected } from './plain-data.js';
import { quote } from './resolve.js';

/** Any node of the language. */
export type Node = Expression | ValueNode;
/** The name of any operator. */
export type Operator = Node['op'];
/** The node of one operator. */
export type NodeOf<O extends Operator> = Node extends infer N extends Node
  ? N extends Node
    ? O extends N['op']
      ? N
      : never
    : never
  : never;

/**
 * What stands under a key of a node.
 *
 * - `condition`, `conditions`, `value`, `literals`: nodes on the same row
 * - `path`: a field of the same row · `relation`: a way to other rows
 * - `relatedCondition`, `relatedPath`, `relatedWindow`: stand on the row that the node's relation leads to
 * - the rest are plain data
 */
export type Slot =
  | 'condition'
  | 'conditions'
  | 'value'
  | 'literals'
  | 'path'
  | 'relation'
  | 'relatedCondition'
  | 'relatedPath'
  | 'relatedWindow'
  | 'window'
  | 'duration'
  | 'text'
  | 'literalType'
  | 'literalValue'
  | 'aggregateFunction';

/**
 * What the operands of a condition have to be.
 *
 * `equal`: one kind that can be told apart · `ordered`: one kind that has an order · `text`: text or keyword
 */
export type OperandRule = 'equal' | 'ordered' | 'text';

/** One operator: everything the parser, checker and normaliser need to know about it. */
export interface OperatorEntry<O extends Operator> {
  /** Where it may stand, by default as a condition; `either` is a condition when it is of type bool. */
  readonly place?: 'condition' | 'value' | 'either';
  readonly slots: { readonly [key: string]: Slot | readonly [slot: Slot, optional: 'optional'] };
  /** What the values and literals it holds have to be; default: nothing in particular. */
  readonly rule?: OperandRule;
  /** Of a short form: the operator that is true exactly where it is not. */
  readonly complement?: Operator;
  /** Writes the node with simpler operators; storages never see an operator that has this. */
  readonly desugar?: (node: NodeOf<O>) => Expression;
}

const pair = { left: 'value', right: 'value' } as const;
const membership = { arg: 'value', list: 'literals' } as const;
const textPair = { arg: 'value', text: 'value' } as const;
const related = { rel: 'relation', where: ['relatedCondition', 'optional'] } as const;
const not = (arg: Expression): Expression => ({ op: 'not', arg });
// Both have the same slots, so the node of one is that of the other under its name.
const negationOf = (complement: 'eq' | 'in' | 'some') => ({
  complement,
  desugar: (node: Node): Expression => not({ ...node, op: complement } as Expression),
});

/** The operator table: one entry per operator drives parsing, checking, normalising, and is matched by every compiler. */
export const operators: { readonly [O in Operator]: OperatorEntry<O> } = {
  lit: { place: 'either', slots: { type: 'literalType', value: 'literalValue' } },
  field: { place: 'either', slots: { path: 'path' } },
  param: { place: 'value', slots: { name: 'text', type: 'literalType' } },
  now: { place: 'value', slots: {} },
  fold: { place: 'value', slots: { arg: 'value' }, rule: 'text' },
  agg: {
    place: 'value',
    slots: {
      fn: 'aggregateFunction',
      ...related,
      value: ['relatedPath', 'optional'],
      window: ['relatedWindow', 'optional'],
    },
  },
  and: { slots: { args: 'conditions' } },
  or: { slots: { args: 'conditions' } },
  not: { slots: { arg: 'condition' } },
  if: {
    // biome-ignore lint/suspicious/noThenProperty: `then` is the name of this branch in the language; no node is awaited.
    slots: { cond: 'condition', then: 'condition', else: 'condition' },
    desugar: ({ cond, then: yes, else: no }) => ({
      op: 'or',
      args: [
        { op: 'and', args: [cond, yes] },
        { op: 'and', args: [not(cond), no] },
      ],
    }),
  },
  eq: { slots: pair, rule: 'equal' },
  ne: { slots: pair, rule: 'equal', ...negationOf('eq') },
  lt: { slots: pair, rule: 'ordered' },
  lte: { slots: pair, rule: 'ordered' },
  gt: { slots: pair, rule: 'ordered', desugar: ({ left, right }) => ({ op: 'lt', left: right, right: left }) },
  gte: { slots: pair, rule: 'ordered', desugar: ({ left, right }) => ({ op: 'lte', left: right, right: left }) },
  between: { slots: { arg: 'value', low: 'value', high: 'value' }, rule: 'ordered' },
  in: { slots: membership, rule: 'equal' },
  notIn: { slots: membership, rule: 'equal', ...negationOf('in') },
  isNull: { slots: { arg: 'value' } },
  startsWith: { slots: textPair, rule: 'text' },
  endsWith: { slots: textPair, rule: 'text' },
  contains: { slots: textPair, rule: 'text' },
  has: { slots: { path: 'path', value: 'text' } },
  within: { slots: { field: 'path', window: 'window', offset: ['duration', 'optional'] } },
  some: { slots: related },
  every: {
    slots: related,
    desugar: ({ rel, where }) =>
      not({ op: 'some', rel, where: not(where ?? { op: 'lit', type: 'bool', value: true }) }),
  },
  none: { slots: related, ...negationOf('some') },
};

/**
 * Finds the entry of an operator by a name that may be anything.
 *
 * @param at - where the node stands, for the error
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when there is no such operator
 * @example
 * requireOperator('not', 'args[0]').slots; // { arg: 'condition' }
 */
export function requireOperator(name: unknown, at: string): OperatorEntry<Operator> {
  if (typeof name !== 'string' || !Object.hasOwn(operators, name)) {
    throw unexpected(joinPath(at, 'op'), 'an operator', typeof name === 'string' ? quote(name) : describeKind(name));
  }
  // Each entry reads only the node of its own operator, which is what callers hand it.
  return operators[name as Operator] as unknown as OperatorEntry<Operator>;
}

/**
 * Names the operators that storages see: all that are not short forms of others.
 *
 * @example
 * storedOperators().includes('gt'); // false
 */
export function storedOperators(): readonly Operator[] {
  return (Object.keys(operators) as Operator[]).filter((name) => operators[name].desugar === undefined);
}

/** A slot of a node that is filled. */
export interface FilledSlot {
  readonly key: string;
  readonly slot: Slot;
  readonly value: unknown;
}

/**
 * Lists the slots of a node that are filled.
 *
 * @example
 * filledSlots({ op: 'not', arg: condition })[0]?.slot; // 'condition'
 */
export function filledSlots(node: Node): readonly FilledSlot[] {
  const record = node as unknown as { readonly [key: string]: unknown };
  return Object.entries(operators[node.op].slots)
    .map(([key, declared]) => ({
      key,
      slot: typeof declared === 'string' ? declared : declared[0],
      value: record[key],
    }))
    .filter(({ value }) => value !== undefined);
}

/** A node inside another. */
export interface ChildNode {
  /** Where it stands in its parent: `left`, `args[1]`. */
  readonly key: string;
  readonly node: Node;
  readonly place: 'condition' | 'value';
  /** The relation it stands behind; null when it is about the same row as its parent. */
  readonly relation: string | null;
}

/**
 * Lists the nodes directly inside a node, without the literals of a list.
 *
 * @example
 * childNodes({ op: 'not', arg: condition })[0]?.key; // 'arg'
 */
export function childNodes(node: Node): readonly ChildNode[] {
  return filledSlots(node).flatMap(({ key, slot, value }): readonly ChildNode[] => {
    switch (slot) {
      case 'condition':
      case 'value':
        return [{ key, node: value as Node, place: slot, relation: null }];
      case 'conditions':
        return (value as readonly Node[]).map((item, index) => ({
          key: `${key}[${index}]`,
          node: item,
          place: 'condition',
          relation: null,
        }));
      case 'relatedCondition':
        return [{ key, node: value as Node, place: 'condition', relation: 'rel' in node ? node.rel : null }];
      default:
        return [];
    }
  });
}

/**
 * Copies a node with each node inside it replaced, literals of lists included.
 *
 * @example
 * mapNodes(node, (child) => child); // an equal copy
 */
export function mapNodes<N extends Node>(node: N, map: (child: Node) => Node): N {
  const copy: { [key: string]: unknown } = { op: node.op };
  for (const { key, slot, value } of filledSlots(node)) {
    const isNode = slot === 'condition' || slot === 'value' || slot === 'relatedCondition';
    const isList = slot === 'conditions' || slot === 'literals';
    copy[key] = isNode ? map(value as Node) : isList ? (value as readonly Node[]).map(map) : value;
  }
  // The same slots are filled, each with what its kind asks for.
  return copy as unknown as N;
}
