import { expect, it } from 'vitest';
import { ClusterBook } from './cluster-book.js';
import { recluster } from './recluster.js';

it('parts more copies than a call has room for arguments', () => {
  const members = Array.from({ length: 250_000 }, (_, at) => at + 1);
  const book = new ClusterBook();
  const changes = recluster(book, [1], [], {
    rules: {
      threshold: 0,
      plausibleSize: 2,
      weigh: () => 1,
      isApart: () => false,
      isTogether: () => false,
      idOf: String,
    },
    forEachEdge: () => {},
    copiesOf: () => ({ members, weight: 1 }),
    ageOf: (record) => record,
    idOf: String,
  });
  expect(changes.created.length).toBe(members.length);
});
