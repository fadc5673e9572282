import type { EntityDefinition } from '../model/define-entity.js';
import type { RecordOf } from '../model/model-shape.js';

/** A record of one entity of the nucleus as it is read, host fields untyped. */
export type NucleusRecord<D extends EntityDefinition> = RecordOf<{
  readonly fields: D['fields'];
  readonly relations: D['relations'];
  readonly parts: D['parts'];
  readonly custom: Record<never, never>;
  readonly fact: boolean;
}>;
