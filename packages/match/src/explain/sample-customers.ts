import type { Row } from '../source.js';

const FORENAMES = ['Robert', 'Anna', 'William', 'Elizabeth', 'George', 'Margaret', 'Henry', 'Alice', 'Peter', 'Laura'];
const SURNAMES = [
  'Miller',
  'Schmidt',
  'Okafor',
  'Rossi',
  'Novak',
  'Lindqvist',
  'Baker',
  'Duarte',
  'Haddad',
  'Kowalski',
];
const STREETS = [
  'High Street',
  'Mill Lane',
  'Station Road',
  'Church Street',
  'Park Avenue',
  'Bridge Street',
  'Elm Grove',
];
const CITIES = ['Leeds', 'York', 'Hull', 'Derby', 'Exeter'];

/** Test data: customers by a fixed seed, a third of them twice with slips, some households. */
export function sampleCustomers(customers: number, seed = 1): readonly Row[] {
  let state = seed >>> 0;
  const below = (count: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * count);
  };
  const pick = (list: readonly string[]): string => list[below(list.length)] as string;
  const rows: Row[] = [];
  let home = { street: '', city: '', surname: '', phone: '' };
  for (let customer = 0; customer < customers; customer++) {
    const isHousehold = customer > 0 && below(8) === 0;
    if (!isHousehold) {
      home = {
        street: `${1 + below(120)} ${pick(STREETS)}`,
        city: pick(CITIES),
        surname: pick(SURNAMES) + pick(['', '', 'son', 's']),
        phone: `0113 ${1000000 + below(8999999)}`,
      };
    }
    const forename = pick(FORENAMES);
    const row = {
      forename,
      surname: home.surname,
      birth_date: `19${40 + below(60)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
      email: `${forename}.${home.surname}${below(1000)}@webpost.net`.toLowerCase(),
      phone: home.phone,
      street: home.street,
      city: home.city,
    };
    rows.push({ id: `c${customer}`, ...row });
    if (below(3) > 0) continue;
    const copy: { [column: string]: string } = { id: `c${customer}-b`, ...row };
    for (const slip of ['forename', 'surname', 'birth_date', 'email', 'phone', 'street']) {
      if (below(5) > 0) continue;
      const text = copy[slip] as string;
      const at = below(text.length - 1);
      copy[slip] = below(2) === 0 ? '' : text.slice(0, at) + text.slice(at + 1);
    }
    if (below(4) === 0) Object.assign(copy, { street: `${1 + below(120)} ${pick(STREETS)}`, city: pick(CITIES) });
    rows.push(copy);
  }
  return rows;
}
