import type { Turns } from './turns.js';
import type { Task } from './work.js';
import { WorkerFailedError } from './worker-failed-error.js';

/** One thread beside the calling one, such as a worker thread or a Web Worker. */
export interface WorkerPort {
  /** Sends a message to the thread. */
  readonly post: (message: unknown) => void;
  /** Registers what gets its messages, and what is told when it fails or ends by itself. */
  readonly listen: (onMessage: (message: unknown) => void, onFailure: (error: unknown) => void) => void;
  /** Ends the thread. */
  readonly close: () => void;
}

/** A message to a thread: tasks of a list that it shares with other threads. */
export interface TasksMessage {
  readonly id: number;
  readonly tasks: readonly Task[];
  /** Which of them are taken; on shared memory. */
  readonly turns: Turns;
}

/** What a thread says: that it has started, the answer to the task at a place of a list, or that the list is done. */
export type AnswerMessage =
  | { readonly type: 'started' }
  | { readonly type: 'result'; readonly id: number; readonly at: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: string }
  | { readonly type: 'done'; readonly id: number };

/** A thread that says nothing for so long is taken for one that cannot start. */
const START_TIMEOUT_MS = 20_000;

/** Gets the result of the task at a place of a list. */
export type OnResult = (at: number, result: unknown) => void;

interface Asker {
  readonly onResult: OnResult;
  readonly resolve: () => void;
  readonly reject: (error: WorkerFailedError) => void;
}

/** One thread of a crew, seen from the calling one. */
export class Member {
  /** False when the thread could not be started. Never rejects. */
  readonly hasStarted: Promise<boolean>;
  isMissing = false;
  /** Whether it has been heard of, so that nothing need be waited for. */
  isReady = false;
  readonly #port: WorkerPort;
  readonly #waiting = new Map<number, Asker>();
  #settleStart: (hasStarted: boolean) => void = () => {};
  #failure: WorkerFailedError | undefined;
  #next = 0;

  constructor(port: WorkerPort) {
    this.#port = port;
    this.hasStarted = new Promise((resolve) => {
      const timer = setTimeout(() => this.#settleStart(false), START_TIMEOUT_MS);
      this.#settleStart = (hasStarted) => {
        clearTimeout(timer);
        this.#settleStart = () => {};
        this.isMissing = !hasStarted;
        resolve(hasStarted);
      };
    });
    port.listen(
      (message) => this.#hear(message as AnswerMessage),
      (error) => this.#fail(error),
    );
  }

  /**
   * Has the thread do tasks of a list, as long as there are any.
   *
   * @param onResult - called with each result as it comes
   * @throws WorkerFailedError `WORKER_FAILED` when the thread ends or a task fails
   */
  ask(tasks: readonly Task[], turns: Turns, onResult: OnResult): Promise<void> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) throw this.#failure;
      this.#waiting.set(id, { onResult, resolve, reject });
      this.#port.post({ id, tasks, turns } satisfies TasksMessage);
    });
  }

  /** Ends the thread. What it was asked is never answered. */
  close(): void {
    this.#waiting.clear();
    this.#settleStart(true);
    this.#port.close();
  }

  #hear(answer: AnswerMessage): void {
    if (answer.type === 'started') {
      this.#settleStart(true);
      // One that was given up has not been told what the others know.
      this.isReady = !this.isMissing;
      return;
    }
    const asker = this.#waiting.get(answer.id);
    if (answer.type === 'result') {
      asker?.onResult(answer.at, answer.result);
      return;
    }
    this.#waiting.delete(answer.id);
    if (answer.type === 'done') asker?.resolve();
    else asker?.reject(new WorkerFailedError(`A thread could not do its task: ${answer.failure}`));
  }

  #fail(cause: unknown): void {
    this.#settleStart(false);
    this.#failure ??= new WorkerFailedError(
      'A thread ended in the middle of the run. Run again, with `workers: 1` if it happens each time.',
      { cause },
    );
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
