/**
 * Deals the tasks of a list out, each place once, to whoever asks next: on shared memory, so that threads need not ask
 * the calling one.
 */
export type Turns = Int32Array;

/** Whether memory is shared here: not in a page that is not isolated from other origins. */
export const HAS_SHARED_MEMORY = typeof SharedArrayBuffer !== 'undefined';

/** A list of which nothing is taken yet. */
export function createTurns(): Turns {
  return new Int32Array(HAS_SHARED_MEMORY ? new SharedArrayBuffer(4) : new ArrayBuffer(4));
}

/** The next place of the list, from 0 on; at or beyond its length when all is taken. */
export function takeTurn(turns: Turns): number {
  return Atomics.add(turns, 0, 1);
}

/** Lets nobody take anything more. */
export function endTurns(turns: Turns, length: number): void {
  Atomics.store(turns, 0, length);
}
