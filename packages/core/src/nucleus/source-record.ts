import { z } from 'zod';
import { defineEntity, one } from '../model/define-entity.js';
import { instant, keyword, ref } from '../model/fields.js';
import { personalJson } from './personal-json.js';

/**
 * What a source system last said about a record, and which record that is. Its id is made from system, type and
 * external id, so each external record belongs to exactly one record of the CRM; one record may have many sources.
 */
export const sourceRecord = defineEntity({
  name: 'sourceRecord',
  prefix: 'src',
  // Its id is made from its origin and it follows from upserts; one made by hand would lead nowhere.
  writable: false,
  fields: {
    system: keyword({ max: 100 }),
    objectType: keyword({ max: 100 }),
    externalId: keyword(),
    externalVersion: keyword().optional(),
    /** Digest of what was received, for sources without versions. */
    digest: keyword(),
    /** Entity and id of the record it belongs to. */
    entity: keyword({ max: 41 }),
    record: keyword(),
    party: ref('party').optional(),
    receivedAt: instant(),
    /** What was received, as it was, with what no field took. */
    payload: personalJson(z.json()).optional(),
  },
  relations: { ofParty: one('party', { via: 'party' }) },
  indexes: [['party'], ['entity', 'record'], ['system', 'objectType', 'externalId']],
});
