/** Runs one statement on the host's database and gives its rows. */
export type RunQuery = (sql: string, params: readonly unknown[]) => Promise<readonly object[]>;

/** Rows per statement: one JSON text each, so that any driver can carry it. */
const BATCH = 2000;

/** Inserts rows into a table of the sample ERP, a batch per statement. */
export async function insertRows(
  query: RunQuery,
  table: string,
  rows: readonly object[],
  onProgress: (inserted: number) => void = () => {},
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const target = `erp.${table}`;
    await query(`insert into ${target} select * from json_populate_recordset(null::${target}, $1::json)`, [
      JSON.stringify(batch),
    ]);
    onProgress(start + batch.length);
  }
}
