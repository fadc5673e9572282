// Starts a task of the workspace on a machine that has only Node 20 and npm: installs what is missing from the frozen
// lock file, then hands over to the pinned Node that came with it. Plain JavaScript, no dependencies.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const TASKS = ['demo', 'test', 'bench', 'fuzz', 'docs', 'check'];
const INSTALL_LIMIT_MS = 15 * 60_000;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const stampFile = join(root, 'node_modules', '.crmkit-install');
const [task, ...taskArguments] = process.argv.slice(2);

if (!TASKS.includes(task)) {
  console.error(`Usage: node packages/devkit/bin/run.mjs ${TASKS.join('|')} [arguments]`);
  process.exit(2);
}

installWhenStale();
process.exit(runTask());

function runTask() {
  const node = pinnedNode();
  const child = spawnSync(
    node,
    [
      '--conditions=crmkit-source',
      '--disable-warning=ExperimentalWarning',
      '--enable-source-maps',
      `--import=${pathToFileURL(join(root, 'packages/devkit/bin/typescript.mjs'))}`,
      join(root, `packages/devkit/src/tasks/${task}.ts`),
      ...taskArguments,
    ],
    { cwd: root, stdio: 'inherit', env: environment(node) },
  );
  if (child.error) throw child.error;
  return child.status ?? 1;
}

/** PATH starts with the pinned Node, so that every child process runs on it too. */
function environment(node) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [dirname(node), join(root, 'node_modules/.bin'), process.env[name]].filter(Boolean).join(delimiter);
  return { ...process.env, [name]: path };
}

function pinnedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of [`node-${system}-${process.arch}`, `node-bin-${system}-${process.arch}`]) {
    const path = join(root, 'node_modules', name, 'bin', binary);
    if (existsSync(path) && spawnSync(path, ['--version']).status === 0) return path;
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 0)) return process.execPath;
  console.error(`No pinned Node runs on ${process.platform}-${process.arch}. Install Node 24 and start again.`);
  return process.exit(1);
}

function installWhenStale() {
  const wanted = installDigest();
  if (stampedDigest() === wanted) return;
  const unlock = lockInstall();
  try {
    if (stampedDigest() === wanted) return;
    console.log(`Installing dependencies with ${PNPM} ...`);
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
    const install = spawnSync(npx, ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      shell: process.platform === 'win32',
      env: { ...process.env, CI: 'true' },
    });
    if (install.error || install.status !== 0) {
      console.error(`${install.stdout ?? ''}${install.stderr ?? ''}${install.error ?? ''}`);
      console.error('The installation failed; see above.');
      process.exit(1);
    }
    writeFileSync(stampFile, wanted);
  } finally {
    unlock();
  }
}

function stampedDigest() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
}

function installDigest() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.pnpmfile.cjs'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Two tasks started at once install once: the second waits for the first. */
function lockInstall() {
  const lock = join(tmpdir(), `crmkit-install-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`);
  const unlock = () => rmSync(lock, { recursive: true, force: true });
  for (;;) {
    try {
      mkdirSync(lock);
      process.on('exit', unlock);
      return unlock;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (lockAgeMs(lock) > INSTALL_LIMIT_MS) unlock();
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
}

function lockAgeMs(lock) {
  try {
    return Date.now() - statSync(lock).mtimeMs;
  } catch {
    return 0;
  }
}
