// The program of a thread beside the calling one: does the tasks of the lists it is sent, one after the other.
import type { AnswerMessage, TasksMessage } from './workers/member.js';
import { takeTurn } from './workers/turns.js';
import { type Task, WorkPlace } from './workers/work.js';

interface Port {
  postMessage(message: AnswerMessage): void;
}

const place = new WorkPlace();
let last: Promise<void> = Promise.resolve();

function take(port: Port, { id, tasks, turns }: TasksMessage): void {
  last = last.then(async () => {
    try {
      for (let at = takeTurn(turns); at < tasks.length; at = takeTurn(turns)) {
        port.postMessage({ type: 'result', id, at, result: await place.work(tasks[at] as Task) });
      }
      port.postMessage({ type: 'done', id });
    } catch (error) {
      port.postMessage({ type: 'failure', id, failure: error instanceof Error ? error.message : 'the task failed' });
    }
  });
}

interface ParentPort extends Port {
  on(event: 'message', listener: (message: TasksMessage) => void): void;
}

interface WebScope extends Port {
  addEventListener(type: 'message', listener: (event: { readonly data: TasksMessage }) => void): void;
}

const host = (globalThis as { readonly process?: { readonly getBuiltinModule?: (name: string) => unknown } }).process;
const threads = host?.getBuiltinModule?.('node:worker_threads') as { readonly parentPort: ParentPort } | undefined;
if (threads !== undefined) {
  const { parentPort } = threads;
  parentPort.on('message', (message) => take(parentPort, message));
  parentPort.postMessage({ type: 'started' });
} else {
  const scope = globalThis as unknown as WebScope;
  scope.addEventListener('message', ({ data }) => take(scope, data));
  scope.postMessage({ type: 'started' });
}
