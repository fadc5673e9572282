import type { Sort, StoredMoney, StoredValue } from '@crmkit/core';
import { comparePositions } from '@crmkit/core/storage';
import { fieldFragment } from '../condition/field-fragment.js';
import { columnOf, type Scope } from '../condition/scope.js';
import type { ColumnKind } from '../dialect/dialect.js';

/** One expression of an `order by`, and how the matching part of a cursor's key is read. */
export interface SortTerm {
  readonly sql: string;
  readonly kind: ColumnKind;
  readonly direction: Sort['direction'];
  readonly certain: boolean;
  /** Which of the query's sort keys it belongs to; -1 for the id. */
  readonly key: number;
  /** The text of this term's parameter, or null for no value. */
  readText(value: StoredValue | null): string | null;
}

/**
 * Lays out the order of a query: money goes by currency, then amount; the id is always last.
 *
 * @param sort - sort fields, most significant first
 * @param scope - the row
 * @returns terms in order
 * @throws {@link InvalidInputError} `INVALID_INPUT` for an unknown field, a list or json
 * @example
 * const parameters = new ParameterList();
 * const scope = createScope(schema, 'party', postgresDialect, { now: 0 }, parameters);
 * planSort([{ path: ['name'], direction: 'asc' }], scope).map(({ sql }) => sql); // ['t."name"', 't."id"']
 */
export function planSort(sort: readonly Sort[], scope: Scope): readonly SortTerm[] {
  // Refuses what has no order in the words that every storage uses.
  comparePositions(sort, scope.table.entity);
  const terms = sort.flatMap(({ path, direction }, key): readonly SortTerm[] => {
    const value = fieldFragment(scope, path);
    // Columns carry no NOT NULL, so only the id may leave out where its missing values go.
    const base = { direction, certain: path.length === 1 && path[0] === 'id', key };
    if (value.type === 'money') {
      return [
        {
          ...base,
          sql: value.currency,
          kind: 'text',
          readText: (money) => (money as StoredMoney | null)?.currency ?? null,
        },
        {
          ...base,
          sql: value.amount,
          kind: 'bigint',
          readText: (money) => textOf((money as StoredMoney | null)?.amount ?? null),
        },
      ];
    }
    return [{ ...base, sql: value.sql, kind: value.type === 'number' ? 'bigint' : value.kind, readText: textOf }];
  });
  return [
    ...terms,
    { sql: columnOf(scope, 'id'), kind: 'text', direction: 'asc', certain: true, key: -1, readText: textOf },
  ];
}

function textOf(value: StoredValue | null): string | null {
  return value === null ? null : String(value);
}

/**
 * Renders the order; what has no value comes first ascending and last descending.
 *
 * @param terms - from {@link planSort}
 * @returns the list after `order by`
 * @example
 * const parameters = new ParameterList();
 * const scope = createScope(schema, 'party', postgresDialect, { now: 0 }, parameters);
 * orderBy(planSort([{ path: ['name'], direction: 'asc' }], scope)); // 't."name" asc nulls first, t."id" asc'
 */
export function orderBy(terms: readonly SortTerm[]): string {
  return terms
    .map(({ sql, direction, certain }) =>
      direction === 'asc' ? `${sql} asc${certain ? '' : ' nulls first'}` : `${sql} desc${certain ? '' : ' nulls last'}`,
    )
    .join(', ');
}
