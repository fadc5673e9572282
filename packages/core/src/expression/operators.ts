import type { Expression, ValueNode } from './node.js';

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
 * - `equal`: one kind that can be told apart · `ordered`: one kind that has an order · `text`: text or keyword
 * - `present`: anything that can be queried
 */
export type OperandRule = 'equal' | 'ordered' | 'text' | 'present';

/** One operator: everything the parser, checker and normaliser need to know about it. */
export interface OperatorEntry<O extends Operator> {
  /** Where it may stand, by default as a condition; `either` is a condition when it is of type bool. */
  readonly place?: 'condition' | 'value' | 'either';
  readonly slots: { readonly [key: string]: Slot | readonly [slot: Slot, optional: 'optional'] };
  /** What the values and literals it holds have to be; default: nothing in particular. */
  readonly rule?: OperandRule;
  /** The operator that is true exactly where this one is not. */
  readonly complement?: Operator;
  /** Writes the node with simpler operators; storages never see an operator that has this. */
  readonly desugar?: (node: NodeOf<O>) => Expression;
}

const pair = { left: 'value', right: 'value' } as const;
const related = { rel: 'relation', where: ['relatedCondition', 'optional'] } as const;
const not = (arg: Expression): Expression => ({ op: 'not', arg });

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
    desugar: (node) => ({
      op: 'or',
      args: [
        { op: 'and', args: [node.cond, node.then] },
        { op: 'and', args: [not(node.cond), node.else] },
      ],
    }),
  },
  eq: { slots: pair, rule: 'equal', complement: 'ne' },
  ne: {
    slots: pair,
    rule: 'equal',
    complement: 'eq',
    desugar: (node) => not({ op: 'eq', left: node.left, right: node.right }),
  },
  lt: { slots: pair, rule: 'ordered' },
  lte: { slots: pair, rule: 'ordered' },
  gt: {
    slots: pair,
    rule: 'ordered',
    desugar: (node) => ({ op: 'lt', left: node.right, right: node.left }),
  },
  gte: {
    slots: pair,
    rule: 'ordered',
    desugar: (node) => ({ op: 'lte', left: node.right, right: node.left }),
  },
  between: { slots: { arg: 'value', low: 'value', high: 'value' }, rule: 'ordered' },
  in: { slots: { arg: 'value', list: 'literals' }, rule: 'equal', complement: 'notIn' },
  notIn: {
    slots: { arg: 'value', list: 'literals' },
    rule: 'equal',
    complement: 'in',
    desugar: (node) => not({ op: 'in', arg: node.arg, list: node.list }),
  },
  isNull: { slots: { arg: 'value' }, rule: 'present' },
  startsWith: { slots: { arg: 'value', text: 'value' }, rule: 'text' },
  endsWith: { slots: { arg: 'value', text: 'value' }, rule: 'text' },
  contains: { slots: { arg: 'value', text: 'value' }, rule: 'text' },
  has: { slots: { path: 'path', value: 'text' } },
  within: { slots: { field: 'path', window: 'window', offset: ['duration', 'optional'] } },
  some: { slots: related, complement: 'none' },
  every: {
    slots: related,
    desugar: (node) =>
      not({ op: 'some', rel: node.rel, where: not(node.where ?? { op: 'lit', type: 'bool', value: true }) }),
  },
  none: {
    slots: related,
    complement: 'some',
    desugar: (node) => not({ op: 'some', rel: node.rel, ...(node.where === undefined ? {} : { where: node.where }) }),
  },
};

/**
 * Finds the entry of an operator by a name that may be anything.
 *
 * @example
 * findOperator('constructor'); // undefined
 */
export function findOperator(name: unknown): OperatorEntry<Operator> | undefined {
  if (typeof name !== 'string' || !Object.hasOwn(operators, name)) return undefined;
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
