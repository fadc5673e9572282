import { AbortedError } from '@crmkit/core';
import type { MatchWarning } from '../match-warning.js';

/** The stages of a run, in order. */
export type Stage = 'read' | 'normalise' | 'plan' | 'block' | 'compare' | 'learn' | 'score' | 'cluster';

/** How far a run has come. */
export interface RunProgress {
  readonly stage: Stage;
  /** Done of `total`, in the units of the stage: bytes, fields, pairs. */
  readonly done: number;
  /** 0 when it is not known beforehand. */
  readonly total: number;
}

/** What long work takes. */
export interface RunOptions {
  /** Told how far the run is, between pieces of work. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Takes what a run has to say about its input without ending. */
export type Warn = (warning: MatchWarning) => void;

/**
 * Says how far the run is, lets other work of the host go on, and ends the run when the host asks for it.
 *
 * @throws AbortedError `ABORTED` when the signal says so
 */
export async function breathe({ onProgress, signal }: RunOptions, progress: RunProgress): Promise<void> {
  onProgress?.(progress);
  await new Promise<void>((resume) => setTimeout(resume, 0));
  if (signal?.aborted === true) throw new AbortedError('The run was aborted.', { cause: signal.reason });
}
