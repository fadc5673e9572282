import type { Fields } from './call.js';

/** A party with a value in every field; `parent` only when an id is given. */
export function fullParty(parent?: string): Fields {
  return {
    name: '臺灣水泥股份有限公司',
    nickname: 'Straße İstanbul 😀',
    code: 'TW-1101',
    active: false,
    employees: -12,
    rating: 99_999,
    exact: '999999999999999999',
    balance: { amount: 123_456, currency: 'TWD' },
    price: { amount: '9007199254740993', currency: 'EUR' },
    since: '2024-02-29',
    seenAt: 1_709_208_000_123,
    ...(parent !== undefined && { parent }),
    tags: ['b', 'a', 'b'],
    remarks: ['', 'second remark'],
    payload: { deep: [1, { x: null, y: 'é' }, []], empty: {}, number: -1.5 },
    custom: {
      creditClass: 'A',
      visits: 0,
      discount: -1,
      city: '',
      vip: true,
      renewal: '0001-01-01',
      calledAt: 0,
      budget: { amount: 0, currency: 'JPY' },
      ...(parent !== undefined && { referrer: parent }),
      labels: [],
    },
  };
}

/** An order of a party with a value in every field. */
export function fullOrder(party: string): Fields {
  return {
    party,
    status: 'posted',
    group: 'retail',
    total: { amount: 10_050, currency: 'TWD' },
    quantity: 3,
    weight: 12_345,
    placedAt: 1_709_100_000_000,
    dueOn: '2024-03-31',
    comment: "Robert'); DROP TABLE orders;--",
    custom: { channel: 'web' },
  };
}
