import type { CompiledValue, RowScope } from './compiled-value.js';
import { report } from './compiled-value.js';
import type { ExactNumber } from './exact-number.js';
import { formatExact, parseExact } from './exact-number.js';

/** Prepares reading a value as text, whatever kind it is of. `column` is named in problems. */
export function readAsText(value: CompiledValue, column: string | undefined): (scope: RowScope) => string | undefined {
  switch (value.kind) {
    case 'text':
    case 'date':
    case 'instant':
    case 'reference':
      return value.read;
    case 'raw':
      return (scope) => rawText(value.read(scope), scope, column);
    case 'bool':
      return (scope) => value.read(scope)?.toString();
    case 'number':
      return (scope) => {
        const number = value.read(scope);
        return number === undefined ? undefined : formatExact(number);
      };
    case 'money':
    case 'list':
    case 'object':
      return (scope) =>
        value.read(scope) === undefined ? undefined : report(scope, located({ reason: 'wrongShape' }, column));
    default:
      return value satisfies never;
  }
}

/** Prepares reading a value as an exact number. */
export function readAsNumber(
  value: CompiledValue,
  column: string | undefined,
): (scope: RowScope) => ExactNumber | undefined {
  if (value.kind === 'number') return value.read;
  const readText = readAsText(value, column);
  return (scope) => {
    const text = readText(scope);
    if (text === undefined || text === '') return undefined;
    return parseExact(text) ?? report(scope, located({ reason: 'notANumber' }, column));
  };
}

const booleans: { readonly [text: string]: boolean } = {
  true: true,
  false: false,
  t: true,
  f: false,
  '1': true,
  '0': false,
};

/** Prepares reading a value as true or false. */
export function readAsBoolean(
  value: CompiledValue,
  column: string | undefined,
): (scope: RowScope) => boolean | undefined {
  if (value.kind === 'bool') return value.read;
  const readText = readAsText(value, column);
  return (scope) => {
    const text = readText(scope);
    if (text === undefined || text === '') return undefined;
    const bool = Object.hasOwn(booleans, text) ? booleans[text] : undefined;
    return bool ?? report(scope, located({ reason: 'notABoolean' }, column));
  };
}

/** Adds the column to a problem where it is known. */
export function located<P extends object>(problem: P, column: string | undefined): P & { readonly column?: string } {
  return column === undefined ? problem : { ...problem, column };
}

function rawText(raw: unknown, scope: RowScope, column: string | undefined): string | undefined {
  switch (typeof raw) {
    case 'string':
      return raw;
    case 'undefined':
      return undefined;
    case 'number':
      return Number.isFinite(raw) ? String(raw) : report(scope, located({ reason: 'notANumber' as const }, column));
    case 'bigint':
    case 'boolean':
      return String(raw);
    default:
      if (raw instanceof Date && !Number.isNaN(raw.getTime())) return raw.toISOString();
      return report(scope, located({ reason: 'wrongShape' as const }, column));
  }
}
