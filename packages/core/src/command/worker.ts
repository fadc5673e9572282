import type { DrainResult } from './drain.js';
import type { Logger } from './runtime.js';

/** A loop that delivers events until it is stopped. */
export interface Worker {
  /** Ends the loop; resolves when the round that is under way is over. */
  stop(): Promise<void>;
}

/** How a worker runs. */
export interface WorkerOptions {
  /** Pause between rounds. Default 1,000. */
  readonly pollMs?: number;
  /** Ends the loop like `stop`. */
  readonly signal?: AbortSignal;
}

/** Runs `drain` in rounds. A round that fails is reported and the next one comes after the pause. */
export function startWorker(
  drain: () => Promise<DrainResult>,
  logger: Logger,
  { pollMs = 1_000, signal }: WorkerOptions = {},
): Worker {
  let isStopped = signal?.aborted === true;
  let wake = (): void => undefined;
  const stop = (): void => {
    isStopped = true;
    wake();
  };
  signal?.addEventListener('abort', stop, { once: true });

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = (async () => {
    while (!isStopped) {
      try {
        await drain();
      } catch (error) {
        logger.error('worker round failed', { error: error instanceof Error ? error.name : typeof error });
      }
      if (!isStopped) await pause();
    }
  })();

  return {
    async stop() {
      stop();
      signal?.removeEventListener('abort', stop);
      await loop;
    },
  };
}
