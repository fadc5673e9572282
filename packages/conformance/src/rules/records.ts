import type { RuleGroup } from '../rule.js';
import { commitMany, commitOf, commitOk, failure, put, read, rowOf, withoutRev } from '../support/call.js';
import { fullOrder, fullParty } from '../support/sample-rows.js';

/** Reading and writing single records, and that nobody else's object is touched. */
export const recordRules: RuleGroup = {
  title: 'records',
  rules: [
    {
      id: 'CR1',
      promise: 'A record that was put is read back with every field, its id and a revision.',
      async run({ storage, context, expect }) {
        await commitOk(
          storage,
          context,
          commitOf([put('party', 'p1', { name: 'Parent' }), put('party', 'p2', fullParty('p1'))]),
        );
        await commitOk(storage, context, commitOf([put('order', 'o1', fullOrder('p2'))]));
        const party = await read(storage, context, 'party', 'p2');
        expect(withoutRev(party)).toEqual(rowOfFields('p2', fullParty('p1')));
        expect(withoutRev(await read(storage, context, 'order', 'o1'))).toEqual(rowOfFields('o1', fullOrder('p2')));
        expect(typeof party?.rev).toBe('string');
      },
    },
    {
      id: 'CR2',
      promise:
        '`get` answers in the length and order of the ids asked for: null where there is no live record, a repeated id repeatedly.',
      async run({ storage, context, expect }) {
        await commitOk(
          storage,
          context,
          commitOf([put('counter', 'a', { value: 1 }), put('counter', 'b', { value: 2 })]),
        );
        const rows = await storage.get(context, 'counter', ['b', 'missing', 'a', 'b']);
        expect(rows.map((row) => row?.id ?? null)).toEqual(['b', null, 'a', 'b']);
        expect(await storage.get(context, 'counter', [])).toEqual([]);
      },
    },
    {
      id: 'CR3',
      promise: 'An update replaces the whole row, also what stood under `custom`, and gives a new revision.',
      async run({ storage, context, expect }) {
        const [first = ''] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'Old', code: 'x', custom: { vip: true, visits: 3 } })]),
        );
        const [second] = await commitOk(
          storage,
          context,
          commitOf([put('party', 'p', { name: 'New', custom: { visits: 4 } }, first)]),
        );
        const row = await read(storage, context, 'party', 'p');
        expect(withoutRev(row)).toEqual({ id: 'p', name: 'New', custom: { visits: 4 } });
        expect(row?.rev).toBe(second);
        expect(first === second).toBe(false);
        await commitOk(storage, context, commitOf([put('party', 'p', { name: 'New' }, second)]));
        expect(withoutRev(await read(storage, context, 'party', 'p'))).toEqual({ id: 'p', name: 'New' });
      },
    },
    {
      id: 'CR4',
      promise: 'A deleted record is not found and may be created anew, with a revision it never had before.',
      async run({ storage, context, expect }) {
        const [created = ''] = await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        const [deleted = ''] = await commitOk(
          storage,
          context,
          commitOf([{ entity: 'counter', id: 'c', op: 'delete', expect: created }]),
        );
        expect(await read(storage, context, 'counter', 'c')).toBe(null);
        const [again = ''] = await commitOk(storage, context, commitOf([put('counter', 'c', { value: 1 })]));
        expect(new Set([created, deleted, again]).size).toBe(3);
        expect(withoutRev(await read(storage, context, 'counter', 'c'))).toEqual({ id: 'c', value: 1 });
      },
    },
    {
      id: 'CR5',
      promise: 'Rows that were given out are detached: changing one (where it can be changed) changes nothing stored.',
      async run({ storage, context, expect }) {
        await commitOk(storage, context, commitOf([put('party', 'p', fullParty())]));
        const first = await read(storage, context, 'party', 'p');
        for (const change of vandalisms) attempt(() => change(first as unknown as Record<string, unknown>));
        const [page] = (await storage.query(context, 'party', { limit: 10, now: 0 })).rows;
        expect(withoutRev(page)).toEqual(rowOfFields('p', fullParty()));
        for (const change of vandalisms) attempt(() => change(page as unknown as Record<string, unknown>));
        expect(withoutRev(await read(storage, context, 'party', 'p'))).toEqual(rowOfFields('p', fullParty()));
      },
    },
    {
      id: 'CR6',
      promise: 'What a caller hands in is never changed, may be frozen, and may be changed afterwards without effect.',
      async run({ storage, context, expect }) {
        const frozen = commitOf([put('party', 'frozen', freeze(fullParty()))]);
        freeze(frozen);
        await commitOk(storage, context, frozen);
        expect(frozen.writes[0]?.row).toEqual(rowOf('frozen', fullParty()));
        const fields = structuredClone(fullParty()) as Record<string, unknown>;
        const pending = commitOk(storage, context, commitOf([put('party', 'kept', fields)]));
        await pending;
        for (const change of vandalisms) change(fields);
        expect(withoutRev(await read(storage, context, 'party', 'kept'))).toEqual(rowOfFields('kept', fullParty()));
      },
    },
    {
      id: 'CR7',
      promise:
        'A commit gives one revision per write, in their order, and it is the revision read afterwards; a `rev` inside a row is ignored.',
      async run({ storage, context, expect }) {
        const writes = Array.from({ length: 50 }, (_, index) => ({
          ...put('counter', `c${(index * 7) % 50}`, {}),
          row: { id: `c${(index * 7) % 50}`, rev: 'mine', value: index },
        }));
        const revs = await commitOk(storage, context, commitOf(writes));
        const rows = await storage.get(
          context,
          'counter',
          writes.map(({ id }) => id),
        );
        expect(rows.map((row) => row?.rev)).toEqual(revs);
        expect(rows.map((row) => row?.value)).toEqual(writes.map(({ row }) => row.value));
      },
    },
    {
      id: 'CR8',
      promise: 'An entity the schema does not have is refused with `INVALID_INPUT`, in every call.',
      async run({ storage, context }) {
        await failure(() => storage.get(context, 'nobody', ['a']), 'INVALID_INPUT');
        await failure(() => storage.query(context, 'nobody', { limit: 1, now: 0 }), 'INVALID_INPUT');
        await failure(() => storage.commit(context, commitOf([put('nobody', 'a', {})])), 'INVALID_INPUT');
        await failure(() => storage.get(context, '__proto__', ['a']), 'INVALID_INPUT');
        await failure(async () => storage.versions?.(context, 'nobody', { id: 'a', limit: 1 }), 'INVALID_INPUT');
      },
    },
    {
      id: 'CR9',
      promise: 'Many records are read in one `get`, each in its place.',
      async run({ storage, context, expect }) {
        const ids = Array.from({ length: 1200 }, (_, index) => `c${index}`);
        await commitMany(
          storage,
          context,
          ids.map((id, value) => put('counter', id, { value })),
        );
        const wanted = ids.toReversed().flatMap((id) => [id, `${id}-missing`]);
        const rows = await storage.get(context, 'counter', wanted);
        expect(rows.map((row) => row?.value ?? null)).toEqual(
          wanted.map((id) => (id.endsWith('missing') ? null : Number(id.slice(1)))),
        );
      },
    },
  ],
};

const vandalisms: readonly ((row: Record<string, unknown>) => void)[] = [
  (row) => {
    row.name = 'vandal';
  },
  (row) => {
    (row.tags as string[])[0] = 'vandal';
  },
  (row) => {
    (row.custom as Record<string, unknown>).creditClass = 'vandal';
  },
  (row) => {
    (row.balance as Record<string, unknown>).amount = 666;
  },
  (row) => {
    ((row.payload as { deep: unknown[] }).deep[1] as Record<string, unknown>).x = 'vandal';
  },
];

function rowOfFields(id: string, fields: object): object {
  return { id, ...fields };
}

/** Frozen rows refuse the change, which is as good as ignoring it. */
function attempt(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

function freeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) freeze(member);
  }
  return Object.freeze(value);
}
