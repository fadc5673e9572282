import type { SpawnWorker } from './crew.js';
import type { WorkerPort } from './member.js';

/** The part of `node:worker_threads` that is used. */
interface NodeThreads {
  readonly Worker: new (
    file: URL,
  ) => {
    postMessage(message: unknown): void;
    on(event: string, listener: (value: unknown) => void): void;
    terminate(): Promise<number>;
  };
}

/** The part of `node:fs` that is used. */
interface NodeFiles {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly rm: (path: string, options: { readonly force: boolean }) => Promise<void>;
  readonly mkdir: (path: string, options: { readonly recursive: boolean }) => Promise<unknown>;
}

interface NodeModules {
  readonly 'node:worker_threads': NodeThreads;
  readonly 'node:fs': { readonly promises: NodeFiles };
  readonly 'node:os': { readonly availableParallelism: () => number };
}

/** A module of Node, without an import that a browser could not follow; `undefined` elsewhere. */
export function nodeModule<T extends keyof NodeModules>(name: T): NodeModules[T] | undefined {
  const host = (globalThis as { readonly process?: { readonly getBuiltinModule?: (name: string) => unknown } }).process;
  return host?.getBuiltinModule?.(name) as NodeModules[T] | undefined;
}

/** Where the worker's program lies: above this module as source, beside it as built. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? '../worker.ts' : './worker.js', import.meta.url);
}

/** How Node starts a thread of the engine; `undefined` on other platforms, where the host says how. */
export function nodeSpawn(): SpawnWorker | undefined {
  const threads = nodeModule('node:worker_threads');
  if (threads === undefined) return undefined;
  return (): WorkerPort => {
    const worker = new threads.Worker(workerFile());
    return {
      post: (message) => worker.postMessage(message),
      listen: (onMessage, onFailure) => {
        worker.on('message', onMessage);
        worker.on('error', onFailure);
        // A thread can also end without an error, by `process.exit`; after `terminate` nobody waits any more.
        worker.on('exit', (code) => onFailure(new Error(`the thread ended with exit code ${code}`)));
      },
      close: () => void worker.terminate(),
    };
  };
}

/** The part of a Web Worker that is used. */
export interface WebWorkerLike {
  /** Sends a message to the worker. */
  postMessage(message: unknown): void;
  /** Registers what gets its messages, and what is told when it fails. */
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  /** Ends the worker at once. */
  terminate(): void;
}

/**
 * A thread of the engine in a browser.
 *
 * @param worker - a module worker made of `@crmkit/match/worker`
 * @example
 * const start = () => new Worker(new URL('@crmkit/match/worker', import.meta.url), { type: 'module' });
 * const options: DedupeOptions = { workers: { count: 4, spawn: () => webWorkerPort(start()) } };
 */
export function webWorkerPort(worker: WebWorkerLike): WorkerPort {
  return {
    post: (message) => worker.postMessage(message),
    listen: (onMessage, onFailure) => {
      worker.addEventListener('message', ({ data }) => onMessage(data));
      worker.addEventListener('error', onFailure);
      worker.addEventListener('messageerror', onFailure);
    },
    close: () => worker.terminate(),
  };
}
