import { UnsupportedError } from '@crmkit/core';
import { nodeModule } from '../workers/spawn-worker.js';
import type { CheckpointStore } from './checkpoint-store.js';

/**
 * A checkpoint in a folder, one file for each name; for Node. The folder is made when something is written.
 *
 * A file is written under another name and then renamed, so that a process killed in between leaves the old one.
 *
 * @param path - of the folder; runs that may be under way at the same time need folders of their own
 * @throws UnsupportedError `UNSUPPORTED` where there are no files, as in a browser
 * @example
 * const beginOrResume = () => dedupe(people, { checkpoint: folderCheckpoint('customers-checkpoint') });
 */
export function folderCheckpoint(path: string): CheckpointStore {
  const files = nodeModule('node:fs')?.promises;
  if (files === undefined) throw new UnsupportedError('A checkpoint in a folder needs Node.');
  const fileOf = (name: string): string => `${path}/${name}`;
  return {
    read: async (name) => {
      try {
        return await files.readFile(fileOf(name));
      } catch (error) {
        if ((error as { readonly code?: unknown }).code === 'ENOENT') return undefined;
        throw error;
      }
    },
    write: async (name, bytes) => {
      await files.mkdir(path, { recursive: true });
      const partial = fileOf(`${name}.partial`);
      await files.writeFile(partial, bytes);
      await files.rename(partial, fileOf(name));
    },
    remove: (name) => files.rm(fileOf(name), { force: true }),
  };
}
