import { CrmError } from '@crmkit/core';

/**
 * A mapping names something the model does not have, leaves out what it needs, or gives a field a value of another type.
 *
 * @example
 * const misspelt = { ...customers, fields: { ...customers.fields, nmae: column('name') } };
 * await runImport(session, misspelt, fromIterable([])).catch(({ path }) => path); // 'fields.nmae'
 */
export class InvalidMappingError extends CrmError {
  override readonly name = 'InvalidMappingError';
  readonly code = 'INVALID_MAPPING';
  constructor(
    /** System and type of the mapping, such as `erp/customers`. */
    readonly mapping: string,
    /** Where in the mapping, such as `fields.creditLimit`. */
    readonly path: string,
    readonly problem: string,
  ) {
    super(`The mapping ${mapping} is not valid at ${path}: ${problem}.`);
  }
}
