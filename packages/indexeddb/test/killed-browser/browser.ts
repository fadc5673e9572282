import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromiumArguments, findChromium } from '@crmkit/devkit';
import { chromium, type Page } from 'playwright';

/** A Chromium of our own over a profile on disk, whose process can be killed. */
export interface KillableBrowser {
  readonly page: Page;
  /** SIGKILL to the browser and all of its processes: nothing gets to finish or flush. */
  kill(): Promise<void>;
}

/** Starts Chromium over a profile and opens a page. */
export async function startBrowser(profile: string, url: string): Promise<KillableBrowser> {
  const { executablePath, environment } = findChromium();
  const flags = [
    ...chromiumArguments,
    '--headless',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-first-run',
  ];
  // In a group of its own, so that one signal reaches the processes of its pages too.
  const child = spawn(executablePath, [...flags, 'about:blank'], {
    detached: true,
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  try {
    const browser = await chromium.connectOverCDP(await readEndpoint(child));
    const page = await browser.contexts()[0]?.newPage();
    if (page === undefined) throw new Error('Chromium has no context.');
    await page.goto(url);
    return {
      page,
      async kill() {
        killGroup(child);
        await exited;
      },
    };
  } catch (error) {
    killGroup(child);
    throw error;
  }
}

function killGroup({ pid, exitCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null) process.kill(-pid, 'SIGKILL');
}

async function readEndpoint(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error('Chromium has no output.');
  for await (const line of createInterface({ input: child.stderr })) {
    const endpoint = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (endpoint !== undefined) {
      child.stderr.resume();
      return endpoint;
    }
  }
  throw new Error('Chromium ended before it listened.');
}
