import type { MatchWarning } from '../match-warning.js';
import { Member, type WorkerPort } from './member.js';
import { createTurns, endTurns, HAS_SHARED_MEMORY, type Turns, takeTurn } from './turns.js';
import type { Task, TaskResults } from './work.js';
import { WorkPlace } from './work.js';

/** Starts one more thread. */
export type SpawnWorker = () => WorkerPort;

/** Called after each task. */
type OnDone<T extends Task> = (done: number, at: number, result: TaskResults[T['type']]) => Promise<void>;

/** Takes the result of the task at a place. */
type Finish = (at: number, result: unknown) => Promise<void>;

/**
 * The threads of a run: the calling one and those beside it. Tasks are taken from one list by whoever is free; results
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
        if (await member.hasStarted) await member.ask([task], createTurns(), () => {});
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
  share<T extends Task>(tasks: readonly T[], onDone: OnDone<T>): Promise<readonly TaskResults[T['type']][]> {
    return this.#run(tasks, onDone, this.#members);
  }

  /** As {@link share}, on the calling thread alone: for tasks whose work other threads must see at once. */
  doHere<T extends Task>(tasks: readonly T[], onDone: OnDone<T>): Promise<readonly TaskResults[T['type']][]> {
    return this.#run(tasks, onDone, []);
  }

  async #run<T extends Task>(
    tasks: readonly T[],
    onDone: OnDone<T>,
    members: readonly Member[],
  ): Promise<readonly TaskResults[T['type']][]> {
    const results: TaskResults[T['type']][] = [];
    const turns = createTurns();
    const finished: Promise<void>[] = [];
    let done = 0;
    let hasEnded = false;
    let fail: (error: unknown) => void = () => {};
    const failure = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const finish: Finish = (at, result) => {
      if (hasEnded) return Promise.resolve();
      results[at] = result as TaskResults[T['type']];
      const each = onDone(++done, at, result as TaskResults[T['type']]);
      each.catch(fail);
      finished.push(each);
      return each;
    };
    const work = async (): Promise<void> => {
      for (let at = takeTurn(turns); at < tasks.length; at = takeTurn(turns)) {
        const task = tasks[at] as T;
        await finish(at, await this.here.work(task));
      }
    };
    try {
      // The others are asked first: the calling thread is deaf while it works.
      const all = [...members.map((member) => askMember(member, tasks, turns, finish)), work()];
      await Promise.race([failure, Promise.all(all)]);
      await Promise.all(finished);
    } finally {
      // After a failure or an abort nobody begins anything more.
      hasEnded = true;
      endTurns(turns, tasks.length);
    }
    return results;
  }

  /** Ends the threads beside the calling one. */
  close(): void {
    for (const member of this.#members) member.close();
  }
}

/** Has one thread take part, from the time it has started. */
async function askMember(member: Member, tasks: readonly Task[], turns: Turns, finish: Finish): Promise<void> {
  if (!member.isReady && !(await member.hasStarted)) return;
  if (HAS_SHARED_MEMORY) return member.ask(tasks, turns, finish);
  for (let at = takeTurn(turns); at < tasks.length; at = takeTurn(turns)) {
    const place = at;
    await member.ask([tasks[at] as Task], createTurns(), (_, result) => finish(place, result));
  }
}
