/**
 * Makes a queue of one: work given to it runs one after the other, whatever becomes of the work before.
 *
 * @returns a function that runs work when its turn comes
 * @example
 * const exclusive = createMutex();
 * await exclusive(async () => 1); // 1
 */
export function createMutex(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
