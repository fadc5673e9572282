import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';

/** Whether every user may pass through the folder and all folders above it. */
export function isOpenToAll(folder: string): boolean {
  if (process.platform === 'win32') return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    if ((statSync(path).mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

/** A folder for temporary files that every user of the machine can reach, for programs that run as another user. */
export function openTemporaryFolder(): string {
  for (const folder of [tmpdir(), '/tmp', '/var/tmp']) {
    if (isWritable(folder) && isOpenToAll(folder)) return folder;
  }
  return tmpdir();
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
