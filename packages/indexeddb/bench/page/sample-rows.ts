import type { Row, StorageSchema } from '@crmkit/core';

/** A customer of eleven fields under three indexes. */
export const benchSchema: StorageSchema = {
  version: 1,
  entities: {
    party: {
      name: 'party',
      fact: false,
      fields: {
        kind: { type: { type: 'keyword' }, nullable: false },
        name: { type: { type: 'text' }, nullable: false },
        taxId: { type: { type: 'keyword' }, nullable: true },
        city: { type: { type: 'keyword' }, nullable: true },
        country: { type: { type: 'keyword' }, nullable: true },
        createdAt: { type: { type: 'instant' }, nullable: false },
        score: { type: { type: 'int' }, nullable: true },
        credit: { type: { type: 'money', extraDigits: 0 }, nullable: true },
      },
      custom: { creditClass: { type: { type: 'keyword' }, nullable: true } },
      relations: {},
      indexes: [['city', 'score'], ['name'], ['createdAt']],
      time: null,
    },
  },
};

const cities = ['Taipei', 'Tainan', 'Kaohsiung', 'Hsinchu', 'Taichung'];

/** Customer number `at`, the same in every run. */
export function sampleRow(at: number): Row {
  return {
    id: `pty_${String(at).padStart(12, '0')}`,
    rev: '',
    kind: 'organization',
    name: `Company number ${at}`,
    taxId: `T${at}`,
    city: cities[at % cities.length] ?? '',
    country: 'TW',
    createdAt: 1_700_000_000_000 + at * 1_000,
    score: (at * 7_919) % 1_000,
    credit: { amount: 1_000 + at, currency: 'TWD' },
    custom: { creditClass: 'A' },
  };
}
