import { InvalidExpressionError, type Window, windowBounds } from '@crmkit/core';
import { fieldFragment } from './field-fragment.js';
import { numberParameter } from './number-parameter.js';
import type { Scope } from './scope.js';

/** Renders "the field lies in the window that ends now"; the bounds are computed here and travel as parameters. */
export function compileWindow(
  field: readonly string[],
  window: Window,
  offset: string | undefined,
  scope: Scope,
): string {
  const { rendering } = scope;
  const value = fieldFragment(scope, field);
  const bounds = windowBounds(window, rendering.now, offset);
  if (value.type === 'number') {
    const after = numberParameter(rendering, BigInt(bounds.after));
    const until = numberParameter(rendering, BigInt(bounds.until));
    return `(${value.sql} > ${after} and ${value.sql} <= ${until})`;
  }
  if (value.type !== 'plain' || value.kind !== 'date')
    throw new InvalidExpressionError(field.join('.'), 'within needs a date or an instant');
  if (bounds.fromDate === null || bounds.untilDate === null) {
    throw new InvalidExpressionError(field.join('.'), 'a window over a date counts calendar days, weeks or months');
  }
  const { dialect, parameters } = rendering;
  const from = dialect.parameter(parameters.add(bounds.fromDate), 'date');
  const until = dialect.parameter(parameters.add(bounds.untilDate), 'date');
  return `(${value.sql} >= ${from} and ${value.sql} <= ${until})`;
}
