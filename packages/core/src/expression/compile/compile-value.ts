import { InvalidValueError } from '../../errors/invalid-value-error.js';
import type { FieldType } from '../../model/field-type.js';
import type { StoredValue } from '../../storage/contract.js';
import { foldText } from '../../values/text.js';
import { storeLiteral, typeOfLiteral } from '../literal.js';
import type { Literal, ValueNode } from '../node.js';
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
      return (run) => {
        const read = bindArg(run);
        return (row) => foldPresent(read(row));
      };
    }
    case 'agg':
      return compileAggregate(node, scope);
  }
}

/**
 * Finds out whether an operand is the same for every row, and in which type its value is given.
 *
 * @param operand - with the type it has beside the operands it meets
 * @param target - the type it is compared with; a literal takes its scale where it can
 * @returns null when the node depends on the row
 * @example
 * findConstant({ node: three, type: { type: 'int' } }, { type: 'int' })?.read(run); // 3
 */
export function findConstant(
  { node, type }: { readonly node: ValueNode; readonly type: FieldType },
  target: FieldType,
): Constant | null {
  switch (node.op) {
    case 'lit': {
      const fitted = fitLiteral(node, target);
      return { type: fitted.type, read: () => fitted.value };
    }
    case 'param':
      return { type, read: (run) => readParam(node, run.params) ?? undefined };
    case 'now':
      return { type, read: (run) => run.now };
    case 'fold': {
      const inner = findConstant({ node: node.arg, type }, target);
      return inner && { type, read: (run) => foldPresent(inner.read(run)) };
    }
    default:
      return null;
  }
}

/**
 * Stores a literal in the form of a type where that keeps all its digits, in its own form otherwise.
 *
 * @example
 * fitLiteral({ op: 'lit', type: 'int', value: 3 }, { type: 'decimal', precision: 9, scale: 2 }).value; // 300
 */
export function fitLiteral(
  literal: Literal,
  target: FieldType,
): { readonly type: FieldType; readonly value: StoredValue } {
  try {
    return { type: target, value: storeLiteral(literal, target) };
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    const type = typeOfLiteral(literal);
    return { type, value: storeLiteral(literal, type) };
  }
}

function foldPresent(value: StoredValue | undefined): string | undefined {
  return typeof value === 'string' ? foldText(value) : undefined;
}
