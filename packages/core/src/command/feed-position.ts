import { invalidInput } from '../errors/invalid-input.js';
import type { Checkpoint } from '../storage/contract.js';

/**
 * How far a subscriber has come: the storage's checkpoint before a stretch of the feed, and the last event handled in
 * that stretch. A feed entry may hold many events, and a storage's checkpoints lie between entries only.
 */
export interface FeedPosition {
  readonly after: Checkpoint | null;
  /** Number of the entry and index of the event last handled behind `after`; null when none was. */
  readonly last: { readonly number: number; readonly index: number } | null;
}

/** Writes a position as the text a storage keeps. */
export function encodePosition({ after, last }: FeedPosition): Checkpoint {
  return `${last === null ? '-' : `${last.number}.${last.index}`}@${after ?? ''}`;
}

/**
 * Reads a position.
 *
 * @param text - from the storage; null when the subscriber has never moved
 * @throws {@link InvalidInputError} `INVALID_INPUT` for a checkpoint that crmkit did not write
 */
export function decodePosition(text: Checkpoint | null): FeedPosition {
  if (text === null) return { after: null, last: null };
  const match = /^(?:-|(\d+)\.(\d+))@(.*)$/s.exec(text);
  if (match === null) throw invalidInput('subscriber', 'checkpoint', 'it was not written by a subscriber');
  return {
    after: match[3] === '' ? null : (match[3] ?? null),
    last: match[1] === undefined ? null : { number: Number(match[1]), index: Number(match[2]) },
  };
}

/** Tells whether an event lies behind what was handled. */
export function isBehind({ last }: FeedPosition, number: number, index: number): boolean {
  return last === null || number > last.number || (number === last.number && index > last.index);
}
