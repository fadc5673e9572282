import type { CheckpointStore } from './checkpoint-store.js';

/**
 * A checkpoint in memory: for tests, and for runs that are aborted and taken up again in one process.
 *
 * @example
 * const checkpoint = memoryCheckpoint();
 * await dedupe(people, { checkpoint, signal: AbortSignal.timeout(1000) }).catch(() => dedupe(people, { checkpoint }));
 */
export function memoryCheckpoint(): CheckpointStore {
  const kept = new Map<string, Uint8Array>();
  return {
    read: async (name) => kept.get(name),
    write: async (name, bytes) => void kept.set(name, bytes.slice()),
    remove: async (name) => void kept.delete(name),
  };
}
