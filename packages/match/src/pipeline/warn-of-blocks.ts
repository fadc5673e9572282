// Typed arrays are read within their bounds: `as number` spares a test per record.
import type { CandidateIndex } from '../block/candidate-index.js';
import type { BlockingRule } from '../block/rule.js';
import type { RecordSet } from '../records/record-set.js';
import type { Dictionary } from '../table/dictionary.js';
import type { Warn } from './run-options.js';

/** A block left out is worth a word from this share of the records on. */
const LARGE_SHARE = 0.05;

/**
 * Says which records no blocking rule compares though they share a value with others: their block is too large, and
 * nothing narrower brings them together.
 *
 * @param index - the candidates
 * @param rules - in the order of the index
 * @param isCovered - as `markCovered` tells
 * @param mostInBlock - blocks with more records are left out
 */
export function warnOfBlocks(
  set: RecordSet,
  index: CandidateIndex,
  {
    rules,
    mostInBlock,
    isCovered,
  }: { readonly rules: readonly BlockingRule[]; readonly mostInBlock: number; readonly isCovered: Uint8Array },
  warn: Warn,
): void {
  if (index.isExhaustive || set.length < 2) return;
  const large = Math.max(mostInBlock, LARGE_SHARE * set.length);
  const reported = new Set<string>();
  index.rules.forEach(({ skipped }, at) => {
    const id = rules[at]?.id ?? '';
    const largest = largestSize(skipped);
    if (largest < large) return;
    reported.add(id);
    warn(blockWarning(id, largest, 'its records are compared where another rule brings them together'));
  });
  for (const { name, column } of set.fields) {
    if (reported.has(`${name}.exact`)) continue;
    if (!hasLargeGroup(column.dictionary, large)) continue;
    const largest = largestGroup(column.ids, column.dictionary.size, isCovered);
    if (largest >= large)
      warn(
        blockWarning(
          `${name}.exact`,
          largest,
          'no other rule brings its records together, unless they are copies of each other',
        ),
      );
  }
  if (index.rules.length === 0) {
    const message = 'No value brings a small enough number of records together, so none were compared.';
    warn({ code: 'NOTHING_COMPARED', message });
  }
}

function blockWarning(id: string, size: number, rest: string): { readonly code: string; readonly message: string } {
  return {
    code: 'BLOCK_LEFT_OUT',
    message: `The block of ${id} with ${size} records is too large and was left out; ${rest}.`,
  };
}

/** Whether so many records share one text, covered or not. */
function hasLargeGroup({ counts, size }: Dictionary, large: number): boolean {
  for (let text = 1; text < size; text++) if ((counts[text] as number) >= large) return true;
  return false;
}

/** How many of the records that no rule covers share one text, at most. */
function largestGroup(ids: Uint32Array, texts: number, isCovered: Uint8Array): number {
  const counts = new Uint32Array(texts);
  let largest = 0;
  for (let record = 0; record < ids.length; record++) {
    const text = ids[record] as number;
    if (text === 0 || isCovered[record] === 1) continue;
    const count = (counts[text] as number) + 1;
    counts[text] = count;
    if (count > largest) largest = count;
  }
  return largest;
}

function largestSize(skipped: ReadonlyMap<number, number>): number {
  let largest = 0;
  for (const size of skipped.values()) if (size > largest) largest = size;
  return largest;
}
