import type { InputIssue } from '@crmkit/core';

/** Every name of some options; the compiler asks for a new one here. */
export type OptionNames<O> = { readonly [name in keyof Required<O>]: true };

/**
 * Finds options that do not exist: a slip in a name would otherwise be a setting without effect.
 *
 * @param call - whose options they are
 * @param options - as a host gave them
 * @param known - all names there are
 */
export function findUnknownOptions<O extends object>(
  call: string,
  options: O,
  known: OptionNames<O>,
): readonly InputIssue[] {
  return Object.entries(options).flatMap(([name, value]): InputIssue[] => {
    if (value === undefined || Object.hasOwn(known, name)) return [];
    return [{ path: name, problem: `${call} has no such option; there are ${Object.keys(known).join(', ')}` }];
  });
}
