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

/** A message to a thread. */
export interface TaskMessage {
  readonly id: number;
  readonly task: Task;
}

/** What a thread says: that it has started, or the answer to a task. */
export type AnswerMessage =
  | { readonly type: 'started' }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: string };

/** A thread that says nothing for so long is taken for one that cannot start. */
const START_TIMEOUT_MS = 20_000;

interface Asker {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: WorkerFailedError) => void;
}

/** One thread of a crew, seen from the calling one. */
export class Member {
  /** False when the thread could not be started. Never rejects. */
  readonly hasStarted: Promise<boolean>;
  isMissing = false;
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
   * Has the thread do a task.
   *
   * @throws WorkerFailedError `WORKER_FAILED` when the thread ends or the task fails
   */
  ask(task: Task): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) throw this.#failure;
      this.#waiting.set(id, { resolve, reject });
      this.#port.post({ id, task } satisfies TaskMessage);
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
      return;
    }
    const asker = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.type === 'result') asker?.resolve(answer.result);
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
