import { InvalidExpressionError } from '../errors/invalid-expression-error.js';
import type { StoredMoney, StoredValue } from '../storage/contract.js';
import type { ParamNode } from './node.js';

/**
 * Finds the value given for a parameter, in stored form of the type it is compared with; null says it has no value.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when none was given, or one of another kind
 * @example
 * readParam({ op: 'param', name: 'least', type: 'int' }, { least: 3 }); // 3
 */
export function readParam(
  node: ParamNode,
  params: { readonly [name: string]: StoredValue } | undefined,
): StoredValue | null {
  const given = params !== undefined && Object.hasOwn(params, node.name) ? params[node.name] : undefined;
  if (given === undefined)
    throw new InvalidExpressionError(`params.${node.name}`, 'no value was given for this parameter');
  if (given !== null && !fitsType(given, node.type))
    throw new InvalidExpressionError(`params.${node.name}`, `expected the stored form of a ${node.type}`);
  return given;
}

function fitsType(value: StoredValue, type: ParamNode['type']): boolean {
  switch (type) {
    case 'bool':
      return typeof value === 'boolean';
    case 'int':
    case 'instant':
      return Number.isSafeInteger(value);
    case 'decimal':
      return isScaled(value);
    case 'money':
      return isScaled((value as StoredMoney).amount) && typeof (value as StoredMoney).currency === 'string';
    default:
      return typeof value === 'string';
  }
}

function isScaled(value: unknown): boolean {
  return typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value);
}
