import type { Row } from '../src/source.js';

const GIVEN = 'Robert Bob Anna Anne Maria Peter Katherine Kate William Bill Susan Thomas Tom Olga Hiroshi Priya'.split(
  ' ',
);
const SURNAMES =
  'Miller Smith Schmidt Garcia Novak Jones Brown Taylor Wilson Evans Walker Wright Hall Green Baker Clark Hill'.split(
    ' ',
  );
const STREETS = 'High Street,Mill Lane,Church Road,Station Road,Park Avenue,King Street,Elm Close'.split(',');
const CITIES = 'Leeds,York,Hull,Bradford,Derby,Lincoln'.split(',');
const HAN_SURNAMES = '陳林黃張李王吳劉蔡楊';
const HAN_GIVEN = '志明淑芬建宏雅婷家豪怡君俊傑美玲';
const HAN_STREETS = '中山路,民生東路,忠孝路,和平西路'.split(',');

/** Even numbers from 0 on below a bound, the same on every platform. */
function createDice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/**
 * People with duplicates that differ a little, one in ten under a Chinese name and address. The same for the same seed.
 *
 * @param count - rows
 */
export function makePeople(count: number, seed: number): readonly Row[] {
  const roll = createDice(seed);
  const pick = (from: readonly string[] | string): string => from[roll(from.length)] as string;
  const originals: Record<string, string>[] = [];
  const rows: Row[] = [];
  for (let at = 0; at < count; at++) {
    const again = originals.length > 0 && roll(4) === 0;
    const person = again
      ? misspell(originals[roll(originals.length)] as Record<string, string>, roll)
      : roll(10) === 0
        ? makeHanPerson(roll, pick)
        : makePerson(roll, pick);
    if (!again) originals.push(person);
    rows.push({ id: `p${at}`, ...person });
  }
  return rows;
}

function makePerson(
  roll: (below: number) => number,
  pick: (from: readonly string[]) => string,
): Record<string, string> {
  const [first, last] = [pick(GIVEN), pick(SURNAMES)];
  return {
    first,
    last,
    born: `${1940 + roll(60)}-${pad(1 + roll(12))}-${pad(1 + roll(28))}`,
    email: `${first}.${last}${roll(1000)}@example.org`.toLowerCase(),
    phone: `0113 49${pad(roll(100))}${pad(roll(100))}${roll(10)}`,
    street: `${1 + roll(200)} ${pick(STREETS)}`,
    city: pick(CITIES),
  };
}

function makeHanPerson(
  roll: (below: number) => number,
  pick: (from: string | readonly string[]) => string,
): Record<string, string> {
  return {
    first: pick(HAN_GIVEN) + pick(HAN_GIVEN),
    last: pick(HAN_SURNAMES),
    born: `${1940 + roll(60)}/${1 + roll(12)}/${1 + roll(28)}`,
    email: `user${roll(100_000)}@example.tw`,
    phone: `09${pad(roll(100))}-${pad(roll(100))}${roll(10)}-${pad(roll(100))}${roll(10)}`,
    street: `${pick(HAN_STREETS)}${1 + roll(300)}號`,
    city: pick(['臺北市', '台北市', '高雄市']),
  };
}

/** The same person once more: a letter swapped, a value lost or moved house. */
function misspell(person: Record<string, string>, roll: (below: number) => number): Record<string, string> {
  const changed = { ...person };
  const columns = Object.keys(changed);
  for (let times = roll(3); times >= 0; times--) {
    const column = columns[roll(columns.length)] as string;
    const text = changed[column] as string;
    const at = roll(Math.max(1, text.length - 1));
    changed[column] =
      roll(3) === 0 ? '' : text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
  }
  return changed;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
