import { windowBounds } from '../../values/window.js';
import type { Window } from '../node.js';
import { ROOT } from '../plain-data.js';
import { resolveField } from '../resolve.js';
import { isOnDays, isRange, placeOnPath } from './field-predicates.js';
import type { Bound, Predicate, Scope } from './run.js';

/**
 * Compiles the question whether a date or instant lies in a window; its ends are computed once per run.
 *
 * @throws {@link InvalidExpressionError} `INVALID_EXPRESSION` when the schema has no such field
 * @example
 * compileWindow(['updatedAt'], { type: 'duration', value: 'P7D' }, undefined, scope)(run)(row);
 */
export function compileWindow(
  path: readonly string[],
  window: Window,
  offset: string | undefined,
  scope: Scope,
): Bound<Predicate> {
  const { type } = resolveField(scope.schema, scope.entity, path, ROOT);
  return (run) => {
    const { after, until, fromDate, untilDate } = windowBounds(window, run.now, offset);
    return placeOnPath(path, (field) => {
      // Whole milliseconds: what lies after one begins at the next.
      if (type.type === 'instant') return isRange(field, after + 1, until);
      return fromDate === null || untilDate === null ? () => false : isOnDays(field, fromDate, untilDate);
    });
  };
}
