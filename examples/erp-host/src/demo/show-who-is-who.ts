import { dedupe, describePair, explainPair, type Resolution } from '@crmkit/match';
import { type Output, writeTitle } from '../show/output.js';
import { writeTable } from '../show/table.js';
import { compareWithTruth, type KnownDuplicates } from './compare-with-truth.js';
import type { DemoContext } from './demo-context.js';
import { type CustomerToMatch, readCustomers } from './read-customers.js';

/** What was found among the customers of one kind. */
interface Matched {
  readonly title: string;
  readonly customers: ReadonlyMap<string, CustomerToMatch>;
  readonly found: Resolution;
  readonly seconds: number;
}

/**
 * Finds out which records of the CRM are the same customer. Nothing is declared: what the columns mean, which pairs are
 * compared and how much each agreement counts comes from the records. The CRM is only read.
 */
export async function showWhoIsWho(context: DemoContext, duplicates: KnownDuplicates): Promise<void> {
  const { output } = context;
  writeTitle(output, 'Who is who: customers that were entered twice');
  const persons = await match(context, 'persons', 'person');
  const companies = await match(context, 'companies', 'organization');
  writeTable(
    output,
    ['records', 'of', 'customers', 'pairs found', 'right', 'of all there are', 'time'],
    [persons, companies].map((matched) => showFigures(matched, duplicates)),
  );
  const examples = [...pickClusters(persons, PERSON_CASES), ...pickClusters(companies, COMPANY_CASES)];
  output.line('');
  writeTable(
    output,
    ['customer', 'entered as', 'born', 'e-mail', 'telephone', 'address'],
    examples.flatMap(({ customers }) => customers.map(showCustomer)),
  );
  await showHomes(context, persons);
  const [told] = examples;
  if (told !== undefined) showReasons(output, told);
}

async function match(context: DemoContext, title: string, kind: 'person' | 'organization'): Promise<Matched> {
  const rows = await readCustomers(context, kind);
  const started = performance.now();
  const found = await dedupe(rows, {
    id: 'id',
    onProgress: ({ stage, done, total }) => context.output.progress(`  ${title}: ${stage} ${done} of ${total}`),
  });
  const seconds = (performance.now() - started) / 1000;
  return { title, customers: new Map(rows.map((row) => [row.id, row])), found, seconds };
}

function showFigures({ title, customers, found, seconds }: Matched, duplicates: KnownDuplicates): (string | number)[] {
  const { records, clusters } = found.summary;
  const groups = [...found.clusters()].map((cluster) => cluster.records);
  const { real, found: pairs, right } = compareWithTruth(groups, duplicates, [...customers.keys()]);
  const share = (of: number): string => (of === 0 ? '' : `${((100 * right) / of).toFixed(1)} %`);
  return [records, title, clusters, pairs, share(pairs), share(real), `${seconds.toFixed(1)} s`];
}

/** Records that were found to be one customer. */
interface Example {
  readonly found: Resolution;
  readonly customers: readonly CustomerToMatch[];
}

type Case = (a: CustomerToMatch, b: CustomerToMatch) => boolean;

const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
/** Two scripts and two addresses; two ways to write Chinese; a short form of a forename. */
const PERSON_CASES: readonly Case[] = [
  (a, b) => hasHan(a.name) !== hasHan(b.name) && a.city !== b.city,
  (a, b) => hasHan(a.name) && hasHan(b.name) && a.name !== b.name && a.forename !== b.surname,
  (a, b) => !hasHan(a.name + b.name) && a.surname === b.surname && a.forename?.slice(0, 3) !== b.forename?.slice(0, 3),
];
/** A company by its short name, in both scripts. */
const COMPANY_CASES: readonly Case[] = [
  (a, b) => hasHan(a.name) && a.name !== b.name && a.street !== b.street,
  (a, b) => !hasHan(a.name + b.name) && a.name.toLowerCase() !== b.name.toLowerCase(),
];

/** The first cluster of each case. */
function pickClusters({ found, customers }: Matched, cases: readonly Case[]): readonly Example[] {
  const clusters = [...found.clusters()].map(({ records }) => records.flatMap((id) => customers.get(id) ?? []));
  return cases.flatMap((isCase) => {
    const first = clusters.find(([a, b]) => a !== undefined && b !== undefined && isCase(a, b));
    return first === undefined ? [] : [{ found, customers: first }];
  });
}

function showCustomer(
  { id, name, birthDate, email, phone, mobile, city, street }: CustomerToMatch,
  place: number,
): string[] {
  return [
    place === 0 ? id : `= ${id}`,
    name,
    birthDate ?? '',
    email ?? '',
    mobile ?? phone ?? '',
    [city, street].filter(Boolean).join(' '),
  ];
}

/** People of one home share name, address and telephone and stay customers of their own. */
async function showHomes({ database: { query }, output }: DemoContext, { found }: Matched): Promise<void> {
  const pairs = await query(
    `select a.customer_no as a, b.customer_no as b from erp.customers a join erp.customers b using (household_no)
     where a.customer_type = 'P' and b.customer_type = 'P' and a.customer_no < b.customer_no order by 1, 2`,
    [],
  );
  const explained = pairs.map(({ a, b }) => explainPair(found, String(a), String(b)));
  output.line('');
  writeTable(
    output,
    ['two people of one home, as the ERP knows them', 'pairs'],
    [
      ['there are', explained.length],
      ['told to be of one household', explained.filter(({ outcome }) => outcome === 'household').length],
      ['taken for one customer', explained.filter(({ isTogether }) => isTogether).length],
    ],
  );
}

function showReasons(output: Output, { found, customers: [a, b] }: Example): void {
  if (a === undefined || b === undefined) return;
  output.line('');
  output.line(`  Why ${a.name} (${a.id}) and ${b.name} (${b.id})?`);
  for (const sentence of describePair(explainPair(found, a.id, b.id))) output.line(`  · ${sentence}`);
}
