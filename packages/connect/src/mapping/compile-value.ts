import { isCurrency } from '@crmkit/core';
import { InvalidMappingError } from '../errors/invalid-mapping-error.js';
import type { CompiledValue, MoneyDraft, RowScope, SourceRow } from './compiled-value.js';
import { report } from './compiled-value.js';
import { located, readAsNumber, readAsText } from './convert-value.js';
import type { ExactNumber } from './exact-number.js';
import { addExact, fitExact, multiplyExact, parseExact, roundExact, subtractExact } from './exact-number.js';
import { createDateReader, createInstantReader, findFormatProblem } from './read-time.js';
import { createKeyWriter } from './reference-key.js';
import type { CodeValue, ValueNode } from './value-node.js';
import { listColumns } from './value-node.js';

/** What compiling a node needs to know of the mapping it stands in. */
export interface CompileContext {
  /** Name of the mapping, for errors. */
  readonly mapping: string;
  readonly system: string;
  /** Tells what may be referenced: `fact`, `entity`, or undefined when there is none of this name. */
  readonly kindOf: (entity: string) => 'fact' | 'entity' | undefined;
  /** Parts of the mapping: name → property of the row that holds their rows. */
  readonly partRows: { readonly [part: string]: string };
}

/**
 * Prepares a node for reading rows: everything that can be wrong with the node itself is found here, what is wrong with
 * a row is reported while reading.
 *
 * @param path - where the node stands in the mapping, for errors
 * @throws {@link InvalidMappingError} `INVALID_MAPPING`
 */
export function compileValue(node: ValueNode, path: string, context: CompileContext): CompiledValue {
  const fail = (problem: string): never => {
    throw new InvalidMappingError(context.mapping, path, problem);
  };
  const nested = (inner: ValueNode): CompiledValue => compileValue(inner, path, context);
  const text = (inner: ValueNode) => readAsText(nested(inner), listColumns(inner)[0]);
  const number = (inner: ValueNode) => readAsNumber(nested(inner), listColumns(inner)[0]);
  if (typeof node !== 'object' || node === null) fail('a value is made by column(), constant(), …');
  const column = listColumns(node)[0];

  switch (node.type) {
    case 'column': {
      const name = node.column;
      if (typeof name !== 'string' || name === '') fail('a column has a name');
      return { kind: 'raw', read: ({ row }) => readColumn(row, name) };
    }
    case 'constant':
      return compileConstant(node.value, fail);
    case 'join': {
      const texts = node.values.map(text);
      const { separator } = node;
      return {
        kind: 'text',
        read: (scope) => {
          const present = texts.map((read) => read(scope)).filter((each) => each !== undefined && each !== '');
          return present.length === 0 ? undefined : present.join(separator);
        },
      };
    }
    case 'trim': {
      const read = text(node.of);
      return { kind: 'text', read: (scope) => read(scope)?.trim() || undefined };
    }
    case 'nullIf': {
      const read = text(node.of);
      const nothing = new Set(node.values);
      return {
        kind: 'text',
        read: (scope) => {
          const value = read(scope);
          return value === undefined || nothing.has(value) ? undefined : value;
        },
      };
    }
    case 'split':
      return compileSplit(text(node.of), node.separator, node.part, fail);
    case 'firstOf':
      return compileFirstOf(node.values.map(nested), fail);
    case 'listOf': {
      const texts = node.values.map(text);
      return {
        kind: 'list',
        read: (scope) => {
          const present = texts.map((read) => read(scope)).filter((each) => each !== undefined);
          return present.length === 0 ? undefined : present;
        },
      };
    }
    case 'lookup':
      return compileLookup(text(node.of), node.codes, node.otherwise && nested(node.otherwise), column, fail);
    case 'decimal': {
      const read = number(node.of);
      const { digits, rounding } = node;
      if (!Number.isInteger(digits) || digits < 0 || digits > 18)
        fail('digits after the point are a whole number from 0 to 18');
      return {
        kind: 'number',
        read: (scope) => {
          const value = read(scope);
          if (value === undefined) return undefined;
          if (rounding === 'half') return roundExact(value, digits);
          return fitExact(value, digits) ?? report(scope, located({ reason: 'tooManyDigits' as const }, column));
        },
      };
    }
    case 'arithmetic':
      return compileArithmetic(node.values.map(number), operators[node.operator], fail);
    case 'sumOf': {
      const rows = Object.hasOwn(context.partRows, node.part) ? context.partRows[node.part] : undefined;
      if (rows === undefined) return fail(`the mapping has no part ${node.part}`);
      const read = number(node.value);
      return {
        kind: 'number',
        read: (scope) =>
          readRows(scope.row, rows).reduce<ExactNumber | undefined>(
            (sum, row) => {
              const value = read({ ...scope, row });
              return sum === undefined || value === undefined ? sum : addExact(sum, value);
            },
            { units: 0n, scale: 0 },
          ),
      };
    }
    case 'money': {
      if (node.currency.type === 'constant' && !isCurrency(String(node.currency.value)))
        fail('the currency is not a code of ISO 4217');
      const amount = number(node.amount);
      const currency = text(node.currency);
      const currencyColumn = listColumns(node.currency)[0];
      const { rounding } = node;
      return {
        kind: 'money',
        read: (scope): MoneyDraft | undefined => {
          const value = amount(scope);
          if (value === undefined) return undefined;
          const code = currency(scope);
          if (code === undefined || !isCurrency(code))
            return report(scope, located({ reason: 'notACurrency' as const }, currencyColumn));
          return { amount: value, currency: code, rounding };
        },
      };
    }
    case 'date':
    case 'instant': {
      const problem = findFormatProblem(node.format);
      if (problem !== null) fail(problem);
      const read = text(node.of);
      const convert =
        node.type === 'date' ? createDateReader(node.format) : prepareInstantReader(node.format, node.zone, fail);
      const reason = node.type === 'date' ? ('notADate' as const) : ('notAnInstant' as const);
      return {
        kind: node.type,
        read: (scope) => {
          const value = read(scope);
          return value === undefined || value === ''
            ? undefined
            : (convert(value) ?? report(scope, located({ reason }, column)));
        },
      };
    }
    case 'reference': {
      const kind = context.kindOf(node.entity);
      if (kind === undefined) return fail(`there is no entity ${node.entity}`);
      const { entity } = node;
      const system = node.system ?? context.system;
      const keyOf = createKeyWriter({ kind, entity, system, objectType: node.objectType ?? entity });
      const read = text(node.id);
      return {
        kind: 'reference',
        entity,
        read: (scope) => {
          const id = read(scope);
          if (id === undefined || id === '') return undefined;
          const record = scope.resolve(keyOf(id));
          return record ?? report(scope, located({ reason: 'unmappedReference' as const }, column));
        },
      };
    }
    case 'object': {
      const fields = Object.entries(node.fields).map(([name, inner]) => [name, text(inner)] as const);
      return {
        kind: 'object',
        read: (scope) => {
          const result: { [name: string]: unknown } = {};
          for (const [name, read] of fields) {
            const value = read(scope);
            if (value !== undefined) result[name] = value;
          }
          return Object.keys(result).length === 0 ? undefined : result;
        },
      };
    }
    default:
      node satisfies never;
      return fail(`there is no value of type ${String((node as { readonly type?: unknown }).type)}`);
  }
}

/** The rows of a part inside a row; none when the property is missing. */
export function readRows(row: SourceRow, property: string): readonly SourceRow[] {
  const rows = readColumn(row, property);
  return Array.isArray(rows) ? rows.filter((each): each is SourceRow => typeof each === 'object' && each !== null) : [];
}

/** What a row itself has in a column; undefined for null and for what it only inherits. */
export function readColumn(row: SourceRow, column: string): unknown {
  return Object.hasOwn(row, column) ? (row[column] ?? undefined) : undefined;
}

/** A code is told as it came; a longer text in its place is no code, and reports are no place for it. */
const LONGEST_CODE = 40;

const operators = { add: addExact, subtract: subtractExact, multiply: multiplyExact } as const;

function compileArithmetic(
  reads: readonly ((scope: RowScope) => ExactNumber | undefined)[],
  operate: (a: ExactNumber, b: ExactNumber) => ExactNumber,
  fail: (problem: string) => never,
): CompiledValue {
  if (reads.length === 0) fail('arithmetic needs a value');
  return {
    kind: 'number',
    read: (scope) => {
      let result: ExactNumber | undefined;
      for (const [index, read] of reads.entries()) {
        const value = read(scope);
        if (value === undefined) return undefined;
        result = index === 0 || result === undefined ? value : operate(result, value);
      }
      return result;
    },
  };
}

function compileConstant(
  value: string | number | boolean | readonly string[],
  fail: (problem: string) => never,
): CompiledValue {
  if (typeof value === 'string') return { kind: 'text', read: () => value };
  if (typeof value === 'boolean') return { kind: 'bool', read: () => value };
  if (typeof value === 'number') {
    const exact = parseExact(String(value)) ?? fail('the constant is not a finite number');
    return { kind: 'number', read: () => exact };
  }
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    fail('a constant is text, a number, a boolean or a list of texts');
  const list = value as readonly string[];
  return { kind: 'list', read: () => list };
}

function compileSplit(
  read: (scope: RowScope) => string | undefined,
  separator: string,
  part: number | null,
  fail: (problem: string) => never,
): CompiledValue {
  if (separator === '') fail('a separator has at least one character');
  const parts = (scope: RowScope) =>
    read(scope)
      ?.split(separator)
      .map((each) => each.trim());
  if (part !== null) return { kind: 'text', read: (scope) => parts(scope)?.at(part) || undefined };
  return {
    kind: 'list',
    read: (scope) => {
      const present = parts(scope)?.filter((each) => each !== '');
      return present && present.length > 0 ? present : undefined;
    },
  };
}

function compileFirstOf(values: readonly CompiledValue[], fail: (problem: string) => never): CompiledValue {
  const [first, ...others] = values;
  if (first === undefined) return fail('firstOf needs a value');
  const kinds = new Set(values.map(({ kind }) => (kind === 'raw' ? 'text' : kind)));
  if (kinds.size > 1) fail(`firstOf mixes ${[...kinds].join(' and ')}`);
  const read = (scope: RowScope): unknown => {
    for (const value of values) {
      const found = value.read(scope);
      if (found !== undefined && found !== '') return found;
    }
    return undefined;
  };
  const kind = [first, ...others].some((value) => value.kind === 'raw') ? 'raw' : first.kind;
  return { ...first, kind, read } as CompiledValue; // all values are of this kind, so what one gives is of it too
}

function compileLookup(
  read: (scope: RowScope) => string | undefined,
  codes: { readonly [code: string]: CodeValue },
  otherwise: CompiledValue | null,
  column: string | undefined,
  fail: (problem: string) => never,
): CompiledValue {
  const meanings = new Map<string, unknown>();
  const kinds = new Set<'text' | 'bool' | 'number'>();
  for (const [code, value] of Object.entries(codes)) {
    if (value === null) {
      meanings.set(code, undefined);
      continue;
    }
    const compiled = compileConstant(value, fail);
    kinds.add(compiled.kind as 'text' | 'bool' | 'number');
    meanings.set(code, (compiled.read as () => unknown)());
  }
  if (otherwise && otherwise.kind !== 'raw') kinds.add(otherwise.kind as 'text');
  if (kinds.size > 1) fail(`the codes stand for ${[...kinds].join(' and ')} at once`);
  const [kind = 'text'] = kinds;
  const readOther = otherwise && kind === 'text' ? readAsText(otherwise, column) : otherwise?.read;
  return {
    kind,
    read: (scope: RowScope) => {
      const code = read(scope);
      if (code === undefined) return undefined;
      if (meanings.has(code)) return meanings.get(code);
      return readOther
        ? readOther(scope)
        : report(scope, located({ reason: 'unknownCode' as const, code: code.slice(0, LONGEST_CODE) }, column));
    },
  } as CompiledValue;
}

function prepareInstantReader(
  format: string,
  zone: string | null,
  fail: (problem: string) => never,
): (text: string) => string | null {
  try {
    return createInstantReader(format, zone);
  } catch {
    return fail(`${zone} is not a time zone such as Asia/Taipei`);
  }
}
