import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPnpm } from '../pnpm.js';
import { listPublicPackages } from '../public-packages.js';
import { repositoryRoot, toolScript } from '../repository.js';
import { runCommand, runNode } from '../run-command.js';
import { mapParallel } from './map-parallel.js';
import { commandStep, fromCommands, type Step } from './step.js';

/** The steps that build the packages, pack them, and look at the tarballs as a user gets them. */
export function packedSteps(folder: string): Step[] {
  const tarballFolder = join(folder, 'tarballs');
  const tarballs = () => readdirSync(tarballFolder).map((name) => join(tarballFolder, name));
  return [
    {
      name: 'build',
      run: async () =>
        fromCommands(
          await mapParallel(listPublicPackages(), (each) =>
            runNode([toolScript('tsup', 'dist/cli-default.js'), '--silent'], { cwd: each.folder, output: 'capture' }),
          ),
        ),
    },
    {
      name: 'pack',
      async run() {
        rmSync(tarballFolder, { recursive: true, force: true });
        mkdirSync(tarballFolder, { recursive: true });
        const filters = listPublicPackages().map(({ name }) => `--filter=${name}`);
        const packed = await runPnpm([...filters, '--recursive', 'pack', '--pack-destination', tarballFolder], {
          output: 'capture',
        });
        return { ...fromCommands([packed]), note: `${tarballs().length} tarballs` };
      },
    },
    {
      name: 'publint',
      run: async () =>
        fromCommands(
          await mapParallel(tarballs(), (tarball) =>
            runNode([toolScript('publint', 'src/cli.js'), tarball, '--strict'], { output: 'capture' }),
          ),
        ),
    },
    {
      name: 'attw esm-only',
      run: async () =>
        fromCommands(
          await mapParallel(tarballs(), (tarball) =>
            runNode([toolScript('@arethetypeswrong/cli', 'dist/index.js'), tarball, '--profile', 'esm-only'], {
              output: 'capture',
            }),
          ),
        ),
    },
    commandStep('packed: install', () => installPacked(join(folder, 'host'), tarballs())),
    commandStep('packed: example', () => runNode(['example.mjs'], { cwd: join(folder, 'host'), output: 'capture' })),
    commandStep('packed: matching', () => runNode(['matching.mjs'], { cwd: join(folder, 'host'), output: 'capture' })),
    commandStep('packed: crmkit-match', () => runMatchCommand(join(folder, 'host'))),
    commandStep('packed: types', () =>
      runNode([toolScript('typescript7', 'bin/tsc'), '-p', '.'], { cwd: join(folder, 'host'), output: 'capture' }),
    ),
  ];
}

/** Dedupes a small file by the command of the tarball, which writes clusters, the report and the model. */
function runMatchCommand(host: string) {
  const rows = ['1,Robert Miller,rob@post.example', '2,Bob Miller,rob@post.example', '3,Anna Ek,anna@post.example'];
  writeFileSync(join(host, 'customers.csv'), ['id,name,email', ...rows, ''].join('\n'));
  const program = 'node_modules/@crmkit/match/dist/cli/main.js';
  return runNode([program, 'customers.csv', '--out', 'matched'], { cwd: host, output: 'capture' });
}

/** Makes a host project that has the tarballs and the peers installed by plain npm. */
function installPacked(host: string, tarballs: readonly string[]) {
  cpSync(join(repositoryRoot, 'packages/devkit/packed'), host, { recursive: true });
  writeFileSync(join(host, 'package.json'), JSON.stringify({ name: 'host', private: true, type: 'module' }));
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  return runCommand('npm', ['install', ...quiet, ...tarballs, 'zod@4', 'pg@8', '@types/pg@8', '@types/node@24'], {
    cwd: host,
    output: 'capture',
  });
}
