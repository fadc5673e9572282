import type { Model } from '@crmkit/core';
import { compileMapping } from './compile-mapping.js';
import type { Mapping } from './define-mapping.js';

/**
 * Checks a mapping against the model of a CRM: unknown entity or field, a value of another type, a required field that
 * is left out, a code that the field does not know. `runImport` does the same before it reads a row.
 *
 * @param model - `crm.model`
 * @throws {@link InvalidMappingError} `INVALID_MAPPING` with the path of the first thing that is wrong
 * @example
 * checkMapping(crm.model, customers);
 */
export function checkMapping(model: Model, mapping: Mapping): void {
  compileMapping(model, mapping);
}
