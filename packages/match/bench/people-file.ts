import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const generator = fileURLToPath(new URL('generate-people.mjs', import.meta.url));

/**
 * The path of a CSV file with made-up people, one record in five a duplicate. It is written by the generator in this
 * folder and kept for the next time in the folder for temporary files.
 *
 * @param size - number of records
 * @param seed - of the generator
 */
export function peopleFile(size: number, seed: number): string {
  const path = join(tmpdir(), `crmkit-people-${size}-${seed}.csv`);
  if (existsSync(path)) return path;
  // Renamed when whole, so that a run that was cut off leaves no half file behind.
  const partial = `${path}.${process.pid}`;
  const options = ['--n', `${size}`, '--dup', '0.2', '--seed', `${seed}`, '--out', partial];
  execFileSync(process.execPath, [generator, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
  renameSync(partial, path);
  return path;
}

/** The file with a million people, seed 42. */
export function findPeopleFile(): string {
  return peopleFile(1_000_000, 42);
}
