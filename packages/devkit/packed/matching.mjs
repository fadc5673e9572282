// What a user of the packed @crmkit/match does: dedupe on one thread and on two, which proves that the file of the
// thread lies where the package looks for it.
import { createResolver, dedupe, describePair, explainPair } from '@crmkit/match';

const parts = [
  'bar',
  'den',
  'fel',
  'gan',
  'hol',
  'kir',
  'lun',
  'mar',
  'nor',
  'pel',
  'ros',
  'sten',
  'tor',
  'vik',
  'wes',
];
const forenames = ['Robert', 'Elizabeth', 'Sven', 'Maria', 'Peter', 'Fatima', 'Kwame', 'Sofia', 'Anna', 'Thomas'];
const cities = ['Leeds', 'London', 'Stockholm', 'Roma', 'Praha', 'Beirut', 'Accra', 'Lisboa'];
let state = 1;
const draw = (below) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pick = (list) => list[draw(list.length)];

/** Customer `number`; every fourth is there twice, the second time without a letter and the birthday. */
function makeCustomer(number) {
  const forename = pick(forenames);
  const surname = `${pick(parts)}${pick(parts)}${pick(parts)}`;
  const email = `${forename}.${surname}@${pick(parts)}${pick(parts)}.example`.toLowerCase();
  const birthday = new Date(Date.UTC(1940, 0, 1) + draw(25_000) * 86_400_000).toISOString().slice(0, 10);
  const row = { id: String(number), forename, surname, email, birthday, city: pick(cities) };
  return number % 4 === 0 ? [row, { ...row, id: `${number}b`, surname: surname.slice(0, -1), birthday: '' }] : [row];
}

const customers = Array.from({ length: 2400 }, (_, number) => makeCustomer(number)).flat();
const alone = await dedupe(customers, { id: 'id', workers: 1 });
const together = await dedupe(customers, { id: 'id', workers: 2 });
const text = ({ model }) => JSON.stringify(model);
const groups = (found) => JSON.stringify([...found.clusters()]);

if (groups(alone) !== groups(together) || text(alone) !== text(together))
  throw new Error('Two threads differ from one.');
const right = [...alone.clusters()].filter(({ records }) => records.length === 2 && records[1] === `${records[0]}b`);
if (right.length < 540) throw new Error(`Only ${right.length} of 600 customers that are there twice were found.`);
const resolver = await createResolver(alone.model);
await resolver.addAll(customers);
const { forename, email } = customers[0];
const [best] = resolver.find({ forename, email });
if (best?.record !== '0' && best?.record !== '0b') throw new Error(`The resolver found ${best?.record ?? 'nobody'}.`);
console.log(`${customers.length} records, ${alone.summary.clusters} customers`);
for (const sentence of describePair(explainPair(alone, '0', '0b'))) console.log(`  ${sentence}`);
