import { createAtomLookup } from '../block/key-atoms.js';
import { atomId, blockingRule } from '../block/rule.js';
import { createRuleKeys, type RuleKeys } from '../block/rule-keys.js';
import type { Resolution } from '../resolution.js';
import { type ExplainFrame, frameOf } from './explain-frame.js';
import { oncePerResolution } from './once-per-resolution.js';
import { isInSorted, keysOf } from './pair-blocking.js';

/** How many matches blocking is likely to have lost. */
export interface MissedEstimate {
  /** Pairs of the run that reach the threshold. */
  readonly found: number;
  /** Estimated matches that no rule brought together; `null` when the rules do not allow an estimate. */
  readonly missed: number | null;
  /** Share of all matches that the rules bring together; `null` likewise. */
  readonly blockingRecall: number | null;
}

/** Accepted pairs the estimate looks at. */
const SAMPLE = 20_000;
/** Matches that are put together from them. */
const DRAWS = 100_000;
/** Fewest pairs from which a field is judged. */
const LEAST_PAIRS = 20;
/** Keys are kept as bits of a number. */
const MOST_ATOMS = 31;

/**
 * Estimates how many matches blocking missed, by capture and recapture over fields. How often matches agree on the keys of
 * a field is counted among the pairs that rules without that field have caught, since pairs caught by the field itself
 * would always agree. Matches put together from such counts, field by field, are then shown to the rules; the share that
 * no rule catches is the share missed. Fields of one place go together.
 *
 * Counting how many rules catch each pair, the usual form, would mislead here: rules that were chosen because each catches
 * what the others miss are far from independent. A field that all rules need cannot be judged by the others and counts as
 * it was seen, so the true number can be larger.
 *
 * @see Fienberg, "The multiple recapture census for closed populations and incomplete 2^k contingency tables", 1972
 * @example
 * const found = await dedupe([{ name: 'Robert Miller' }, { name: 'Bob Miller' }]);
 * estimateMissed(found).missed; // 0
 */
export function estimateMissed(resolution: Resolution): MissedEstimate {
  return estimate(resolution);
}

const estimate = oncePerResolution((resolution: Resolution): MissedEstimate => {
  const frame = frameOf(resolution);
  const accepted = listAccepted(frame);
  const found = accepted.length;
  if (frame.model.blocking.isExhaustive) return { found, missed: 0, blockingRecall: 1 };
  const traps = createTraps(frame);
  if (traps === undefined || found < LEAST_PAIRS) return { found, missed: null, blockingRecall: null };
  const step = Math.max(1, found / SAMPLE);
  const caught: number[] = [];
  for (let at = 0; at < found; at += step) caught.push(traps.sharedAtoms(accepted[Math.floor(at)] as number));
  const pools = traps.units.map((unit) => {
    const others = traps.rules.filter((rule) => (rule & unit) === 0);
    const judged = caught.filter((atoms) => isCaught(others, atoms));
    return (judged.length < LEAST_PAIRS ? caught : judged).map((atoms) => atoms & unit);
  });
  const blockingRecall = shareCaught(traps.rules, pools);
  return { found, missed: Math.round(found / blockingRecall - found), blockingRecall };
});

function isCaught(rules: readonly number[], atoms: number): boolean {
  for (const rule of rules) if ((rule & atoms) === rule) return true;
  return false;
}

/** Puts matches together from independent draws of every unit and counts those that a rule catches. */
function shareCaught(rules: readonly number[], pools: readonly (readonly number[])[]): number {
  let state = 0x9e3779b9;
  let caught = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    let atoms = 0;
    for (const pool of pools) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      atoms |= pool[Math.floor(((state >>> 0) / 0x1_0000_0000) * pool.length)] as number;
    }
    if (isCaught(rules, atoms)) caught++;
  }
  return Math.max(1, caught) / DRAWS;
}

/** The rules as sets of atoms, by bits. */
interface Traps {
  readonly rules: readonly number[];
  /** Atoms of every group of fields that the model takes together. */
  readonly units: readonly number[];
  /** The atoms whose keys both records of a pair share. */
  readonly sharedAtoms: (pair: number) => number;
}

function createTraps({ model, fields, parts }: ExplainFrame): Traps | undefined {
  const atoms = new Map<string, { readonly field: string; readonly rule: RuleKeys }>();
  const lookup = createAtomLookup(fields);
  for (const { atoms: own } of model.blocking.rules) {
    for (const atom of own) {
      if (atoms.has(atomId(atom))) continue;
      atoms.set(atomId(atom), { field: atom.field, rule: createRuleKeys(blockingRule([atom]), lookup) });
    }
  }
  const ids = [...atoms.keys()];
  if (ids.length > MOST_ATOMS) return undefined;
  const keys = [...atoms.values()];
  const { pairs } = parts.resolved;
  return {
    rules: model.blocking.rules.map(({ atoms: own }) =>
      own.reduce((set, atom) => set | (1 << ids.indexOf(atomId(atom))), 0),
    ),
    units: model.groups
      .map((group) => keys.reduce((set, { field }, at) => (group.includes(field) ? set | (1 << at) : set), 0))
      .filter((unit) => unit !== 0),
    sharedAtoms: (pair) => {
      const [left, right] = [pairs.left[pair] as number, pairs.right[pair] as number];
      return keys.reduce((set, { rule }, at) => {
        const own = keysOf(rule, left);
        return own.length > 0 && keysOf(rule, right).some((key) => own.includes(key)) ? set | (1 << at) : set;
      }, 0);
    },
  };
}

/** Numbers of the pairs that reach the threshold. */
function listAccepted({ parts: { resolved }, model }: ExplainFrame): readonly number[] {
  const { pairs, weights } = resolved;
  const threshold = Math.fround(model.threshold);
  const accepted: number[] = [];
  for (let pair = 0; pair < pairs.length; pair++) if ((weights[pair] as number) >= threshold) accepted.push(pair);
  return accepted;
}

/** The rules that bring a pair together, as positions in the model, in their order. */
export function listYielding({ parts: { resolved }, model, rules }: ExplainFrame, pair: number): readonly number[] {
  const left = resolved.pairs.left[pair] as number;
  const right = resolved.pairs.right[pair] as number;
  const yielding: number[] = [];
  rules().forEach((rule, at) => {
    const own = keysOf(rule, left);
    if (own.length === 0) return;
    const skipped = model.blocking.skippedKeys[at] as readonly number[];
    const others = keysOf(rule, right);
    if (own.some((key) => others.includes(key) && !isInSorted(skipped, key))) yielding.push(at);
  });
  return yielding;
}
