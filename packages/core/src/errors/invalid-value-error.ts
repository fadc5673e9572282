import { CrmError } from './crm-error.js';

/**
 * A value cannot be represented: NUL or lone surrogate in text, a decimal with too many digits, an unknown currency.
 *
 * @example
 * expect(() => parseDecimal('1.234', 2)).toThrow(InvalidValueError);
 */
export class InvalidValueError extends CrmError {
  override readonly name = 'InvalidValueError';
  readonly code = 'INVALID_VALUE';
  constructor(
    readonly path: string,
    readonly problem: string,
  ) {
    super(`The value at ${path} is not valid: ${problem}.`);
  }
}
