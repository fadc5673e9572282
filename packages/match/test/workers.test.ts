import { isCrmError } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { dedupe } from '../src/dedupe.js';
import type { Stage } from '../src/pipeline/run-options.js';
import type { SpawnWorker } from '../src/workers/crew.js';
import type { WorkerPort } from '../src/workers/member.js';
import { hashResolution } from './hash-resolution.js';
import { makePeople } from './made-up-people.js';
import { spawnSource } from './source-worker.js';

const people = makePeople(2500, 11);
const timeout = 60_000;

/** Threads that do what a test says in place of the engine's work. */
function fakePort(
  answer: (message: { readonly id: number }, say: (message: unknown) => void, fail: (error: unknown) => void) => void,
): WorkerPort {
  let say: (message: unknown) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  return {
    post: (message) => setTimeout(() => answer(message as { readonly id: number }, say, fail), 0),
    listen: (onMessage, onFailure) => {
      [say, fail] = [onMessage, onFailure];
      setTimeout(() => say({ type: 'started' }), 0);
    },
    close: () => {},
  };
}

describe('threads', () => {
  it('give the same clusters, weights and model, whether one, two or four work', { timeout }, async () => {
    const alone = hashResolution(await dedupe(people, { id: 'id', workers: 1 }));
    for (const count of [2, 4]) {
      const spawn = spawnSource();
      const found = await dedupe(people, { id: 'id', workers: { count, spawn } });
      expect(spawn.started.length).toBe(count - 1);
      expect(found.warnings).toEqual([]);
      expect(hashResolution(found)).toBe(alone);
    }
  });

  it('that cannot be started are done without, with a warning', { timeout }, async () => {
    const alone = hashResolution(await dedupe(people, { id: 'id', workers: 1 }));
    const missing = spawnSource(new URL('no-such-file.ts', import.meta.url));
    const forbidden: SpawnWorker = () => {
      throw new Error('threads are forbidden here');
    };
    for (const spawn of [missing, forbidden]) {
      const found = await dedupe(people, { id: 'id', workers: { count: 3, spawn } });
      expect(found.warnings).toEqual([
        { code: 'WORKERS_UNAVAILABLE', message: '2 threads could not be started; the others did all the work.' },
      ]);
      expect(hashResolution(found)).toBe(alone);
    }
  });

  it.each<Stage>(['block', 'compare'])(
    'that die during %s end the run with an error of their own',
    { timeout },
    async (stage) => {
      const spawn = spawnSource();
      const run = dedupe(people, {
        id: 'id',
        workers: { count: 2, spawn },
        onProgress: (progress) => {
          if (progress.stage === stage) for (const worker of spawn.started) void worker.terminate();
        },
      });
      const error = await run.then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(isCrmError(error, 'WORKER_FAILED')).toBe(true);
    },
  );

  it('whose task fails end the run and start nothing more', async () => {
    const spawn = (): WorkerPort => fakePort(({ id }, say) => say({ type: 'failure', id, failure: 'out of order' }));
    const run = dedupe(people, { id: 'id', workers: { count: 2, spawn } });
    await expect(run).rejects.toMatchObject({
      code: 'WORKER_FAILED',
      message: expect.stringContaining('out of order'),
    });
  });

  it('are ended when the run ends well, fails or is aborted', { timeout }, async () => {
    let open = 0;
    const inner = spawnSource();
    const spawn = (): WorkerPort => {
      const port = inner();
      open++;
      return {
        ...port,
        close: () => {
          open--;
          port.close();
        },
      };
    };
    await dedupe(people.slice(0, 50), { id: 'id', workers: { count: 3, spawn } });
    expect(open).toBe(0);
    const fails = dedupe(people.slice(0, 50), {
      id: 'id',
      workers: { count: 3, spawn },
      onProgress: ({ stage }) => {
        if (stage === 'compare') throw new Error('the host cannot show it');
      },
    });
    await expect(fails).rejects.toThrow('the host cannot show it');
    expect(open).toBe(0);
  });
});

describe('an abort', () => {
  const stages: readonly Stage[] = ['read', 'normalise', 'plan', 'block', 'compare', 'learn', 'score', 'cluster'];

  it.each([...stages.map((stage) => [stage, 1] as const), ['normalise', 2] as const, ['compare', 2] as const])(
    'during %s ends a run of %s threads with ABORTED',
    { timeout },
    async (stage, count) => {
      const control = new AbortController();
      const spawn = spawnSource();
      const seen: Stage[] = [];
      const bytes = new TextEncoder().encode(toCsv(people));
      const run = dedupe(
        { csv: [bytes.subarray(0, 1000), bytes.subarray(1000)] },
        {
          id: 'id',
          signal: control.signal,
          workers: { count, spawn },
          onProgress: ({ stage: now }) => {
            seen.push(now);
            if (now === stage) control.abort(new Error('the user left'));
          },
        },
      );
      await expect(run).rejects.toMatchObject({ code: 'ABORTED', cause: new Error('the user left') });
      expect(seen.at(-1)).toBe(stage);
      const exits = spawn.started.map(
        (worker) => new Promise((resolve) => (worker.threadId === -1 ? resolve(0) : worker.once('exit', resolve))),
      );
      await Promise.all(exits);
    },
  );
});

function toCsv(rows: typeof people): string {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => cells.join(','))
    .join('\n');
}
