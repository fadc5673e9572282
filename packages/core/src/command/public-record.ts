import { fromRow, type PublicRecord } from '../model/codec.js';
import type { ModelEntity } from '../model/model.js';
import type { Row } from '../storage/contract.js';
import type { AnyRecord } from './define-command.js';
import { MANAGED_FIELDS } from './record-parser.js';

/** The record a caller reads: public values with id, revision and `custom`. */
export function publish(entity: ModelEntity, row: Row): AnyRecord {
  return fromRow(entity.schema, row);
}

/** A published record without the keys crmkit keeps: what the entity's parser takes. */
export function editable(record: PublicRecord): { [field: string]: unknown } {
  const kept: { [field: string]: unknown } = {};
  for (const name in record)
    if (name !== 'id' && name !== 'rev' && !MANAGED_FIELDS.has(name)) kept[name] = record[name];
  return kept;
}
