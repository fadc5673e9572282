import type { Expression, Row, StorageSchema, StoredValue } from '@crmkit/core';
import { compileExpression } from '@crmkit/core';
import type { RecordSource } from './record-source.js';
import { RelatedRows } from './related-rows.js';

/** A condition and what it stands on. */
export interface MatchScope {
  readonly where?: Expression;
  readonly now: number;
  readonly params?: { readonly [name: string]: StoredValue };
}

/** Related rows are read for so many candidates at a time. */
const ROWS_AT_A_TIME = 250;

/** Makes the filter of a query: keeps the rows that match, after reading the related rows the condition asks for. */
export function createMatcher(
  source: RecordSource,
  schema: StorageSchema,
  entity: string,
  scope: MatchScope,
): (rows: readonly Row[]) => Promise<readonly Row[]> {
  const { where, now, params } = scope;
  if (where === undefined) return (rows) => Promise.resolve(rows);
  const relatedRows = new RelatedRows(source, schema, entity, where);
  const matches = compileExpression(
    where,
    schema,
    entity,
  )({ now, related: relatedRows.related, ...(params && { params }) });
  if (!relatedRows.isNeeded) return (rows) => Promise.resolve(rows.filter(matches));
  return async (rows) => {
    const kept: Row[] = [];
    for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
      const chunk = rows.slice(at, at + ROWS_AT_A_TIME);
      await relatedRows.prefetch(chunk);
      for (const row of chunk) if (matches(row)) kept.push(row);
    }
    return kept;
  };
}
