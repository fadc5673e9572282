import type { FieldSchema, FieldType, Row, StorageSchema, Write } from '@crmkit/core';

const field = (type: FieldType, nullable = true, folded = false): FieldSchema => ({
  type,
  nullable,
  ...(folded && { folded }),
});

/** A customer as hosts keep them: 16 fields, money, dates, a list and host fields, four indexes. */
export const benchSchema: StorageSchema = {
  version: 1,
  entities: {
    party: {
      name: 'party',
      fact: false,
      fields: {
        kind: field({ type: 'keyword' }, false),
        name: field({ type: 'text' }, false, true),
        legalName: field({ type: 'text' }),
        taxId: field({ type: 'keyword' }),
        email: field({ type: 'text' }, true, true),
        phone: field({ type: 'text' }),
        country: field({ type: 'keyword' }),
        city: field({ type: 'text' }),
        owner: field({ type: 'keyword' }),
        active: field({ type: 'bool' }),
        employees: field({ type: 'int' }),
        rating: field({ type: 'decimal', precision: 9, scale: 3 }),
        creditLimit: field({ type: 'money', extraDigits: 0 }),
        since: field({ type: 'date' }),
        seenAt: field({ type: 'instant' }),
        tags: field({ type: 'list', of: 'keyword' }),
      },
      custom: { creditClass: field({ type: 'keyword' }), visits: field({ type: 'int' }) },
      relations: {},
      indexes: [['name'], ['email'], ['owner', 'seenAt']],
      time: 'seenAt',
    },
  },
};

/** A row of the bench; the same number gives the same row. */
function benchRow(number: number): Row {
  const id = `pty_${String(number).padStart(9, '0')}`;
  return {
    id,
    rev: '',
    kind: number % 3 === 0 ? 'person' : 'organization',
    name: `Customer ${number} 臺灣水泥`,
    legalName: `Customer number ${number} Incorporated`,
    taxId: `${10_000_000 + number}`,
    email: `Contact.${number}@example.org`,
    phone: `+886 2 ${1_000_000 + number}`,
    country: 'TW',
    city: number % 2 === 0 ? '臺北' : 'Hsinchu',
    owner: `u${number % 40}`,
    active: number % 5 !== 0,
    employees: number % 1000,
    rating: (number * 7) % 1_000_000,
    creditLimit: { amount: number * 1000, currency: 'TWD' },
    since: `20${String(10 + (number % 14)).padStart(2, '0')}-0${1 + (number % 9)}-1${number % 9}`,
    seenAt: 1_700_000_000_000 + number * 1000,
    tags: ['erp', number % 2 === 0 ? 'vip' : 'standard'],
    custom: { creditClass: 'ABC'[number % 3] ?? 'A', visits: number % 50 },
  };
}

/** The write that creates a row, with two look-up keys. */
export function benchWrite(number: number): Write {
  const row = benchRow(number);
  const keys = [
    { name: 'name', value: `customer${number}` },
    { name: 'phone', value: `${1_000_000 + number}` },
  ];
  return { entity: 'party', id: row.id, op: 'put', expect: 'absent', row, keys };
}
