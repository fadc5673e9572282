import { InvalidExpressionError } from '../../errors/invalid-expression-error.js';
import type { Expression, ValueNode } from '../node.js';
import { ROOT } from '../plain-data.js';
import { resolveField } from '../resolve.js';
import { compileBetween, compileComparison } from './compile-comparison.js';
import { compileMembership } from './compile-membership.js';
import { compileValue, findConstant } from './compile-value.js';
import { compileWindow } from './compile-window.js';
import {
  contains,
  endsWith,
  type FieldComparison,
  type FieldPredicate,
  hasItem,
  isAbsent,
  isPresent,
  isTrue,
  placeOnPath,
  startsWith,
} from './field-predicates.js';
import { joinAll, joinAny, negate } from './junctions.js';
import { rankPart } from './rank-part.js';
import { bindRelated, enterRelation } from './relation-rows.js';
import type { Bound, Predicate, Scope } from './run.js';

/**
 * Compiles a normalised condition.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when it names what the schema does not have, or was not
 * normalised
 * @example
 * compileCondition({ op: 'lit', type: 'bool', value: true }, scope)(run)(row); // true
 */
export function compileCondition(node: Expression, scope: Scope): Bound<Predicate> {
  switch (node.op) {
    case 'lit': {
      const { value } = node;
      return () => () => value;
    }
    case 'field':
      return fixed(onField(node.path, scope, isTrue));
    case 'and':
    case 'or':
      return compileJunction(node.op, node.args, scope);
    case 'not': {
      if (node.arg.op === 'isNull' && node.arg.arg.op === 'field')
        return fixed(onField(node.arg.arg.path, scope, isPresent));
      const bind = compileCondition(node.arg, scope);
      return (run) => negate(bind(run));
    }
    case 'eq':
      return compileComparison('=', node.left, node.right, scope);
    case 'lt':
      return compileComparison('<', node.left, node.right, scope);
    case 'lte':
      return compileComparison('<=', node.left, node.right, scope);
    case 'between':
      return compileBetween(node.arg, node.low, node.high, scope);
    case 'in':
      return compileMembership(node.arg, node.list, scope);
    case 'isNull':
      return compileAbsence(node.arg, scope);
    case 'startsWith':
      return compileTextTest(node, startsWith, scope);
    case 'endsWith':
      return compileTextTest(node, endsWith, scope);
    case 'contains':
      return compileTextTest(node, contains, scope);
    case 'has':
      return fixed(onField(node.path, scope, (field) => hasItem(field, node.value)));
    case 'within':
      return compileWindow(node.field, node.window, node.offset, scope);
    case 'some':
      return compileSome(node.rel, node.where, scope);
    default:
      throw new InvalidExpressionError(ROOT, `${node.op} is not normalised`);
  }
}

// No condition fails, so their order changes nothing but the time they take.
function compileJunction(op: 'and' | 'or', args: readonly Expression[], scope: Scope): Bound<Predicate> {
  const ranked = args.map((arg) => ({ arg, rank: rankPart(arg, op) })).sort((a, b) => a.rank - b.rank);
  const binds = ranked.map(({ arg }) => compileCondition(arg, scope));
  const join = op === 'and' ? joinAll : joinAny;
  return (run) => join(binds.map((bind) => bind(run)));
}

function compileAbsence(arg: ValueNode, scope: Scope): Bound<Predicate> {
  if (arg.op === 'field') return fixed(onField(arg.path, scope, isAbsent));
  const bind = compileValue(arg, scope);
  return (run) => {
    const read = bind(run);
    return (row) => read(row) === undefined;
  };
}

function compileTextTest(
  { arg, text }: { readonly arg: ValueNode; readonly text: ValueNode },
  create: FieldComparison<string>,
  scope: Scope,
): Bound<Predicate> {
  const constant = findConstant({ node: text, type: { type: 'text' } }, { type: 'text' });
  const [bindText, bindPart] = [compileValue(arg, scope), compileValue(text, scope)];
  return (run) => {
    const part = constant?.read(run);
    if (arg.op === 'field' && typeof part === 'string') return placeOnPath(arg.path, (field) => create(field, part));
    const [readText, readPart] = [bindText(run), bindPart(run)];
    return (row) => {
      const other = readPart(row);
      return typeof other === 'string' && create('text', other)({ text: readText(row) });
    };
  };
}

function compileSome(rel: string, where: Expression | undefined, scope: Scope): Bound<Predicate> {
  const inner = enterRelation(scope, rel);
  const condition = where === undefined ? null : compileCondition(where, inner);
  return (run) => {
    const related = bindRelated(inner, run);
    if (condition === null) return (row) => related(row).length > 0;
    const holds = condition(run);
    return (row) => {
      for (const other of related(row)) if (holds(other)) return true;
      return false;
    };
  };
}

function onField(path: readonly string[], scope: Scope, create: (field: string) => FieldPredicate): FieldPredicate {
  resolveField(scope.schema, scope.entity, path, ROOT);
  return placeOnPath(path, create);
}

function fixed(predicate: Predicate): Bound<Predicate> {
  return () => predicate;
}
