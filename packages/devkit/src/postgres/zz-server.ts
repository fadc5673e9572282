import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverAccount } from './account.js';
import { findPostgresBinaries } from './binaries.js';
import { makeRunFolder, reapOrphans, removeFolder } from './run-folder.js';

export type PostgresServer = {
  /** Connection string of the maintenance database, for a superuser. */
  readonly url: string;
  readonly pid: number;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
};

const SUPERUSER = 'crmkit';
const START_LIMIT_MS = 60_000;

/**
 * Starts a real Postgres server from npm with an empty data folder of its own. Its settings are those of a default
 * installation (fsync on) apart from more connections and memory. The default collation is not `C`, so that SQL
 * which forgets to say `collate "C"` is found out.
 */
export async function startPostgres(): Promise<PostgresServer> {
  await reapOrphans();
  const { initdb, postgres } = await findPostgresBinaries();
  const folder = makeRunFolder();
  const data = join(folder, 'data');
  const account = serverAccount();
  const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC', HOME: folder };
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  await promisify(execFile)(
    initdb,
    [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      '--auth=password',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
    ].concat(['--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--no-sync']),
    { ...account, env: environment, cwd: folder },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    timezone: 'UTC',
    lc_messages: 'C', shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_planning': 'on',
  };
  const server = spawn(
    postgres,
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...account, env: environment, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const kill = () => server.kill('SIGQUIT');
  process.once('exit', kill);
  await untilReady(server);
  unreference(server);
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    pid: server.pid ?? 0,
    async stop() {
      process.off('exit', kill);
      await endProcess(server);
      removeFolder(folder);
    },
  };
}

/** The server does not keep alive a process that has nothing else to do. */
function unreference(server: ChildProcess): void {
  server.unref();
  const log = server.stderr as (NodeJS.ReadableStream & { unref?(): void }) | null;
  log?.unref?.();
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    let ready = false;
    const limit = setTimeout(() => fail(`was not ready after ${START_LIMIT_MS} ms`), START_LIMIT_MS);
    const fail = (reason: string) => {
      clearTimeout(limit);
      if (!ready) reject(new Error(`The Postgres test server ${reason}:\n${log}`));
    };
    server.stderr?.on('data', (chunk: Buffer) => {
      if (ready) return;
      log += chunk.toString();
      if (!log.includes('database system is ready to accept connections')) return;
      ready = true;
      clearTimeout(limit);
      resolve();
    });
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`ended with code ${code}`));
  });
}

function endProcess(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.ref();
    server.kill('SIGQUIT');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
