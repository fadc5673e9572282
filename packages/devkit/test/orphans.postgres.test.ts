import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive } from '../src/postgres/process-state.js';
import { reapOrphans } from '../src/postgres/run-folder.js';
import { typescriptArguments } from '../src/typescript-arguments.js';

it('ends the server of a run that was killed, and leaves that of a living run alone', async () => {
  const script = join(import.meta.dirname, 'start-postgres-child.ts');
  const start = async () => {
    const child = spawn(process.execPath, [...typescriptArguments(), script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, server: Number(output.toString()) };
  };
  const [killed, living] = [await start(), await start()];
  killed.child.kill('SIGKILL');
  await once(killed.child, 'exit');
  expect(isAlive(killed.server)).toBe(true);

  await reapOrphans();
  expect(isAlive(killed.server)).toBe(false);
  expect(isAlive(living.server)).toBe(true);

  living.child.kill('SIGKILL');
  await once(living.child, 'exit');
  await reapOrphans();
  expect(isAlive(living.server)).toBe(false);
}, 60_000);
