import { createReadStream } from 'node:fs';
import { readCsv } from '../src/table/read-csv.js';
import { readRows } from '../src/table/read-rows.js';
import type { Table } from '../src/table/table.js';
import { type DataSet, textsOf, withoutColumns } from './data-set.js';
import { peopleFile } from './people-file.js';
import { readSharedTable, readSharedText } from './shared-data.js';

/**
 * Made-up people of the generator in this folder: typos, nicknames, moves, and households as hard negatives.
 *
 * @param size - number of records
 * @param seed - of the generator
 */
export async function loadPeople(size: number, seed: number): Promise<DataSet> {
  const table = await readCsv(createReadStream(peopleFile(size, seed), { highWaterMark: 1 << 20 }), { plain: ['id'] });
  return labelled(`people ${size.toLocaleString('en')} seed ${seed}`, table, 'id', textsOf(table, 'cluster'));
}

/** Synthetic Australian persons of the Febrl project; the entity is part of the record's id. */
export async function loadFebrl3(): Promise<DataSet> {
  const table = await readSharedTable('febrl/febrl3.csv', 'rec_id');
  const truth = textsOf(table, 'rec_id').map((id) => id.split('-')[1] ?? id);
  return labelled('Febrl 3', table, 'rec_id', truth);
}

/** A thousand persons with few fields and many missing values. */
export async function loadFake1000(): Promise<DataSet> {
  const table = await readSharedTable('fake_1000/fake_1000.csv', 'unique_id');
  return labelled('fake_1000', table, 'unique_id', textsOf(table, 'cluster'));
}

/** Historical persons with injected errors in large clusters. */
export async function loadHistorical(): Promise<DataSet> {
  const table = await readSharedTable('historical_25k/historical_25k.csv', 'unique_id');
  return labelled('historical_25k', table, 'unique_id', textsOf(table, 'cluster'));
}

/** Hand-made records of persons and companies: twins, juniors, households, shared telephones, native scripts. */
export async function loadSenzing(): Promise<DataSet> {
  const table = await readSharedTable('senzing_customers/customers.csv', 'RECORD_ID');
  const answers = await readSharedTable('senzing_customers/truth.csv', 'RECORD_ID');
  const clusters = textsOf(answers, 'CLUSTER_ID');
  const clusterOf = new Map(textsOf(answers, 'RECORD_ID').map((id, at) => [id, clusters[at]]));
  const truth = textsOf(table, 'RECORD_ID').map((id) => clusterOf.get(id) ?? `alone ${id}`);
  return labelled('Senzing customers', table, 'RECORD_ID', truth);
}

/** Restaurants of two guides, each without duplicates. */
export async function loadFodorsZagats(): Promise<DataSet> {
  const [fodors, zagats] = await Promise.all(['fodors', 'zagats'].map(readRestaurants));
  const links = await readSharedTable('fodors_zagats/truth_fodors_zagats.csv');
  return linked(
    'Fodors–Zagats',
    [fodors as Table, zagats as Table],
    [textsOf(links, 'idFodors'), textsOf(links, 'idZagats')],
  );
}

/** Publications of two bibliographies, each without duplicates. */
export async function loadDblpAcm(): Promise<DataSet> {
  const tables = [await readSharedTable('dblp_acm/DBLP2.csv', 'id'), await readSharedTable('dblp_acm/ACM.csv', 'id')];
  const links = await readSharedTable('dblp_acm/truth_ACM_DBLP.csv');
  return linked(
    'DBLP–ACM',
    [tables[0] as Table, tables[1] as Table],
    [textsOf(links, 'idDBLP'), textsOf(links, 'idACM')],
  );
}

/** Which of the three records of a company one is. */
export type CompanyRecord = 'full' | 'short' | 'english';

/**
 * Companies listed in Taiwan, each as several records as different systems would hold them: full name and Chinese
 * address, short name and telephone, English name and English address.
 */
export async function loadTaiwan(parts: readonly CompanyRecord[] = ['full', 'short', 'english']): Promise<DataSet> {
  const listed = await readSharedTable('tw_companies/tw_listed.csv');
  const column = (name: string): readonly string[] => textsOf(listed, name);
  const [name, short, english] = [column('name'), column('short_name'), column('english_short_name')];
  const [address, englishAddress, phone] = [column('address'), column('english_address'), column('phone')];
  const recordOf = {
    full: (at: number) => ({ name: name[at], address: address[at], phone: '' }),
    short: (at: number) => ({ name: short[at], address: '', phone: phone[at] }),
    english: (at: number) => ({ name: english[at], address: englishAddress[at], phone: '' }),
  };
  const companies = Array.from({ length: listed.length }, (_, at) => at);
  // Companies registered abroad have no number: zeros stand in its place, and each is a company of its own.
  const [taxId, code] = [column('tax_id'), column('code')];
  const truthOf = (at: number): string =>
    /^0*$/.test(taxId[at] as string) ? `code ${code[at]}` : (taxId[at] as string);
  const rows = parts.flatMap((part) =>
    companies.map((at) => ({
      id: `${part}-${scatter(at)}`,
      source: part,
      ...recordOf[part](at),
      truth: truthOf(at),
    })),
  );
  // Sorted by an id that says nothing, so that the order of the records does not tell who belongs together.
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const table = await readRows(
    rows.map(({ truth: _, ...row }) => row),
    { plain: ['id'] },
  );
  return {
    ...labelled(
      `Taiwan companies (${parts.join(', ')})`,
      table,
      'id',
      rows.map((row) => row.truth),
    ),
    source: 'source',
  };
}

/** A number that is different for every number below 2³² and follows no order. */
function scatter(value: number): string {
  return (Math.imul(value + 1, 0x9e3779b1) >>> 0).toString(36);
}

/** What bears the truth is taken out of the table. */
function labelled(name: string, table: Table, id: string, truth: readonly string[]): DataSet {
  return { name, tables: [withoutColumns(table, ['cluster'])], id, truth };
}

/** Two sources under the id `id` and their true links. */
function linked(
  name: string,
  tables: readonly [Table, Table],
  [left, right]: readonly [readonly string[], readonly string[]],
): DataSet {
  const leftOf = new Map(right.map((id, at) => [id, left[at]]));
  const truth = [
    ...textsOf(tables[0], 'id').map((id) => `a:${id}`),
    ...textsOf(tables[1], 'id').map((id) => (leftOf.has(id) ? `a:${leftOf.get(id)}` : `b:${id}`)),
  ];
  return { name, tables, id: 'id', truth };
}

/** These files quote with `'` and escape it as `\'`, which no CSV file does. */
async function readRestaurants(guide: string): Promise<Table> {
  const text = await readSharedText(`fodors_zagats/${guide}.csv`);
  return readCsv(text.replaceAll("\\'", "''"), { plain: ['id'], quote: "'" });
}
