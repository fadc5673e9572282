/** What the suite uses of the runner's `expect`. */
export type Expect = (actual: unknown) => {
  /** Passes when both are the same value (`Object.is`). */
  toBe(expected: unknown): unknown;
  /** Passes when both are deeply equal. */
  toEqual(expected: unknown): unknown;
};

/** The functions of the test runner; those of vitest, jest and the browser runners fit. */
export interface Runner {
  /** Groups the rules of one chapter; called while the file is read. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** Declares one rule as a test of its own, with the time it may take in ms. */
  readonly it: {
    (name: string, body: () => Promise<void>, timeoutMs?: number): unknown;
    /** Declares a rule that does not apply; without this, such rules are not declared at all. */
    readonly skip?: (name: string, body: () => Promise<void>) => unknown;
  };
  readonly expect: Expect;
}
