import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peopleFile } from '../bench/people-file.js';
import type { CheckpointStore } from '../src/checkpoint/checkpoint-store.js';
import { folderCheckpoint } from '../src/checkpoint/folder-checkpoint.js';
import { memoryCheckpoint } from '../src/checkpoint/memory-checkpoint.js';
import { packPiece, unpackPiece } from '../src/checkpoint/packed-piece.js';
import { dedupe } from '../src/dedupe.js';
import type { DedupeOptions } from '../src/dedupe-options.js';
import type { Resolution } from '../src/resolution.js';
import { hashResolution } from './hash-resolution.js';
import { makePeople } from './made-up-people.js';

const people = makePeople(3000, 5);
const timeout = 120_000;
const loader = fileURLToPath(new URL('../../devkit/bin/typescript.mjs', import.meta.url));
const child = fileURLToPath(new URL('resume-child.ts', import.meta.url));

interface ChildResult {
  /** Pieces compared by this process, and pieces there are. */
  readonly done: number;
  readonly total: number;
  readonly hash: string;
  readonly warnings: readonly unknown[];
}

/** Runs a process of its own; `undefined` when it was killed. */
function runChild(...argv: readonly string[]): Promise<ChildResult | undefined> {
  return new Promise((resolve, reject) => {
    const flags = ['--conditions=crmkit-source', `--import=${loader}`, child, ...argv];
    execFile(process.execPath, flags, (error, out, problems) => {
      if (error === null) resolve(JSON.parse(out) as ChildResult);
      else if (error.signal === 'SIGKILL') resolve(undefined);
      else reject(new Error(problems));
    });
  });
}

/** Runs until so many pieces are compared and saved; then the run is aborted. */
async function runHalf(checkpoint: CheckpointStore, pieces: number, options: DedupeOptions = {}): Promise<void> {
  const control = new AbortController();
  const run = dedupe(people, {
    ...options,
    id: 'id',
    checkpoint,
    signal: control.signal,
    onProgress: ({ stage, done }) => {
      if (stage === 'compare' && done >= pieces) control.abort();
    },
  });
  await expect(run).rejects.toMatchObject({ code: 'ABORTED' });
}

/** Runs to the end; also tells how many pieces were compared. */
async function runAll(
  checkpoint?: CheckpointStore,
  options: DedupeOptions = {},
): Promise<{ found: Resolution; done: number; total: number }> {
  let first: number | undefined;
  let total = 0;
  const found = await dedupe(people, {
    ...options,
    id: 'id',
    ...(checkpoint === undefined ? {} : { checkpoint }),
    onProgress: (progress) => {
      if (progress.stage !== 'compare') return;
      first ??= progress.done;
      total = progress.total;
    },
  });
  return { found, done: total - (first ?? 0), total };
}

/** A store in memory whose contents a test sees. */
function openStore(): CheckpointStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    read: async (name) => kept.get(name),
    write: async (name, bytes) => void kept.set(name, bytes),
    remove: async (name) => void kept.delete(name),
  };
}

describe('a run with a checkpoint', () => {
  let expected: string;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crmkit-checkpoint-'));
    expected = hashResolution(await dedupe(people, { id: 'id' }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('killed half way through the comparison goes on in a new process with an equal result', { timeout }, async () => {
    const csv = peopleFile(50_000, 7);
    const own = join(folder, 'killed');
    expect(await runChild(own, csv, '0.5')).toBeUndefined();
    expect(await readdir(own)).toContain('match-run');
    const [resumed, whole] = [await runChild(own, csv), await runChild('', csv)];
    expect(resumed?.warnings).toEqual([]);
    expect(resumed?.hash).toBe(whole?.hash);
    expect(whole?.done).toBe(whole?.total);
    expect(resumed?.done).toBeGreaterThan(0);
    expect(resumed?.done).toBeLessThanOrEqual((whole?.total ?? 0) / 2);
    expect(await readdir(own)).toEqual([]);
  });

  it('gives the result of one without, and leaves nothing behind', { timeout }, async () => {
    const checkpoint = openStore();
    const { found } = await runAll(checkpoint);
    expect(hashResolution(found)).toBe(expected);
    expect(found.warnings).toEqual([]);
    expect([...checkpoint.kept.keys()]).toEqual([]);
  });

  it('that was aborted is taken up again by the same plan', { timeout }, async () => {
    const checkpoint = memoryCheckpoint();
    await runHalf(checkpoint, 3);
    const { found, done, total } = await runAll(checkpoint);
    expect(done).toBe(total - 3);
    expect(hashResolution(found)).toBe(expected);
  });

  it('takes nothing from a checkpoint of other records, fields or model, and says so', { timeout }, async () => {
    const { model } = await dedupe(people, { id: 'id' });
    for (const before of [{ kinds: { city: 'ignore' } }, { source: 'city', cleanSources: true }, { model }] as const) {
      const checkpoint = openStore();
      await runHalf(checkpoint, 3, before);
      const { found, done, total } = await runAll(checkpoint);
      expect(done).toBe(total);
      expect(hashResolution(found)).toBe(expected);
      expect(found.warnings.map(({ code }) => code)).toEqual(['CHECKPOINT_OF_OTHER_RUN']);
      expect([...checkpoint.kept.keys()]).toEqual([]);
    }
  });

  it('works out anew what is damaged, and says so', { timeout }, async () => {
    const whole = openStore();
    await runHalf(whole, 4);
    for (const [name, damage] of [
      ['match-piece-1', (bytes: Uint8Array) => bytes.subarray(0, bytes.length >> 1)],
      ['match-piece-2', (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte))],
      ['match-piece-0', () => new Uint8Array(0)],
      ['match-run', (bytes: Uint8Array) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))],
      ['match-run', () => new TextEncoder().encode('{}')],
    ] as const) {
      const checkpoint = openStore();
      for (const [each, bytes] of whole.kept) checkpoint.kept.set(each, each === name ? damage(bytes) : bytes);
      const { found } = await runAll(checkpoint);
      expect(hashResolution(found)).toBe(expected);
      expect(found.warnings.map(({ code }) => code)).toEqual(['CHECKPOINT_DAMAGED']);
    }
  });

  it('goes on without a store that fails, and says so once', { timeout }, async () => {
    const fail = (): Promise<never> => Promise.reject(new Error('no space left'));
    for (const broken of [{ write: fail }, { read: fail }, { remove: fail }]) {
      const { found } = await runAll({ ...openStore(), ...broken });
      expect(hashResolution(found)).toBe(expected);
      expect(found.warnings.map(({ code }) => code)).toEqual(['CHECKPOINT_FAILED']);
    }
  });

  it('in a folder keeps the old file until the new one is whole', async () => {
    const own = join(folder, 'whole');
    const store = folderCheckpoint(own);
    expect(await store.read('piece')).toBeUndefined();
    await store.remove('piece');
    await store.write('piece', Uint8Array.of(1, 2));
    // What a process that was killed while writing leaves.
    await writeFile(join(own, 'piece.partial'), Uint8Array.of(9));
    expect([...((await store.read('piece')) ?? [])]).toEqual([1, 2]);
    await store.write('piece', Uint8Array.of(3));
    expect([...(await readFile(join(own, 'piece')))]).toEqual([3]);
    expect(await readdir(own)).toEqual(['piece']);
    await store.remove('piece');
    expect(await store.read('piece')).toBeUndefined();
  });
});

describe('a packed piece', () => {
  const fingerprint = '0123456789abcdef';
  const word = fc.integer({ min: 0, max: 0xffffffff });
  const piece = fc
    .record({
      pairs: fc.array(fc.tuple(word, word, fc.nat(3)), { maxLength: 20 }),
      shown: fc.nat(4),
      fields: fc.integer({ min: 1, max: 5 }),
    })
    .chain(({ pairs, shown, fields }) =>
      fc.uint8Array({ minLength: shown * fields, maxLength: shown * fields }).map((levels) => ({
        fields,
        packed: {
          left: Uint32Array.from(pairs, ([left]) => left),
          right: Uint32Array.from(pairs, ([, right]) => right),
          patterns: Uint32Array.from(pairs, ([, , pattern]) => pattern),
          levels,
          counts: Float64Array.from({ length: shown }, (_, at) => at + 0.5),
        },
      })),
    );

  it('is unpacked as it was', () => {
    fc.assert(
      fc.property(piece, ({ packed, fields }) => {
        // Bytes that lie anywhere in a larger buffer, as Node reads small files.
        const bytes = packPiece(packed, fingerprint);
        const larger = new Uint8Array(bytes.length + 3);
        larger.set(bytes, 3);
        expect(unpackPiece(larger.subarray(3), fingerprint, fields)).toEqual(packed);
        expect(unpackPiece(bytes, 'fedcba9876543210', fields)).toBeUndefined();
      }),
    );
  });

  it('is refused when any byte was changed or lost', () => {
    fc.assert(
      fc.property(piece, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ packed, fields }, place, flip) => {
        const bytes = packPiece(packed, fingerprint);
        const at = place % bytes.length;
        expect(unpackPiece(bytes.subarray(0, at), fingerprint, fields)).toBeUndefined();
        bytes[at] = (bytes[at] as number) ^ flip;
        expect(unpackPiece(bytes, fingerprint, fields)).toBeUndefined();
      }),
    );
  });
});
