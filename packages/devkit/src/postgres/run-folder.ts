import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTemporaryFolder } from '../open-folder.js';
import { serverAccount } from './account.js';
import { isAlive, readText, startOf } from './process-state.js';

const PREFIX = 'crmkit-pg-';
const OWNER_FILE = 'owner.pid';

/** Makes the folder of one server: its data and the process id of the run that owns it. */
export function makeRunFolder(): string {
  const folder = mkdtempSync(join(openTemporaryFolder(), PREFIX));
  writeFileSync(join(folder, OWNER_FILE), `${process.pid} ${startOf(process.pid) ?? ''}`);
  const account = serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return folder;
}

/** Ends the servers of runs that were killed before they could end them, and removes their folders. */
export async function reapOrphans(): Promise<void> {
  const parent = openTemporaryFolder();
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue;
    const folder = join(parent, name);
    if (ownerIsAlive(folder)) continue;
    await endServer(folder);
    removeFolder(folder);
  }
}

/** Removes the folder of a server that has ended. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    // It belongs to another user, whose own runs clean it up.
  }
}

function ownerIsAlive(folder: string): boolean {
  const [pid, start] = (readText(join(folder, OWNER_FILE)) ?? '').split(' ');
  if (!pid) return true; // of another user, or being made at this moment
  return isAlive(Number(pid)) && (startOf(Number(pid)) ?? '') === start;
}

async function endServer(folder: string): Promise<void> {
  const pid = Number(readText(join(folder, 'data/postmaster.pid'))?.split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isServerOf(pid, folder)) return;
  try {
    process.kill(pid, 'SIGQUIT');
    for (let waitedMs = 0; isAlive(pid) && waitedMs < 5000; waitedMs += 50) {
      await new Promise((resume) => setTimeout(resume, 50));
    }
  } catch {
    // It ended in the meantime.
  }
}

/** Where the system tells, makes sure that the process id was not given to another program since. */
function isServerOf(pid: number, folder: string): boolean {
  const commandLine = readText(`/proc/${pid}/cmdline`);
  return commandLine === undefined ? process.platform !== 'linux' : commandLine.includes(folder);
}
