import type { Literal } from '@crmkit/core';
import { compareFragments } from './compare.js';
import { compileValue } from './compile-value.js';
import type { Fragment, NumberFragment } from './fragment.js';
import type { Scope } from './scope.js';

/** Renders membership in a list of at least one literal; the list is one parameter, so the text does not depend on its length. */
export function compileIn(value: Fragment, list: readonly Literal[], scope: Scope): string {
  const { dialect, parameters } = scope.rendering;
  if (value.type === 'money') return compileMoneyIn(value, list, scope);
  if (value.type === 'number') return compileNumberIn(value, list, scope);
  const texts = list.map(({ value: item }) => String(item));
  const kind = value.kind === 'date' || value.kind === 'bool' ? value.kind : 'text';
  return dialect.isInList(value.sql, dialect.listParameter(parameters.add(dialect.listText(texts)), kind));
}

function compileNumberIn(value: NumberFragment, list: readonly Literal[], scope: Scope): string {
  const { dialect, parameters } = scope.rendering;
  const items = list.map((literal) => compileValue(literal, scope) as NumberFragment);
  if (value.constant !== undefined) return joinEqual(value, items, scope);
  // A literal with more digits than the field has can equal none of its values.
  const digits = items.flatMap(({ constant = 0n, scale }) =>
    scale <= value.scale ? [String(constant * 10n ** BigInt(value.scale - scale))] : [],
  );
  const fits = digits.every((text) => text.length <= 18);
  return dialect.isInList(
    value.sql,
    dialect.listParameter(parameters.add(dialect.listText(digits)), fits ? 'bigint' : 'numeric'),
  );
}

/** Money has two parts, so a list of it is a list per currency. */
function compileMoneyIn(value: Fragment, list: readonly Literal[], scope: Scope): string {
  return joinEqual(
    value,
    list.map((literal) => compileValue(literal, scope)),
    scope,
  );
}

function joinEqual(value: Fragment, items: readonly Fragment[], scope: Scope): string {
  return `(${items.map((item) => compareFragments(scope.rendering, '=', value, item)).join(' or ')})`;
}
