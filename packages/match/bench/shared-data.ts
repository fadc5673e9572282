import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCsv } from '../src/table/read-csv.js';
import type { Table } from '../src/table/table.js';

const folder = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** Tells whether the folder with the data sets is beside the repository. */
export function hasSharedData(): boolean {
  return existsSync(join(folder, 'fake_1000/fake_1000.csv'));
}

/** The text of a file of the data sets. */
export function readSharedText(path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8');
}

/** A CSV file of the data sets as a table; `id` names the column of the record ids. */
export async function readSharedTable(path: string, id?: string): Promise<Table> {
  return readCsv(await readFile(join(folder, path)), id === undefined ? {} : { plain: [id] });
}
