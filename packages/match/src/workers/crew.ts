import type { MatchWarning } from '../match-warning.js';
import { Member, type WorkerPort } from './member.js';
import type { Task, TaskResults } from './work.js';
import { WorkPlace } from './work.js';

/** Starts one more thread. */
export type SpawnWorker = () => WorkerPort;

/** Called after each task. */
type OnDone<T extends Task> = (done: number, at: number, result: TaskResults[T['type']]) => Promise<void>;

/** Takes tasks from the queue until there are none, and has each done. */
type Take<T extends Task> = (work: (task: T) => Promise<TaskResults[T['type']]>) => Promise<void>;

/**
 * The threads of a run: the calling one and those beside it. Tasks are taken from one queue by whoever is free; results
 * come back in the order of the tasks, so that the number of threads changes nothing but the time. Threads that do not
 * start are done without; one that ends while it works fails the run.
 */
export class Crew {
  readonly here = new WorkPlace();
  #members: readonly Member[] = [];
  #refused = 0;

  /**
   * @param beside - how many threads beside the calling one
   * @param spawn - starts one
   */
  constructor(beside: number, spawn: SpawnWorker | undefined) {
    if (spawn === undefined) return;
    const members: Member[] = [];
    for (let each = 0; each < beside; each++) {
      try {
        members.push(new Member(spawn()));
      } catch {
        // A host may forbid threads; the calling one does the work then.
        this.#refused++;
      }
    }
    this.#members = members;
  }

  /** Whether there is any thread beside the calling one. */
  get isAlone(): boolean {
    return this.#members.length === 0;
  }

  /** What is to be said about threads that did not start. */
  get warnings(): readonly MatchWarning[] {
    const failed = this.#refused + this.#members.filter(({ isMissing }) => isMissing).length;
    if (failed === 0) return [];
    const threads = failed === 1 ? '1 thread' : `${failed} threads`;
    return [{ code: 'WORKERS_UNAVAILABLE', message: `${threads} could not be started; the others did all the work.` }];
  }

  /** Has every thread beside the calling one do the same. */
  async tell(task: Task): Promise<void> {
    await Promise.all(
      this.#members.map(async (member) => {
        if (await member.hasStarted) await member.ask(task);
      }),
    );
  }

  /**
   * Does tasks on all threads.
   *
   * @param tasks - any number of one type
   * @param onDone - called after each, with how many are done, the task's place and its result; lets the host breathe
   * @throws WorkerFailedError `WORKER_FAILED` when a thread ends or a task fails there
   */
  async share<T extends Task>(tasks: readonly T[], onDone: OnDone<T>): Promise<readonly TaskResults[T['type']][]> {
    return runTasks(tasks, onDone, (take) => [
      ...this.#members.map(async (member) => {
        if (await member.hasStarted) await take((task) => member.ask(task) as Promise<TaskResults[T['type']]>);
      }),
      take((task) => this.here.work(task)),
    ]);
  }

  /** As {@link share}, on the calling thread alone: for tasks whose work other threads must see at once. */
  async doHere<T extends Task>(tasks: readonly T[], onDone: OnDone<T>): Promise<readonly TaskResults[T['type']][]> {
    return runTasks(tasks, onDone, (take) => [take((task) => this.here.work(task))]);
  }

  /** Ends the threads beside the calling one. */
  close(): void {
    for (const member of this.#members) member.close();
  }
}

async function runTasks<T extends Task>(
  tasks: readonly T[],
  onDone: OnDone<T>,
  begin: (take: Take<T>) => readonly Promise<void>[],
): Promise<readonly TaskResults[T['type']][]> {
  const results: TaskResults[T['type']][] = [];
  let next = 0;
  let done = 0;
  let hasFailed = false;
  await Promise.all(
    begin(async (work) => {
      try {
        // After a failure or an abort nobody begins anything more.
        while (next < tasks.length && !hasFailed) {
          const at = next++;
          const result = await work(tasks[at] as T);
          results[at] = result;
          done++;
          await onDone(done, at, result);
        }
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }),
  );
  return results;
}
