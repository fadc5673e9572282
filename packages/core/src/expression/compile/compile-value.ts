import { InvalidValueError } from '../../errors/invalid-value-error.js';
import type { FieldType } from '../../model/field-type.js';
import type { Row, StoredValue } from '../../storage/contract.js';
import { foldText } from '../../values/text.js';
import { storeLiteral, typeOfLiteral } from '../literal.js';
import type { ValueNode } from '../node.js';
import { ROOT } from '../plain-data.js';
import { readParam } from '../read-param.js';
import { resolveField } from '../resolve.js';
import { compileAggregate } from './compile-aggregate.js';
import { readField } from './read-field.js';
import type { Bound, Reader, Run, Scope } from './run.js';

/** A value that is the same for every row of a run. */
export interface Constant {
  readonly type: FieldType;
  readonly read: (run: Run) => StoredValue | undefined;
}

/**
 * Compiles a value node into a reader of rows.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have
 * @example
 * compileValue({ op: 'field', path: ['name'] }, scope)(run)(row);
 */
export function compileValue(node: ValueNode, scope: Scope): Bound<Reader> {
  switch (node.op) {
    case 'lit': {
      const value = storeLiteral(node, typeOfLiteral(node));
      return () => () => value;
    }
    case 'field': {
      resolveField(scope.schema, scope.entity, node.path, ROOT);
      const reader = readField(node.path);
      return () => reader;
    }
    case 'param':
      return (run) => {
        const value = readParam(node, run.params) ?? undefined;
        return () => value;
      };
    case 'now':
      return ({ now }) =>
        () =>
          now;
    case 'fold': {
      const bindArg = compileValue(node.arg, scope);
      return (run) => foldReader(bindArg(run));
    }
    case 'agg':
      return compileAggregate(node, scope);
  }
}

/**
 * Finds out whether a value node is the same for every row, and in which type its value is given.
 *
 * @param own - the type it has beside the operands it meets
 * @param target - the type it is compared with; a literal takes its scale where it can
 * @returns null when the node depends on the row
 * @example
 * findConstant(three, { type: 'int' }, { type: 'int' })?.read(run); // 3
 */
export function findConstant(node: ValueNode, own: FieldType, target: FieldType): Constant | null {
  switch (node.op) {
    case 'lit': {
      const type = fitLiteral(node, target) ? target : typeOfLiteral(node);
      const value = storeLiteral(node, type);
      return { type, read: () => value };
    }
    case 'param':
      return { type: own, read: (run) => readParam(node, run.params) ?? undefined };
    case 'now':
      return { type: { type: 'instant' }, read: (run) => run.now };
    case 'fold': {
      const inner = findConstant(node.arg, own, target);
      return inner === null ? null : { type: { type: 'text' }, read: (run) => foldPresent(inner.read(run)) };
    }
    default:
      return null;
  }
}

function foldReader(read: Reader): Reader {
  return (row: Row) => foldPresent(read(row));
}

function foldPresent(value: StoredValue | undefined): string | undefined {
  return typeof value === 'string' ? foldText(value) : undefined;
}

// A literal with more digits than the field keeps is still compared by exact value, only not in the field's own form.
function fitLiteral(node: Extract<ValueNode, { readonly op: 'lit' }>, target: FieldType): boolean {
  try {
    storeLiteral(node, target);
    return true;
  } catch (error) {
    if (error instanceof InvalidValueError) return false;
    throw error;
  }
}
