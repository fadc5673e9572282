import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const loader = new URL('../../../devkit/bin/typescript.mjs', import.meta.url).href;
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts the program as a shell does. */
async function start(argv: readonly string[], before: readonly string[] = []) {
  const own = [
    ...before,
    '--disable-warning=ExperimentalWarning',
    '--conditions=crmkit-source',
    `--import=${loader}`,
    main,
    ...argv,
  ];
  return promisify(execFile)(process.execPath, own).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { readonly code: number; readonly stdout: string; readonly stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
}

describe('the program', { timeout: 30_000 }, () => {
  it('shows its help and ends well', async () => {
    const { code, stdout } = await start(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('npx @crmkit/match');
  });

  it('ends with the exit code and one line for a file that is not there', async () => {
    expect(await start(['nowhere.csv'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'There is no file nowhere.csv.\n',
    });
  });

  it('says which Node it needs before an older one stumbles', async () => {
    const old = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.19.0"}})';
    const { code, stderr } = await start(['--help'], [`--import=data:text/javascript,${encodeURIComponent(old)}`]);
    expect(code).toBe(2);
    expect(stderr).toContain('needs Node 22.12 or later; this is 20.19.0');
  });
});
