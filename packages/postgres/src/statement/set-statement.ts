import type { Dialect, SourceColumn } from '@crmkit/sql';
import type { SqlConnection, SqlRow } from '../session/session.js';
import { createStatement, run, type Statement } from './statement.js';

/** Postgres counts parameters in two bytes. */
const MOST_PARAMETERS = 65_535;
/** Rows of one statement of the shape `values`: each is parsed and planned anew, which more rows would not make cheaper. */
const MOST_ROWS = 500;

/** One cell of a row to write. */
export type Cell = string | null;

/** A statement that writes many rows, in the shape its dialect asks for. */
export interface SetStatement {
  /**
   * Writes rows that are given column by column; of none nothing is written.
   *
   * @param connection - inside a transaction
   * @param fixed - the parameters in front of the rows; of a later stretch made from what came before
   * @param columns - one list per column, all of the same length
   * @returns what the statement answers
   */
  run(
    connection: SqlConnection,
    fixed: readonly Cell[] | ((answered: readonly SqlRow[]) => readonly Cell[]),
    columns: readonly (readonly Cell[])[],
  ): Promise<readonly SqlRow[]>;
}

/** What a set-based statement is made of. */
export interface SetStatementParts {
  /** Number of parameters in front of the rows. */
  readonly fixed: number;
  readonly columns: readonly SourceColumn[];
  /** Adds a column that counts the rows, to write them in their order. */
  readonly ordinal?: string;
  /** The statement around the rows, which stand under the alias `u`. */
  render(source: string): string;
}

/**
 * Makes a set-based statement. In the shape `unnest` its text is constant and it is prepared; in the shape `values` the
 * text depends on the number of rows, and a large set takes several statements.
 *
 * @param dialect - renders the rows, and says in which shape
 * @param parts - of the statement
 * @returns the statement
 */
export function createSetStatement(dialect: Dialect, parts: SetStatementParts): SetStatement {
  return dialect.writeShape === 'unnest' ? unnestStatement(dialect, parts) : valuesStatement(dialect, parts);
}

function unnestStatement(
  dialect: Dialect,
  { fixed: count, columns, ordinal, render }: SetStatementParts,
): SetStatement {
  const statement: Statement = createStatement(render(dialect.rowsFrom(columns, count + 1, 'u', ordinal)));
  return {
    async run(connection, fixed, lists) {
      if ((lists[0]?.length ?? 0) === 0) return [];
      const leading = typeof fixed === 'function' ? fixed([]) : fixed;
      // A list that ends early is filled up with nulls beside the others, so columns without any value cost nothing: they
      // are half of all columns of a usual import.
      const texts = lists.map((cells) => dialect.listText(cells.every((cell) => cell === null) ? [] : cells));
      return run(connection, statement, [...leading, ...texts]);
    },
  };
}

function valuesStatement(
  dialect: Dialect,
  { fixed: count, columns, ordinal, render }: SetStatementParts,
): SetStatement {
  const most = Math.min(MOST_ROWS, Math.floor((MOST_PARAMETERS - count) / columns.length));
  return {
    async run(connection, fixed, lists) {
      const total = lists[0]?.length ?? 0;
      const answered: SqlRow[] = [];
      for (let start = 0; start < total; start += most) {
        const rows = Math.min(most, total - start);
        const text = render(dialect.valuesFrom(columns, count + 1, 'u', rows, ordinal));
        const parameters = [...(typeof fixed === 'function' ? fixed(answered) : fixed)];
        for (let row = start; row < start + rows; row += 1) {
          for (const list of lists) parameters.push(list[row] ?? null);
        }
        answered.push(...(await connection.query(text, parameters)));
      }
      return answered;
    },
  };
}
