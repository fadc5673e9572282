import type { HostDatabase } from './host-database.js';

const COPY = /^COPY (?:[\w"]+\.)?("?\w+"?) \(([^)]*)\) FROM stdin;$/;
/** Commands of psql, and the line that would send unqualified names elsewhere. */
const NOT_SQL = /^(?:\\|SELECT pg_catalog\.set_config\('search_path')/;
const escapes: { readonly [letter: string]: string } = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Loads a plain `pg_dump` file into a schema of its own, whatever schema it was taken from. COPY blocks become inserts,
 * so any driver can load it.
 *
 * @param dump - text of the file
 * @param schema - an empty schema
 * @returns rows that came in COPY blocks
 */
export async function loadDump({ query, script }: HostDatabase, dump: string, schema: string): Promise<number> {
  const statements: string[] = [];
  let loaded = 0;
  const flush = async (): Promise<void> => {
    if (statements.length === 0) return;
    // Unqualified names of the dump land in its own schema; what it sets holds for this script alone.
    await script(`set search_path to "${schema}";\n${statements.join('\n')}\nreset all;`);
    statements.length = 0;
  };
  const lines = dump.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const copy = COPY.exec(line);
    if (copy === null) {
      if (!NOT_SQL.test(line))
        statements.push(line.startsWith('INSERT') ? line : line.replaceAll('public.', `"${schema}".`));
      continue;
    }
    await flush();
    const end = lines.indexOf('\\.', index);
    const rows = lines.slice(index + 1, end).map(readCopyLine);
    const target = `"${schema}".${copy[1]}`;
    const columns = (copy[2] ?? '').split(', ');
    const records = rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place] ?? null])));
    await query(`insert into ${target} select * from json_populate_recordset(null::${target}, $1::json)`, [
      JSON.stringify(records),
    ]);
    loaded += rows.length;
    index = end;
  }
  await flush();
  return loaded;
}

function readCopyLine(line: string): readonly (string | null)[] {
  return line
    .split('\t')
    .map((cell) => (cell === '\\N' ? null : cell.replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter)));
}
