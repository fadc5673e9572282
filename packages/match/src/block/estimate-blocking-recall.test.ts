import { createRandom } from '@crmkit/core/testing';
import { describe, expect, it } from 'vitest';
import { estimateBlockingRecall } from './estimate-blocking-recall.js';
import { isCaught, type PairTraps } from './pair-traps.js';

/** One key for each of five fields; a rule for every two neighbours. */
const rules = [0b00011, 0b00110, 0b01100, 0b11000];
const units = [1, 2, 4, 8, 16];

/** Matches of which each key is there and shared with the probability of their class; those that no rule catches are gone. */
function catchMatches(count: number, shareOf: (roll: number) => number, hasGaps: boolean) {
  const random = createRandom(7);
  const caught: { present: number; shared: number }[] = [];
  for (let match = 0; match < count; match++) {
    const share = shareOf(random.next());
    let present = 0;
    let shared = 0;
    for (const unit of units) {
      const isPresent = !hasGaps || random.next() < 0.8;
      const isShared = random.next() < share;
      if (isPresent) present |= unit;
      if (isPresent && isShared) shared |= unit;
    }
    if (isCaught(rules, shared)) caught.push({ present, shared });
  }
  const traps: PairTraps = { rules, units, look: (at) => caught[at] as (typeof caught)[number] };
  return { recall: caught.length / count, estimated: estimateBlockingRecall(traps, caught.length, (at) => [at, at]) };
}

describe('the estimated recall of blocking', () => {
  it.each([
    ['all matches are alike', () => 0.6, false],
    ['some matches are hard', (roll: number) => (roll < 0.7 ? 0.95 : 0.6), false],
    ['some matches are hard and keys are missing', (roll: number) => (roll < 0.7 ? 0.95 : 0.6), true],
    ['nearly all are caught', (roll: number) => (roll < 0.8 ? 0.97 : 0.8), false],
  ])('comes near the true one when %s', (_, shareOf, hasGaps) => {
    const { recall, estimated } = catchMatches(20_000, shareOf, hasGaps);
    expect(Math.abs((estimated as number) - recall)).toBeLessThan(0.04);
  });

  it('is unknown when there is too little to judge by', () => {
    expect(catchMatches(10, () => 0.9, false).estimated).toBeNull();
  });
});
