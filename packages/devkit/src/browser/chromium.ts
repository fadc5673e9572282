import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../repository.js';

export type Chromium = {
  readonly executablePath: string;
  /** The whole environment to start it with. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Arguments that a Chromium in a container or under root needs. */
export const chromiumArguments: readonly string[] = ['--no-sandbox'];

const installedPaths: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'].map((name) => `/usr/bin/${name}`),
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/**
 * Finds a Chromium that runs: the one `CHROME_PATH` names, else the one that came from npm (with the libraries it
 * brings, where the system lacks them), else an installed Chrome.
 *
 * @throws Error when none runs
 */
export function findChromium(): Chromium {
  const plain = currentEnvironment();
  const named = process.env.CHROME_PATH;
  if (named) return { executablePath: named, environment: plain };
  const packed = packedChromium(plain);
  if (packed) return packed;
  const installed = installedPaths[process.platform]?.find((path) => runs(path, plain));
  if (installed) return { executablePath: installed, environment: plain };
  throw new Error('No Chromium runs here. Install Chrome, or name one in CHROME_PATH.');
}

function packedChromium(plain: Readonly<Record<string, string>>): Chromium | undefined {
  if (process.platform !== 'linux') return undefined;
  const folder = inflateChromium();
  const executablePath = join(folder, 'chromium');
  const fonts = { FONTCONFIG_PATH: join(folder, 'fonts') };
  const libraries = [join(folder, 'al2023/lib'), plain.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const environments = [plain, { ...plain, ...fonts }, { ...plain, ...fonts, LD_LIBRARY_PATH: libraries }];
  const environment = environments.find((candidate) => runs(executablePath, candidate));
  return environment && { executablePath, environment };
}

/** Unpacks the browser once per version, whole or not at all: several runs may start at the same time. */
function inflateChromium(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const source = resolve(entry, '../..');
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const folder = join(repositoryRoot, `node_modules/.cache/crmkit/chromium-${version}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  const script = `
    import { inflate } from ${JSON.stringify(pathToFileURL(entry).href)};
    const names = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
    for (const name of names) await inflate(process.argv[1] + '/' + name);
  `;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script, join(source, 'bin')], {
    env: { ...process.env, TMPDIR: partial }, // where the package unpacks to
  });
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // another run was first otherwise
  }
  return folder;
}

function runs(executablePath: string, environment: Readonly<Record<string, string>>): boolean {
  return spawnSync(executablePath, [...chromiumArguments, '--version'], { env: environment }).status === 0;
}

function currentEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] != null));
}
