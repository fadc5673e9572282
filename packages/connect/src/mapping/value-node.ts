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
  switch (node.type) {
    case 'column':
      return [node.column];
    case 'object':
      return Object.values(node.fields).flatMap(listColumns);
    case 'constant':
    case 'sumOf':
      return [];
    case 'money':
      return [...listColumns(node.amount), ...listColumns(node.currency)];
    case 'lookup':
      return [...listColumns(node.of), ...(node.otherwise ? listColumns(node.otherwise) : [])];
    case 'reference':
      return listColumns(node.id);
    case 'join':
    case 'firstOf':
    case 'listOf':
    case 'arithmetic':
      return node.values.flatMap(listColumns);
    case 'trim':
    case 'nullIf':
    case 'split':
    case 'decimal':
    case 'date':
    case 'instant':
      return listColumns(node.of);
    default:
      return node satisfies never;
  }
}

/** Tells whether reading a node asks for other records. */
export function refersToRecords(node: ValueNode): boolean {
  if (node.type === 'reference') return true;
  if (node.type === 'firstOf') return node.values.some(refersToRecords);
  return false;
}
