import { type Expression, foldText } from '@crmkit/core';
import type { RuleGroup, Trial } from '../rule.js';
import { commitMany, failure, put, queryIds } from '../support/call.js';
import { checked, combine, compare, field, literal, not } from '../support/expressions.js';
import { type OrderedValues, orderedValues, partyWith } from '../support/ordered-values.js';

/** What each operator means for each type, with and without a value. */
export const comparisonRules: RuleGroup = {
  title: 'conditions',
  rules: [
    {
      id: 'QU1',
      promise:
        'Equal, less, at most, between and listed hold for every type exactly where the order of its values says; without a value they are false.',
      async run(trial) {
        for (const [index, column] of orderedValues.entries()) await checkColumn(trial, column, index);
      },
    },
    {
      id: 'QU2',
      promise: '`not` is the exact complement of every condition, so it holds where there is no value.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const all = ['a', 'b', 'none'];
        await commitMany(storage, context, [
          put('party', 'a', {
            name: 'a',
            code: 'A',
            employees: 1,
            active: true,
            tags: ['x'],
            since: '2024-01-01',
            balance: { amount: 5, currency: 'JPY' },
          }),
          put('party', 'b', {
            name: 'b',
            code: 'B',
            employees: 2,
            active: false,
            tags: [],
            since: '2024-02-01',
            balance: { amount: 5, currency: 'EUR' },
          }),
          put('party', 'none', { name: 'none' }),
        ]);
        const cases: readonly (readonly [Expression, readonly string[]])[] = [
          [compare('eq', field('code'), literal('keyword', 'A')), ['a']],
          [compare('lt', field('employees'), literal('int', 2)), ['a']],
          [compare('gt', field('employees'), field('rating')), []],
          [{ op: 'in', arg: field('code'), list: [literal('keyword', 'B')] }, ['b']],
          [{ op: 'in', arg: field('code'), list: [] }, []],
          [
            {
              op: 'between',
              arg: field('since'),
              low: literal('date', '2024-01-01'),
              high: literal('date', '2024-01-31'),
            },
            ['a'],
          ],
          [{ op: 'startsWith', arg: field('code'), text: literal('text', '') }, ['a', 'b']],
          [{ op: 'has', path: ['tags'], value: 'x' }, ['a']],
          [field('active'), ['a']],
          [compare('eq', field('active'), literal('bool', false)), ['b']],
          [compare('eq', field('balance'), literal('money', { amount: '5', currency: 'JPY' })), ['a']],
          [compare('lte', field('balance'), literal('money', { amount: '99', currency: 'JPY' })), ['a']],
          [{ op: 'isNull', arg: field('employees') }, ['none']],
          [{ op: 'some', rel: 'allOrders' }, []],
          [literal('bool', true) as Expression, all],
        ];
        for (const [condition, holds] of cases) {
          expect(await idsWhere(trial, condition)).toEqual(holds);
          expect(await idsWhere(trial, not(condition))).toEqual(all.filter((id) => !holds.includes(id)));
          expect(await idsWhere(trial, not(not(condition)))).toEqual(holds);
          expect(await idsWhere(trial, combine('or', condition, not(condition)))).toEqual(all);
          expect(await idsWhere(trial, combine('and', condition, not(condition)))).toEqual([]);
        }
      },
    },
    {
      id: 'QU3',
      promise:
        'Every type of field knows whether it has a value; an empty text, 0, false and an empty list are values.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const values: { readonly [path: string]: unknown } = {
          nickname: '',
          code: '',
          active: false,
          employees: 0,
          rating: 0,
          exact: 0,
          balance: { amount: 0, currency: 'JPY' },
          price: { amount: 0, currency: 'JPY' },
          since: '1970-01-01',
          seenAt: 0,
          parent: 'a',
          tags: [],
          remarks: [],
          'custom.creditClass': '',
          'custom.visits': 0,
          'custom.city': '',
          'custom.vip': false,
          'custom.renewal': '1970-01-01',
          'custom.calledAt': 0,
          'custom.budget': { amount: 0, currency: 'JPY' },
          'custom.referrer': 'a',
          'custom.labels': [],
        };
        const custom = Object.fromEntries(
          Object.entries(values).flatMap(([path, value]) =>
            path.startsWith('custom.') ? [[path.slice(7), value]] : [],
          ),
        );
        const top = Object.fromEntries(Object.entries(values).filter(([path]) => !path.includes('.')));
        await commitMany(storage, context, [
          put('party', 'a', { name: '', ...top, custom }),
          put('party', 'none', { name: 'x' }),
        ]);
        for (const path of Object.keys(values)) {
          expect([path, await idsWhere(trial, { op: 'isNull', arg: field(path) })]).toEqual([path, ['none']]);
          expect([path, await idsWhere(trial, not({ op: 'isNull', arg: field(path) }))]).toEqual([path, ['a']]);
        }
      },
    },
    {
      id: 'QU4',
      promise:
        'Starts, ends and contains compare code points literally: `%`, `_`, `\\`, `*`, quotes and brackets mean themselves, and case and accents count.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const texts = [
          '100%',
          '100x',
          'a_b',
          'axb',
          'a\\b',
          '\\',
          '%',
          '_',
          "o'clock",
          '"q"',
          '[x]',
          'x*y',
          'É',
          'é',
          'e',
          '😀 smile',
          '\uE000',
          '\uFFFF',
          '臺灣',
          '',
          'aa',
          'aaa',
          '$1',
          '\u{10FFFF}z',
        ];
        await commitMany(
          storage,
          context,
          texts.map((nickname, index) =>
            put('party', idAt(index), { name: 'x', nickname, custom: { city: nickname } }),
          ),
        );
        const parts = [
          '',
          '%',
          '_',
          '\\',
          '100%',
          'a_',
          'x',
          "'",
          '"',
          '[',
          '*',
          'é',
          'É',
          '😀',
          '\uE000',
          '\uFFFF',
          '臺',
          'aa',
          '$1',
          '\u{10FFFF}',
          ' ',
        ];
        const tests = {
          startsWith: (a: string, b: string) => a.startsWith(b),
          endsWith: (a: string, b: string) => a.endsWith(b),
          contains: (a: string, b: string) => a.includes(b),
        };
        for (const part of parts) {
          for (const op of ['startsWith', 'endsWith', 'contains'] as const) {
            const expected = texts.flatMap((text, index) => (tests[op](text, part) ? [idAt(index)] : []));
            for (const path of ['nickname', 'custom.city']) {
              expect([
                op,
                part,
                path,
                await idsWhere(trial, { op, arg: field(path), text: literal('text', part) }),
              ]).toEqual([op, part, path, expected]);
            }
          }
        }
      },
    },
    {
      id: 'QU5',
      promise: '`fold` compares without case and width as `foldText` folds, the same for the field and the literal.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const names = [
          'ACME',
          'acme',
          'Ａｃｍｅ',
          'Acmé',
          'STRASSE',
          'Straße',
          'ΣΊΣΥΦΟΣ',
          'σίσυφος',
          'İ',
          'ﬁn',
          'FIN',
          '①',
          '1',
        ];
        await commitMany(
          storage,
          context,
          names.map((name, index) => put('party', idAt(index), { name, custom: { city: name } })),
        );
        for (const wanted of names) {
          const expected = names.flatMap((name, index) => (foldText(name) === foldText(wanted) ? [idAt(index)] : []));
          for (const path of ['name', 'custom.city']) {
            const equal = compare('eq', { op: 'fold', arg: field(path) }, { op: 'fold', arg: literal('text', wanted) });
            expect([wanted, path, await idsWhere(trial, equal)]).toEqual([wanted, path, expected]);
          }
          const starts = names.flatMap((name, index) =>
            foldText(name).startsWith(foldText(wanted)) ? [idAt(index)] : [],
          );
          expect(
            await idsWhere(trial, {
              op: 'startsWith',
              arg: { op: 'fold', arg: field('name') },
              text: { op: 'fold', arg: literal('text', wanted) },
            }),
          ).toEqual(starts);
        }
      },
    },
    {
      id: 'QU6',
      promise: '`has` finds a list that holds exactly that text; lists keep order and repeats.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const lists = [
          ['a'],
          ['b', 'a', 'b'],
          [],
          ['ab'],
          ['A'],
          ['a,b'],
          ['{a}'],
          ['"a"'],
          ['', 'a '],
          ['臺灣', '😀'],
        ];
        await commitMany(
          storage,
          context,
          lists.map((tags, index) =>
            put('party', idAt(index), { name: 'x', tags, remarks: tags, custom: { labels: tags } }),
          ),
        );
        for (const value of ['a', 'b', 'A', 'a,b', '{a}', '"a"', '', 'a ', '臺灣', '😀', 'missing']) {
          const expected = lists.flatMap((list, index) => (list.includes(value) ? [idAt(index)] : []));
          for (const path of ['tags', 'remarks', 'custom.labels']) {
            expect([value, path, await idsWhere(trial, { op: 'has', path: path.split('.'), value })]).toEqual([
              value,
              path,
              expected,
            ]);
          }
        }
      },
    },
    {
      id: 'QU7',
      promise:
        'Two fields compare with each other; int and decimal, and decimals of different scales, by exact value; fields without value never.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const rows: readonly { employees?: number; rating?: number; exact?: number | string }[] = [
          { employees: 1, rating: 100, exact: 10_000 },
          { employees: 1, rating: 101, exact: 10_100 },
          { employees: 2, rating: 199, exact: 19_901 },
          { employees: 900_719_925_474, exact: '9007199254740993' },
          { rating: 100 },
          {},
        ];
        await commitMany(
          storage,
          context,
          rows.map((fields, index) => put('party', idAt(index), { name: 'x', ...fields })),
        );
        const scales = { employees: 4, rating: 2, exact: 0 } as const;
        for (const left of ['employees', 'rating', 'exact'] as const) {
          for (const right of ['employees', 'rating', 'exact'] as const) {
            for (const op of ['eq', 'lt', 'lte', 'ne', 'gte'] as const) {
              const expected = rows.flatMap((row, index) =>
                holds(op, exactOf(row[left], scales[left]), exactOf(row[right], scales[right])) ? [idAt(index)] : [],
              );
              expect([left, op, right, await idsWhere(trial, compare(op, field(left), field(right)))]).toEqual([
                left,
                op,
                right,
                expected,
              ]);
            }
          }
        }
      },
    },
    {
      id: 'QU8',
      promise: 'Conditions nested eight deep mean what they say.',
      async run(trial) {
        const { storage, context, expect } = trial;
        const rows = Array.from({ length: 64 }, (_, index) => ({
          employees: index,
          active: index % 3 === 0,
          code: `c${index % 5}`,
        }));
        await commitMany(
          storage,
          context,
          rows.map((fields, index) =>
            put('party', idAt(index), { name: 'x', ...fields, ...(index % 7 === 0 && { code: null }) }),
          ),
        );
        let condition: Expression = field('active');
        let test = (index: number): boolean => index % 3 === 0;
        for (let depth = 0; depth < 8; depth += 1) {
          const inner: { readonly condition: Expression; readonly test: (index: number) => boolean } = {
            condition,
            test,
          };
          const bound = 60 - depth * 7;
          const code = `c${depth % 5}`;
          const hasCode = (index: number): boolean => index % 7 !== 0 && index % 5 === depth % 5;
          condition =
            depth % 2 === 0
              ? combine(
                  'and',
                  compare('lt', field('employees'), literal('int', bound)),
                  not(combine('or', compare('eq', field('code'), literal('keyword', code)), inner.condition)),
                )
              : combine('or', compare('eq', field('code'), literal('keyword', code)), not(inner.condition));
          test =
            depth % 2 === 0
              ? (index) => index < bound && !(hasCode(index) || inner.test(index))
              : (index) => hasCode(index) || !inner.test(index);
        }
        expect(await idsWhere(trial, condition)).toEqual(
          rows.flatMap((_, index) => (test(index) ? [idAt(index)] : [])),
        );
      },
    },
    {
      id: 'QU9',
      promise:
        'Parameters stand for values given with the query, of every type; one that is not given is refused with `INVALID_EXPRESSION`.',
      async run(trial) {
        const { storage, context, expect } = trial;
        for (const [index, { path, literal: type, values }] of orderedValues.entries()) {
          const tenant = trial.tenant(`param ${index}`);
          await commitMany(
            storage,
            tenant,
            values.map(([value], position) => put('party', idAt(position), partyWith(path, value))),
          );
          const where = checked('party', compare('eq', field(path), { op: 'param', name: 'wanted', type }));
          for (const [position, [value]] of values.entries()) {
            expect([
              path,
              await queryIds(storage, tenant, 'party', { where, params: { wanted: value as string } }),
            ]).toEqual([path, [idAt(position)]]);
          }
          await failure(() => queryIds(storage, tenant, 'party', { where }), 'INVALID_EXPRESSION');
        }
        expect(await queryIds(storage, context, 'party')).toEqual([]);
      },
    },
    {
      id: 'QU10',
      promise: "A reference compares by id, at the top and under `custom`; the record's own id is a field too.",
      async run(trial) {
        const { storage, context, expect } = trial;
        await commitMany(storage, context, [
          put('party', 'a', { name: 'a' }),
          put('party', 'b', { name: 'b', parent: 'a', custom: { referrer: 'a' } }),
          put('party', 'c', { name: 'c', parent: 'c', custom: { referrer: 'b' } }),
        ]);
        expect(await idsWhere(trial, compare('eq', field('parent'), literal('ref', 'a')))).toEqual(['b']);
        expect(await idsWhere(trial, compare('eq', field('custom.referrer'), literal('ref', 'b')))).toEqual(['c']);
        expect(
          await idsWhere(trial, { op: 'in', arg: field('parent'), list: [literal('ref', 'a'), literal('ref', 'c')] }),
        ).toEqual(['b', 'c']);
      },
    },
  ],
};

async function checkColumn(trial: Trial, column: OrderedValues, columnIndex: number): Promise<void> {
  const { storage, expect } = trial;
  const { path, literal: type, values, incomparable = [] } = column;
  const tenant = trial.tenant(`column ${columnIndex}`);
  const rows = [...values.map(([value]) => value), ...incomparable, null];
  await commitMany(
    storage,
    tenant,
    rows.map((value, index) => put('party', idAt(index), partyWith(path, value))),
  );
  const found = (condition: Expression): Promise<readonly string[]> =>
    queryIds(storage, tenant, 'party', { where: checked('party', condition) });
  const ids = (test: (index: number) => boolean): readonly string[] =>
    values.flatMap((_, index) => (test(index) ? [idAt(index)] : []));
  const lits = values.map(([, value]) => literal(type, value));
  const ordered = type !== 'ref' && type !== 'bool';
  for (const [at, value] of lits.entries()) {
    expect([path, 'eq', at, await found(compare('eq', field(path), value))]).toEqual([
      path,
      'eq',
      at,
      ids((index) => index === at),
    ]);
    if (!ordered) continue;
    expect([path, 'lt', at, await found(compare('lt', field(path), value))]).toEqual([
      path,
      'lt',
      at,
      ids((index) => index < at),
    ]);
    expect([path, 'lte', at, await found(compare('lte', field(path), value))]).toEqual([
      path,
      'lte',
      at,
      ids((index) => index <= at),
    ]);
    expect([path, 'gt', at, await found(compare('gt', field(path), value))]).toEqual([
      path,
      'gt',
      at,
      ids((index) => index > at),
    ]);
    const high = lits[Math.min(at + 2, lits.length - 1)] ?? value;
    const between: Expression = { op: 'between', arg: field(path), low: value, high };
    expect([path, 'between', at, await found(between)]).toEqual([
      path,
      'between',
      at,
      ids((index) => index >= at && index <= at + 2),
    ]);
  }
  const list = lits.filter((_, index) => index % 2 === 0);
  expect([path, 'in', await found({ op: 'in', arg: field(path), list })]).toEqual([
    path,
    'in',
    ids((index) => index % 2 === 0),
  ]);
  const backwards: Expression = {
    op: 'between',
    arg: field(path),
    low: lits[1] ?? literal(type, ''),
    high: lits[0] ?? literal(type, ''),
  };
  expect([path, 'backwards', await found(backwards)]).toEqual([path, 'backwards', []]);
}

function idsWhere({ storage, context }: Trial, condition: Expression): Promise<readonly string[]> {
  return queryIds(storage, context, 'party', { where: checked('party', condition) });
}

function idAt(index: number): string {
  return `p${String(index).padStart(3, '0')}`;
}

function exactOf(value: number | string | undefined, digits: number): bigint | null {
  return value === undefined ? null : BigInt(value) * 10n ** BigInt(digits);
}

function holds(op: 'eq' | 'ne' | 'lt' | 'lte' | 'gte', a: bigint | null, b: bigint | null): boolean {
  if (op === 'ne') return !holds('eq', a, b);
  if (a === null || b === null) return false;
  if (op === 'eq') return a === b;
  return op === 'lt' ? a < b : op === 'lte' ? a <= b : a >= b;
}
