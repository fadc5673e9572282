import type { SeededRandom } from '@crmkit/core/testing';
import type { CustomerDraft } from './customer-draft.js';
import { type CustomerSetting, makeCustomers } from './make-customer.js';
import { makeDuplicate } from './make-duplicate.js';
import type { CustomerRow, EmployeeRow } from './sample-rows.js';

/** The customers of the sample company, and which of them are the same. */
export interface CustomerFile {
  readonly rows: readonly CustomerRow[];
  /** Pairs of customer numbers: the record entered again, and the first one. */
  readonly duplicates: readonly (readonly [duplicate: string, original: string])[];
}

/** Share of the records that describe a customer who is in the file already. */
const DUPLICATE_SHARE = 0.12;

/** Makes `count` customer records, numbered in the order they were entered. */
export function makeCustomerFile(
  setting: CustomerSetting,
  count: number,
  employees: readonly EmployeeRow[],
): CustomerFile {
  const { random } = setting;
  const drafts: CustomerDraft[] = [];
  let households = 0;
  const nextHousehold = (): string => `H-${String(++households).padStart(4, '0')}`;
  while (drafts.length < count) {
    const made = makeCustomers(setting, nextHousehold);
    drafts.push(...made);
    for (const original of made) {
      if (original.row.customer_type === 'H' || !random.chance(DUPLICATE_SHARE / (1 - DUPLICATE_SHARE))) continue;
      drafts.push(makeDuplicate(random, original, setting.lastEntry));
      if (random.chance(0.15)) drafts.push(makeDuplicate(random, original, setting.lastEntry));
    }
  }
  const kept = drafts.slice(0, count);
  const entered = [...kept.keys()].sort((a, b) => compareEntry(kept, a, b));
  const numbers = new Map(entered.map((index, place) => [kept[index], `C-${String(place + 1).padStart(5, '0')}`]));
  const rows = entered.map((index): CustomerRow => {
    const draft = kept[index] as CustomerDraft;
    return {
      customer_no: numbers.get(draft) ?? '',
      ...draft.row,
      sales_rep: pickRep(random, employees, draft.row.country),
    };
  });
  const duplicates = kept.flatMap((draft) => {
    const [duplicate, original] = [numbers.get(draft), draft.original && numbers.get(draft.original)];
    return duplicate && original ? [[duplicate, original] as const] : [];
  });
  return { rows, duplicates };
}

function compareEntry(drafts: readonly CustomerDraft[], a: number, b: number): number {
  const [first, second] = [drafts[a]?.row.created_at ?? '', drafts[b]?.row.created_at ?? ''];
  if (first === second) return a - b;
  return first < second ? -1 : 1;
}

function pickRep(random: SeededRandom, employees: readonly EmployeeRow[], country: string): string | null {
  if (random.chance(0.08)) return null;
  const region =
    country === 'TW' ? random.pick(['北區', '南區']) : country === 'CN' || country === 'SG' ? 'Asia' : 'West';
  return random.pick(employees.filter((employee) => employee.region === region)).employee_no;
}
