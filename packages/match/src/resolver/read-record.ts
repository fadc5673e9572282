import { InvalidInputError } from '@crmkit/core';
import { kindWith } from '../kinds/kind-parts.js';
import type { FieldSpec } from '../records/field-spec.js';
import { columnsOf, fieldText } from '../records/read-field.js';
import type { Row } from '../source.js';
import { toText } from '../table/read-rows.js';
import type { StoredRecord } from './record-store.js';
import type { ResolverOptions } from './resolver-options.js';

/** How rows become records. */
export interface RecordReader {
  /** Reads rows that must have an id. */
  readonly readAll: (call: string, rows: readonly Row[]) => readonly StoredRecord[];
  /** Reads a row; its id is empty when it has none. */
  readonly read: (row: Row, at: number) => StoredRecord;
}

/**
 * Reads rows as a run over all of them would read them.
 *
 * @param specs - fields of the model
 * @param options - columns of ids and sources, and parts of kinds that the host replaces
 */
export function createRecordReader(
  specs: readonly FieldSpec[],
  { id = 'id', source, kindParts }: Pick<ResolverOptions, 'id' | 'source' | 'kindParts'>,
): RecordReader {
  const kinds = specs.map(({ kind }) => kindWith(kind, kindParts));
  const columns = specs.map(columnsOf);
  const read = (row: Row, at: number): StoredRecord => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      throw new InvalidInputError('resolver', [{ path: String(at), problem: 'it is no object with fields' }]);
    }
    const value = (column: string): string => (Object.hasOwn(row, column) ? toText(row[column], at, column) : '');
    return {
      id: value(id),
      texts: specs.map((spec, field) =>
        fieldText(spec, (columns[field] as readonly string[]).map(value), kinds[field]),
      ),
      source: source === undefined ? '' : value(source),
    };
  };
  return {
    read,
    readAll: (call, rows) => {
      const records = rows.map(read);
      const known = new Set<string>();
      const issues = records.flatMap((record, at) => {
        const path = `${at}.${id}`;
        if (record.id === '') return [{ path, problem: 'a record needs an id' }];
        if (known.has(record.id)) return [{ path, problem: `the id ${record.id} is given twice` }];
        known.add(record.id);
        return [];
      });
      if (issues.length > 0) throw new InvalidInputError(call, issues);
      return records;
    },
  };
}
