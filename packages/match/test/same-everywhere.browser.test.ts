import { expect, it } from 'vitest';
import { folderCheckpoint } from '../src/checkpoint/folder-checkpoint.js';
import { dedupe } from '../src/dedupe.js';
import type { SpawnWorker } from '../src/workers/crew.js';
import { type WebWorkerLike, webWorkerPort } from '../src/workers/spawn-worker.js';
import { makePeople } from './made-up-people.js';
import { EXPECTED_HASH, resolveEverywhere } from './same-everywhere.js';

/** The part of the platform that is used here. */
declare const Worker: new (file: URL | string, options: { readonly type: 'module' }) => WebWorkerLike;

const timeout = 60_000;

const spawn: SpawnWorker = () =>
  webWorkerPort(new Worker(new URL('browser-worker.ts', import.meta.url), { type: 'module' }));

it('gives in a browser the result that it gives everywhere', { timeout }, async () => {
  expect(await resolveEverywhere()).toBe(EXPECTED_HASH);
});

it('gives the same with Web Workers', { timeout }, async () => {
  expect(await resolveEverywhere({ workers: { count: 3, spawn } })).toBe(EXPECTED_HASH);
  const { warnings } = await dedupe(makePeople(100, 1), { id: 'id', workers: { count: 2, spawn } });
  expect(warnings).toEqual([]);
});

it('goes on alone with a warning when a Web Worker cannot be started', { timeout }, async () => {
  const missing: SpawnWorker = () => webWorkerPort(new Worker('/no-such-file.js', { type: 'module' }));
  const { warnings } = await dedupe(makePeople(100, 1), { id: 'id', workers: { count: 2, spawn: missing } });
  expect(warnings.map(({ code }) => code)).toEqual(['WORKERS_UNAVAILABLE']);
});

it('says that a browser has no folders for a checkpoint', () => {
  expect(() => folderCheckpoint('checkpoint')).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
});
