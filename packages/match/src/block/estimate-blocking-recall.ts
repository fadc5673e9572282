// Typed arrays and tables of outcomes are read within their bounds, so the casts below hold.
import { isCaught, type PairTraps } from './pair-traps.js';

/** Fewest matches from which anything is estimated. */
const LEAST_PAIRS = 20;
/** Matches that are looked at. */
const SAMPLE = 4_000;
/** Matches of each class that are put together in a round. */
const DRAWS = 2_000;
/** What was never caught is told apart by less and less; more rounds than these follow chance. */
const MOST_ROUNDS = 20;
const SETTLED = 1e-5;
/** How many pairs the outcomes of all matches count for in a class. */
const PRIOR_PAIRS = 5;

/**
 * Estimates the share of all matches that blocking rules bring together, by capture and recapture with latent classes.
 * A match is easy or hard: some records agree nearly everywhere, and others have slips and gaps in all fields. Within each
 * of both classes, how often matches have and share the keys of a field is independent of the other fields. What was
 * caught tells of what was not: expectation and maximisation adds in every round the matches that each class must have
 * lost.
 *
 * Counting how many rules catch each pair, the usual form, would mislead here: rules that were chosen because each catches
 * what the others miss are far from independent. With one class for all, the gaps of one field would say nothing of the
 * others, and the hard matches, of which most are lost, would be taken for as many as are seen.
 *
 * @param traps - the rules
 * @param count - how many matches were caught
 * @param pairAt - records of one of them
 * @returns 0 to 1; `null` when there are too few matches to judge by
 * @see Stanghellini and van der Heijden, "A multiple-record systems estimation method that takes observed and unobserved
 *   heterogeneity into account", Biometrics 60(2), 2004
 */
export function estimateBlockingRecall(
  traps: PairTraps,
  count: number,
  pairAt: (match: number) => readonly [left: number, right: number],
): number | null {
  if (count < LEAST_PAIRS) return null;
  const outcomes = readOutcomes(traps, count, pairAt);
  const drawn = new Uint32Array(DRAWS * traps.units.length);
  let state = 0x9e3779b9;
  for (let at = 0; at < drawn.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    drawn[at] = state;
  }
  let classes = startingClasses(outcomes);
  let recall = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const lost = classes.map(({ shares }) => drawLost(shares, outcomes, traps.rules, drawn));
    const before = recall;
    recall = 0;
    classes.forEach(({ rate }, at) => {
      recall += rate * (lost[at] as Lost).caught;
    });
    if (round > 0 && Math.abs(recall - before) < SETTLED) break;
    classes = improve(classes, lost, recall, outcomes);
  }
  return recall;
}

/** What was seen of the matches, each group of fields by the number of its outcome. */
interface Outcomes {
  /** By group and outcome, the keys that are shared. */
  readonly shared: readonly (readonly number[])[];
  /** By group and outcome, whether both records have a key at all. */
  readonly isPresent: readonly (readonly boolean[])[];
  /** Different matches with their counts. */
  readonly rows: readonly { readonly outcome: readonly number[]; readonly count: number }[];
  readonly total: number;
}

function readOutcomes(
  { units, look }: PairTraps,
  count: number,
  pairAt: (match: number) => readonly [number, number],
): Outcomes {
  const shared: number[][] = units.map(() => []);
  const isPresent: boolean[][] = units.map(() => []);
  const numbers = units.map(() => new Map<string, number>());
  const rows = new Map<string, { readonly outcome: readonly number[]; count: number }>();
  const step = Math.max(1, count / SAMPLE);
  let total = 0;
  for (let at = 0; at < count; at += step) {
    const [left, right] = pairAt(Math.floor(at));
    const seen = look(left, right);
    const outcome = units.map((unit, place) => {
      const known = numbers[place] as Map<string, number>;
      const id = `${seen.shared & unit} ${seen.present & unit}`;
      const number = known.get(id) ?? known.size;
      if (number === known.size) {
        known.set(id, number);
        shared[place]?.push(seen.shared & unit);
        isPresent[place]?.push((seen.present & unit) !== 0);
      }
      return number;
    });
    const id = outcome.join(' ');
    const row = rows.get(id) ?? { outcome, count: 0 };
    row.count++;
    rows.set(id, row);
    total++;
  }
  return { shared, isPresent, rows: [...rows.values()], total };
}

/** Matches that are alike in how easily they are caught. */
interface MatchClass {
  /** Share of all matches, caught or not. */
  readonly rate: number;
  /** Probability of every outcome, by group. */
  readonly shares: readonly Float64Array[];
}

/** What rules do not catch of a class. */
interface Lost {
  readonly caught: number;
  /** How often each outcome is among what is lost; adds up to 1 for each group. */
  readonly outcomes: readonly Float64Array[];
}

/** The first guess: a match is the easier, the more of the keys that both records have they share. */
function startingClasses(outcomes: Outcomes): readonly MatchClass[] {
  const easy = outcomes.rows.map(({ outcome, count }) => {
    let present = 0;
    let shared = 0;
    outcome.forEach((number, unit) => {
      if (outcomes.isPresent[unit]?.[number] === true) present++;
      if (outcomes.shared[unit]?.[number] !== 0) shared++;
    });
    return count * (present === 0 ? 0.5 : 0.1 + (0.8 * shared) / present);
  });
  const hard = outcomes.rows.map(({ count }, at) => count - (easy[at] as number));
  return classesOf([easy, hard], [], outcomes);
}

/** Shares what was seen out among the classes, and adds to each what it must have lost. */
function improve(
  classes: readonly MatchClass[],
  lost: readonly Lost[],
  recall: number,
  outcomes: Outcomes,
): readonly MatchClass[] {
  const seen = classes.map(() => new Float64Array(outcomes.rows.length));
  outcomes.rows.forEach(({ outcome, count }, row) => {
    const own = classes.map(({ rate, shares }) =>
      outcome.reduce((product, number, unit) => product * (shares[unit]?.[number] as number), rate),
    );
    const sum = own.reduce((total, value) => total + value, 0);
    own.forEach((value, at) => {
      (seen[at] as Float64Array)[row] = (count * value) / sum;
    });
  });
  const unseen = classes.map(({ rate }, at) => {
    const { caught, outcomes: among } = lost[at] as Lost;
    return { pairs: (outcomes.total * rate * (1 - caught)) / recall, among };
  });
  return classesOf(seen, unseen, outcomes);
}

function classesOf(
  seen: readonly ArrayLike<number>[],
  unseen: readonly { readonly pairs: number; readonly among: readonly Float64Array[] }[],
  { shared, rows, total }: Outcomes,
): readonly MatchClass[] {
  const pairs = seen.map((counts, at) => {
    let sum = unseen[at]?.pairs ?? 0;
    for (let row = 0; row < rows.length; row++) sum += counts[row] as number;
    return sum;
  });
  const all = pairs.reduce((sum, value) => sum + value, 0);
  return seen.map((counts, at) => ({
    rate: (pairs[at] as number) / all,
    shares: shared.map((own, unit) => {
      const shares = new Float64Array(own.length);
      rows.forEach(({ outcome, count }, row) => {
        const number = outcome[unit] as number;
        const prior = (PRIOR_PAIRS * count) / total;
        shares[number] = (shares[number] as number) + (counts[row] as number) + prior;
      });
      const missing = unseen[at];
      return shares.map((value, number) => {
        const rest = missing === undefined ? 0 : missing.pairs * (missing.among[unit]?.[number] as number);
        return (value + rest) / ((pairs[at] as number) + PRIOR_PAIRS);
      });
    }),
  }));
}

/** Puts matches of a class together, group by group, and shows them to the rules. */
function drawLost(
  shares: readonly Float64Array[],
  { shared }: Outcomes,
  rules: readonly number[],
  drawn: Uint32Array,
): Lost {
  const outcomes = shares.map(({ length }) => new Float64Array(length));
  const picked = new Uint32Array(shares.length);
  let lost = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let keys = 0;
    for (let unit = 0; unit < shares.length; unit++) {
      const own = shares[unit] as Float64Array;
      let left = (drawn[draw * shares.length + unit] as number) / 0x1_0000_0000 - (own[0] as number);
      let number = 0;
      while (left >= 0 && number + 1 < own.length) left -= own[++number] as number;
      picked[unit] = number;
      keys |= shared[unit]?.[number] as number;
    }
    if (isCaught(rules, keys)) continue;
    lost++;
    for (let unit = 0; unit < shares.length; unit++) {
      const counts = outcomes[unit] as Float64Array;
      const number = picked[unit] as number;
      counts[number] = (counts[number] as number) + 1;
    }
  }
  if (lost > 0)
    for (const counts of outcomes)
      for (let at = 0; at < counts.length; at++) counts[at] = (counts[at] as number) / lost;
  // A class of which nothing is caught would have lost endless matches.
  return { caught: Math.max(1, DRAWS - lost) / DRAWS, outcomes };
}
