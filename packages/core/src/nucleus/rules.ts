import type { EntityRule } from '../model/define-entity.js';
import { isOutsideLife } from './life-of-party.js';
import { overlaps, type Validity } from './validity.js';

type Fields = { readonly [field: string]: unknown };

/** Of records that are alike, no two may hold on the same day. */
function noneTogether(
  of: Pick<EntityRule, 'name' | 'per'> & {
    readonly path: string;
    readonly problem: string;
    readonly counts: (record: Fields) => boolean;
    readonly alike: readonly string[];
  },
): EntityRule {
  const { name, per, path, problem, counts, alike } = of;
  return {
    name,
    per,
    concerns: counts,
    check: (rows) => {
      const own = rows.filter(counts);
      return own
        .filter((row) =>
          own.some(
            (other) =>
              other.id !== row.id &&
              alike.every((field) => other[field] === row[field]) &&
              overlaps(other as Validity, row as Validity),
          ),
        )
        .map(({ id }) => ({ id, path, problem }));
    },
  };
}

/** At most one preferred contact point of a kind on any day. */
export const onePreferred = noneTogether({
  name: 'onePreferred',
  per: 'party',
  path: 'preferred',
  problem: 'another one of this kind is preferred at the same time',
  counts: (record) => record['preferred'] === true,
  alike: ['kind'],
});

/** A role of one type and scope is held once at a time. */
export const heldOnce = noneTogether({
  name: 'heldOnce',
  per: 'party',
  path: 'type',
  problem: 'the party holds this role already',
  counts: (record) => record['status'] !== 'ended',
  alike: ['type', 'scope'],
});

/** No role begins before its party did, or after its end. */
export const withinLife: EntityRule = {
  name: 'withinLife',
  per: 'party',
  concerns: (record) => record['validFrom'] !== undefined,
  check: (rows, party) =>
    rows
      .filter((row) => party !== null && isOutsideLife(row as Validity, party))
      .map(({ id }) => ({ id, path: 'validFrom', problem: 'it lies outside the life of the party' })),
};

/** At most one primary tie of a type on any day. */
export const onePrimary = noneTogether({
  name: 'onePrimary',
  per: 'from',
  path: 'primary',
  problem: 'another tie of this type is primary at the same time',
  counts: (record) => record['primary'] === true,
  alike: ['type'],
});
