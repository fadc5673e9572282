/**
 * How a field gets its value from a row of the source, as plain data. Nodes are made by the functions of
 * build-value.ts and can be stored, compared and shown: a mapping is JSON.
 */
export type ValueNode =
  | { readonly type: 'column'; readonly column: string }
  | { readonly type: 'constant'; readonly value: string | number | boolean | readonly string[] }
  | { readonly type: 'join'; readonly values: readonly ValueNode[]; readonly separator: string }
  | { readonly type: 'trim'; readonly of: ValueNode }
  | { readonly type: 'nullIf'; readonly of: ValueNode; readonly values: readonly string[] }
  | { readonly type: 'split'; readonly of: ValueNode; readonly separator: string; readonly part: number | null }
  | { readonly type: 'firstOf'; readonly values: readonly ValueNode[] }
  | { readonly type: 'listOf'; readonly values: readonly ValueNode[] }
  | {
      readonly type: 'lookup';
      readonly of: ValueNode;
      readonly codes: { readonly [code: string]: CodeValue };
      readonly otherwise: ValueNode | null;
    }
  | { readonly type: 'decimal'; readonly of: ValueNode; readonly digits: number; readonly rounding: Rounding }
  | {
      readonly type: 'arithmetic';
      readonly operator: 'add' | 'subtract' | 'multiply';
      readonly values: readonly ValueNode[];
    }
  | { readonly type: 'sumOf'; readonly part: string; readonly value: ValueNode }
  | { readonly type: 'money'; readonly amount: ValueNode; readonly currency: ValueNode; readonly rounding: Rounding }
  | { readonly type: 'date'; readonly of: ValueNode; readonly format: string }
  | { readonly type: 'instant'; readonly of: ValueNode; readonly format: string; readonly zone: string | null }
  | {
      readonly type: 'reference';
      readonly entity: string;
      readonly system: string | null;
      readonly objectType: string | null;
      readonly id: ValueNode;
    }
  | { readonly type: 'object'; readonly fields: { readonly [name: string]: ValueNode } };

/** What a code of the source may stand for; null means no value. */
export type CodeValue = string | number | boolean | null;

/** What happens to digits beyond those that are kept: `refuse` quarantines the row, `half` rounds half away from zero. */
export type Rounding = 'refuse' | 'half';

/** Lists the columns of the row that a node reads, in the order it names them. Columns of parts are not among them. */
export function listColumns(node: ValueNode): readonly string[] {
  return node.type === 'column' ? [node.column] : listInner(node).flatMap(listColumns);
}

/** Tells whether reading a node asks for other records. */
export function refersToRecords(node: ValueNode): boolean {
  return node.type === 'reference' || listInner(node).some(refersToRecords);
}

/** Lists the references inside a node, itself included. */
export function listReferenceNodes(node: ValueNode): readonly Extract<ValueNode, { readonly type: 'reference' }>[] {
  return [...(node.type === 'reference' ? [node] : []), ...listInner(node).flatMap(listReferenceNodes)];
}

/** The nodes a node reads from the same row. */
function listInner(node: ValueNode): readonly ValueNode[] {
  switch (node.type) {
    case 'column':
    case 'constant':
    case 'sumOf':
      return [];
    case 'object':
      return Object.values(node.fields);
    case 'money':
      return [node.amount, node.currency];
    case 'lookup':
      return node.otherwise ? [node.of, node.otherwise] : [node.of];
    case 'reference':
      return [node.id];
    case 'join':
    case 'firstOf':
    case 'listOf':
    case 'arithmetic':
      return node.values;
    case 'trim':
    case 'nullIf':
    case 'split':
    case 'decimal':
    case 'date':
    case 'instant':
      return [node.of];
    default:
      return node satisfies never;
  }
}
