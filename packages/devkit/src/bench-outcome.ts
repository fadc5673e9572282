/** What is to say about a run of benches. */
export interface BenchOutcome {
  /** Benches that crashed or measured nothing. */
  readonly broken: readonly string[];
  /** Bars that were missed. */
  readonly missed: readonly string[];
}

/**
 * The exit code of a run. A missed bar counts when it is asked for; a bench that broke measured nothing, which no run may
 * pass over.
 */
export function benchExitCode({ broken, missed }: BenchOutcome, isChecked: boolean): 0 | 1 {
  return broken.length > 0 || (isChecked && missed.length > 0) ? 1 : 0;
}
