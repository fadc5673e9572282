import type { FieldType } from '@crmkit/core';
import { minorUnits } from '@crmkit/core';
import { InvalidMappingError } from '../errors/invalid-mapping-error.js';
import type { CompiledValue, MoneyDraft, RowScope } from './compiled-value.js';
import { report } from './compiled-value.js';
import { located, readAsBoolean, readAsNumber, readAsText } from './convert-value.js';
import { fitExact, formatExact, roundExact } from './exact-number.js';
import { createDateReader, createInstantReader } from './read-time.js';
import type { ValueNode } from './value-node.js';
import { listColumns } from './value-node.js';

/** Gives the value of a field as the public record holds it, or undefined for none. */
export type FieldReader = (scope: RowScope) => unknown;

const readIsoDate = createDateReader('iso');
const readIsoInstant = createInstantReader('iso', null);

/**
 * Prepares bringing a value to the type of the field it goes to. Text of a column is read as the field needs it where
 * that can be done without a choice; where a choice is needed (a currency, a zone, a rounding) the node has to make it.
 *
 * @throws {@link InvalidMappingError} `INVALID_MAPPING` when the kinds do not go together
 */
export function convertToField(
  value: CompiledValue,
  field: FieldType,
  place: { readonly mapping: string; readonly path: string; readonly node: ValueNode },
): FieldReader {
  const fail = (problem: string): never => {
    throw new InvalidMappingError(place.mapping, place.path, problem);
  };
  const { kind } = value;
  const mismatch = (wanted: string): never => fail(`the field is ${describe(field)}, the value is ${kind}; ${wanted}`);
  const column = listColumns(place.node)[0];
  switch (field.type) {
    case 'text':
    case 'keyword': {
      if (kind === 'money' || kind === 'list' || kind === 'object') mismatch('give it text');
      if (field.type === 'keyword' && field.options) checkOptions(place.node, field.options, fail);
      return readAsText(value, column);
    }
    case 'bool':
      if (kind !== 'raw' && kind !== 'text' && kind !== 'bool' && kind !== 'number') mismatch('give it true or false');
      return readAsBoolean(value, column);
    case 'int': {
      if (kind !== 'raw' && kind !== 'text' && kind !== 'number') mismatch('give it a number');
      const read = readAsNumber(value, column);
      return (scope) => {
        const number = read(scope);
        if (number === undefined) return undefined;
        const whole = fitExact(number, 0);
        return whole === null
          ? report(scope, located({ reason: 'tooManyDigits' as const }, column))
          : Number(whole.units);
      };
    }
    case 'decimal': {
      if (kind !== 'raw' && kind !== 'text' && kind !== 'number') mismatch('give it a number');
      const read = readAsNumber(value, column);
      return (scope) => {
        const number = read(scope);
        if (number === undefined) return undefined;
        const fitting = fitExact(number, field.scale);
        return fitting === null
          ? report(scope, located({ reason: 'tooManyDigits' as const }, column))
          : formatExact(fitting);
      };
    }
    case 'money':
      if (value.kind !== 'money') return mismatch('wrap it in asMoney(…, { currency })');
      return (scope) => {
        const draft = value.read(scope);
        return draft === undefined ? undefined : settleMoney(draft, field.extraDigits, scope, column);
      };
    case 'date':
    case 'instant': {
      if (kind !== 'raw' && kind !== field.type) mismatch(`use ${field.type === 'date' ? 'asDate' : 'asInstant'}(…)`);
      if (kind === field.type) return value.read;
      const read = readAsText(value, column);
      const convert = field.type === 'date' ? readIsoDate : readIsoInstant;
      const reason = field.type === 'date' ? ('notADate' as const) : ('notAnInstant' as const);
      return (scope) => {
        const text = read(scope);
        return text === undefined || text === ''
          ? undefined
          : (convert(text) ?? report(scope, located({ reason }, column)));
      };
    }
    case 'ref': {
      if (value.kind !== 'reference') return mismatch(`use reference('${field.entity}', { id: … })`);
      if (value.entity !== field.entity) fail(`the field refers to ${field.entity}, the value to ${value.entity}`);
      return value.read;
    }
    case 'list': {
      if (kind === 'list') return value.read;
      if (kind !== 'raw' && kind !== 'text') mismatch('use listOf(…) or split(…)');
      const read = readAsText(value, column);
      return (scope) => {
        const text = read(scope);
        return text === undefined || text === '' ? undefined : [text];
      };
    }
    case 'json': {
      if (kind === 'money') mismatch('give it an object');
      if (value.kind !== 'number') return value.read;
      const read = value.read;
      return (scope) => {
        const number = read(scope);
        return number === undefined ? undefined : formatExact(number);
      };
    }
    default:
      return field satisfies never;
  }
}

function settleMoney(draft: MoneyDraft, extraDigits: number, scope: RowScope, column: string | undefined): unknown {
  const scale = minorUnits(draft.currency) + extraDigits;
  const amount = draft.rounding === 'half' ? roundExact(draft.amount, scale) : fitExact(draft.amount, scale);
  if (amount === null) return report(scope, located({ reason: 'tooManyDigits' as const }, column));
  return { amount: formatExact(amount), currency: draft.currency };
}

/** Codes that are written in the mapping itself can be checked before a row is read. */
function checkOptions(node: ValueNode, options: readonly string[], fail: (problem: string) => never): void {
  const check = (value: unknown): void => {
    if (value !== null && !options.includes(String(value)))
      fail(`${String(value)} is not one of ${options.join(', ')}`);
  };
  if (node.type === 'constant') check(node.value);
  if (node.type === 'firstOf') for (const inner of node.values) checkOptions(inner, options, fail);
  if (node.type !== 'lookup') return;
  for (const value of Object.values(node.codes)) check(value);
  if (node.otherwise) checkOptions(node.otherwise, options, fail);
}

function describe(field: FieldType): string {
  return field.type === 'ref' ? `a reference to ${field.entity}` : `of type ${field.type}`;
}
