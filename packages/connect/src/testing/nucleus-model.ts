import type { Model } from '@crmkit/core';
import { buildModel, keyword, nucleus } from '@crmkit/core';

/** The model tests map to: the nucleus with one field of the host. */
export function nucleusModel(): Model {
  return buildModel(Object.values(nucleus().entities), { party: { creditClass: keyword().optional() } }, 1);
}
