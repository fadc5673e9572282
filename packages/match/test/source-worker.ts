import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SpawnWorker } from '../src/workers/crew.js';

const loader = fileURLToPath(new URL('../../devkit/bin/typescript.mjs', import.meta.url));

/**
 * Starts threads from a program in TypeScript, as Node does from the built one.
 *
 * @param file - the engine's worker when absent
 */
export function spawnSource(
  file: URL = new URL('../src/worker.ts', import.meta.url),
): SpawnWorker & { readonly started: Worker[] } {
  const started: Worker[] = [];
  const spawn: SpawnWorker = () => {
    const worker = new Worker(file, { execArgv: ['--conditions=crmkit-source', `--import=${loader}`] });
    started.push(worker);
    return {
      post: (message) => worker.postMessage(message),
      listen: (onMessage, onFailure) => {
        worker.on('message', onMessage);
        worker.on('error', onFailure);
        worker.on('exit', (code) => onFailure(new Error(`exit code ${code}`)));
      },
      close: () => void worker.terminate(),
    };
  };
  return Object.assign(spawn, { started });
}
