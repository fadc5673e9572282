import { readFileSync } from 'node:fs';

/** Whether a process runs. One that has ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statusFields(pid)?.[0] !== 'Z';
}

/** When a process started, in the system's own unit; undefined where the system does not tell. */
export function startOf(pid: number): string | undefined {
  return statusFields(pid)?.[19];
}

/** The text of a file, or undefined when it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What Linux says about a process after its name, which may itself hold spaces. */
function statusFields(pid: number): string[] | undefined {
  return readText(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ');
}
