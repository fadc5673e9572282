import { CrmError } from './crm-error.js';

/**
 * A record cannot be deleted while others refer to it. `by` names the reference field, `count` how many of them there
 * are at least.
 *
 * @example
 * await rep.party.delete(party.id).catch(({ referenced }) => referenced.by); // 'order.party'
 */
export class ReferencedError extends CrmError {
  override readonly name = 'ReferencedError';
  readonly code = 'REFERENCED';
  constructor(
    readonly referenced: {
      readonly entity: string;
      readonly id: string;
      /** Entity and dotted path of the field that refers to it: `order.party`. */
      readonly by: string;
      readonly count: number;
    },
  ) {
    super(
      `${referenced.entity} ${referenced.id} cannot be deleted: at least ${referenced.count} refer to it through ${referenced.by}.`,
    );
  }
}
