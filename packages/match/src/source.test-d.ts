import { describe, expectTypeOf, it } from 'vitest';
import { dedupe } from './dedupe.js';
import { link } from './link.js';
import type { Resolver } from './resolver/resolver.js';
import type { RecordSource, Row } from './source.js';
import { readRows } from './table/read-rows.js';

interface Customer {
  readonly id: number;
  name: string;
  born?: Date | null;
}

declare const customers: readonly Customer[];
declare const resolver: Resolver;

describe('rows', () => {
  it('may be typed by an interface, which has no index signature', () => {
    expectTypeOf<Customer[]>().toExtend<RecordSource>();
    expectTypeOf<AsyncIterable<Customer>>().toExtend<RecordSource>();
    expectTypeOf(dedupe(customers, { id: 'id' })).toExtend<Promise<unknown>>();
    expectTypeOf(link(customers, new Set(customers))).toExtend<Promise<unknown>>();
    expectTypeOf(readRows(customers)).toExtend<Promise<unknown>>();
    expectTypeOf(resolver.add).toBeCallableWith(customers);
    expectTypeOf(resolver.find).toBeCallableWith(customers[0] as Customer);
  });

  it('may be plain records, and are no texts', () => {
    expectTypeOf<Row[]>().toExtend<RecordSource>();
    expectTypeOf<string[]>().not.toExtend<RecordSource>();
    expectTypeOf<string>().not.toExtend<RecordSource>();
  });
});
