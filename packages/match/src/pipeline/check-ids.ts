// Texts are read within the bounds of their dictionary: `as number` spares a test per code unit.
import { type InputIssue, InvalidInputError } from '@crmkit/core';
import type { Column, Dictionary } from '../table/dictionary.js';
import { hashCodes } from '../table/hash-text.js';

/** How many repeated ids an error names. */
const MOST_NAMED = 3;

/**
 * Checks that every record has an id of its own: verdicts, clusters and explanations are told by it.
 *
 * @throws InvalidInputError `INVALID_INPUT` for records without an id, or with that of another
 */
export function checkIds(call: string, { ids, dictionary }: Column): void {
  // A column of ids keeps equal texts twice, so texts are compared, not their numbers.
  const { starts, codes } = dictionary;
  let slotCount = 16;
  while (slotCount < ids.length * 2) slotCount *= 2;
  const slots = new Uint32Array(slotCount);
  const named: string[] = [];
  let missing = 0;
  let repeated = 0;
  for (const id of ids) {
    const [start, end] = [starts[id] as number, starts[id + 1] as number];
    if (start === end) {
      missing++;
      continue;
    }
    let slot = hashCodes(codes, start, end) & (slotCount - 1);
    while (slots[slot] !== 0 && !isEqual(dictionary, slots[slot] as number, id)) slot = (slot + 1) & (slotCount - 1);
    if (slots[slot] === 0) slots[slot] = id;
    else if (++repeated <= MOST_NAMED) named.push(dictionary.text(id));
  }
  const issues: InputIssue[] = [];
  if (missing > 0) {
    issues.push({ path: 'id', problem: missing === 1 ? '1 record has no id' : `${missing} records have no id` });
  }
  if (repeated > 0) {
    const others = repeated > MOST_NAMED ? ` and ${repeated - MOST_NAMED} others` : '';
    issues.push({ path: 'id', problem: `an id belongs to one record; these come again: ${named.join(', ')}${others}` });
  }
  if (issues.length > 0) throw new InvalidInputError(call, issues);
}

function isEqual({ codes, starts }: Dictionary, a: number, b: number): boolean {
  if (a === b) return true;
  const [from, other] = [starts[a] as number, starts[b] as number];
  const length = (starts[a + 1] as number) - from;
  if ((starts[b + 1] as number) - other !== length) return false;
  for (let at = 0; at < length; at++) if (codes[from + at] !== codes[other + at]) return false;
  return true;
}
