/** The brand every crmkit error carries, so that two installed copies of the package agree on what is theirs. */
const brand = Symbol.for('crmkit.error');

/**
 * Base of every error crmkit throws. Subclasses set a `code` that never changes once released and
 * keep the facts of the failure as fields; messages name ids and paths, never personal data.
 *
 *
 * @example
 * const found = await rep.party.get('pty_missing').catch((error: unknown) => {
 *   if (isCrmError(error, 'NOT_FOUND')) return null;
 *   throw error;
 * });
 */
export abstract class CrmError extends Error {
  /** Stable, machine-readable name of the failure, such as `CONFLICT`. */
  abstract readonly code: string;
  readonly [brand] = true;
}

/**
 * Tells whether a value is an error of crmkit, and optionally of one code.
 *
 * @param error - anything that was thrown
 * @param code - when given, the error must carry exactly this code
 * @returns true when the brand (and the code) match, also across two installed copies
 * @example
 * isCrmError(new Error('x')); // false
 */
export function isCrmError<C extends string>(error: unknown, code?: C): error is CrmError & { readonly code: C } {
  if (typeof error !== 'object' || error === null) return false;
  const candidate = error as { readonly [brand]?: unknown; readonly code?: unknown };
  return candidate[brand] === true && (code === undefined || candidate.code === code);
}
