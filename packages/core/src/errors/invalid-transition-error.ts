import { CrmError } from './crm-error.js';

/**
 * A state machine does not declare this move; `transition.allowed` lists the moves that are open from where the record stands.
 *
 * @example
 * await rep.party.update(party.id, (draft) => void (draft.status = 'archived'));
 * const reopened = rep.party.update(party.id, (draft) => void (draft.status = 'inactive'));
 * await reopened.catch(({ transition }) => transition.allowed); // ['active']
 */
export class InvalidTransitionError extends CrmError {
  override readonly name = 'InvalidTransitionError';
  readonly code = 'INVALID_TRANSITION';
  constructor(
    readonly transition: {
      readonly entity: string;
      readonly id: string;
      readonly field: string;
      readonly from: string | null;
      readonly to: string | null;
      readonly allowed: readonly string[];
    },
  ) {
    const { entity, id, field, from, to, allowed } = transition;
    super(
      `${entity} ${id} cannot move its ${field} from ${from ?? '(new)'} to ${to ?? '(no value)'}. ` +
        `Allowed: ${allowed.length > 0 ? allowed.join(', ') : 'nothing'}.`,
    );
  }
}
