import { InvalidInputError } from '@crmkit/core';
import { ImportInterruptedError } from '../errors/import-interrupted-error.js';
import { InvalidSourceError } from '../errors/invalid-source-error.js';
import type { CompiledMapping } from '../mapping/compile-mapping.js';
import { compileMapping } from '../mapping/compile-mapping.js';
import type { Mapping } from '../mapping/define-mapping.js';
import type { MappedRow } from '../mapping/map-row.js';
import type { Source, SourceBatch } from '../source/source.js';
import { createRowCounter } from './count-rows.js';
import type { ImportBatch } from './import-batch.js';
import { prepareBatch, writeBatch } from './import-batch.js';
import type { ImportPort } from './import-port.js';
import type { ImportCounts, ImportResult, ResumeToken, RowResult } from './import-result.js';
import { createResolver } from './resolver.js';
import { createItemWriter } from './write-items.js';

/** How a run goes. */
export interface ImportOptions {
  /** Rows read, mapped and committed together. Default 1,000. */
  readonly batch?: number;
  /**
   * Batches that may be committed at the same time. 2 lets the database write one while the next is being decided; it
   * needs a connection each, and is not for sessions joined to a host transaction. Default 1.
   */
  readonly commitsAtOnce?: number;
  /** Told after each batch. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the run behind the batch that is being written. */
  readonly signal?: AbortSignal;
  /** Token of an earlier run of the same source and mappings. */
  readonly resumeFrom?: ResumeToken | null;
  /** Told what became of each row, in order. A promise holds the run back, so slow readers cost no memory. */
  readonly onRow?: (result: RowResult) => void | Promise<void>;
  /** Read, map and look up references, write nothing. Default false. */
  readonly dryRun?: boolean;
  /** Most problem rows kept in the result. Default 100. */
  readonly keepProblems?: number;
}

/** How far a run is. */
export interface ImportProgress {
  readonly source: string;
  readonly counts: ImportCounts;
  /** Behind the batch that was just written. */
  readonly resume: ResumeToken;
  readonly durationMs: number;
}

/** Runs an import through a port; see `runImport` for the meaning. */
export async function runThroughPort(
  port: ImportPort,
  mappings: readonly Mapping[],
  source: Source,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const started = performance.now();
  const batchSize = options.batch ?? 1000;
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 10_000) {
    throw new InvalidInputError('runImport', [{ path: 'batch', problem: 'a whole number from 1 to 10,000' }]);
  }
  const commitsAtOnce = options.commitsAtOnce ?? 1;
  if (!Number.isInteger(commitsAtOnce) || commitsAtOnce < 1 || commitsAtOnce > 16) {
    throw new InvalidInputError('runImport', [{ path: 'commitsAtOnce', problem: 'a whole number from 1 to 16' }]);
  }
  if (mappings.length === 0)
    throw new InvalidInputError('runImport', [{ path: 'mapping', problem: 'there is no mapping' }]);
  const compiled = mappings.map((mapping) => compileMapping(port.model, mapping));
  const names = compiled.map(({ name }) => name);
  const after = readToken(options.resumeFrom ?? null, source.name, names);
  const resolver = createResolver(port);
  const writer = createItemWriter(port);
  const context = {
    resolver,
    writer,
    dryRun: options.dryRun ?? false,
    referred: new Set(compiled.flatMap(({ referred }) => referred)),
  };
  const counter = createRowCounter(options.keepProblems ?? 100);
  const { signal } = options;
  let resume: ResumeToken | null = options.resumeFrom ?? null;
  let status: ImportResult['status'] = 'completed';

  const batches = source
    .read({ batch: batchSize, ...(after === null ? {} : { after }), ...(signal && { signal }) })
    [Symbol.asyncIterator]();
  let isRead = false;
  const prepareNext = async (): Promise<ImportBatch | null> => {
    // A source that waits for its next row does not hold up the end of the run.
    const next = await unlessAborted(batches.next(), signal);
    if (next === null) return null;
    isRead = next.done === true;
    if (next.done) return null;
    checkColumns(compiled, next.value, source.name);
    return prepareBatch(compiled, next.value, resolver);
  };
  const running: RunningBatch[] = [];
  const settleFirst = async (): Promise<void> => {
    const first = running.shift();
    if (first === undefined) return;
    const written = await first.written();
    counter.read(first.batch.source.items.length);
    counter.commit(written.commits);
    for (const result of written.results) {
      counter.row(result);
      await options.onRow?.(result);
    }
    resume = { source: source.name, mappings: names, position: first.batch.source.position };
    options.onProgress?.({
      source: source.name,
      counts: counter.counts(),
      resume,
      durationMs: performance.now() - started,
    });
  };
  // While one batch is being committed the next one is read and mapped: the database and this process work at once.
  let upcoming = startEarly(prepareNext);
  try {
    while (!signal?.aborted) {
      const batch = await upcoming();
      if (batch === null || signal?.aborted) break;
      upcoming = startEarly(prepareNext);
      if (running.length > 0 && dependsOnRunning(batch, running)) while (running.length > 0) await settleFirst();
      running.push({
        batch,
        ids: idsOf(batch),
        written: startEarly(() => writeBatch(port, compiled, batch, context)),
      });
      if (running.length >= commitsAtOnce) await settleFirst();
    }
    while (running.length > 0) await settleFirst();
    if (signal?.aborted && !isRead) status = 'aborted';
  } catch (error) {
    // Batches that were under way when the source failed count, as far as they follow each other.
    for (let isWhole = true; isWhole && running.length > 0; ) {
      isWhole = await settleFirst().then(
        () => true,
        () => false,
      );
    }
    if (counter.counts().read === 0) throw error;
    throw new ImportInterruptedError(counter.counts(), resume, { cause: error });
  } finally {
    await Promise.allSettled([upcoming(), ...running.map(({ written }) => written())]);
    const closing = batches.return?.();
    if (signal?.aborted) closing?.catch(() => undefined);
    else await closing;
  }
  return {
    status,
    counts: counter.counts(),
    problems: counter.problems(),
    resume,
    durationMs: performance.now() - started,
  };
}

interface RunningBatch {
  readonly batch: ImportBatch;
  readonly ids: ReadonlySet<string>;
  readonly written: () => ReturnType<typeof writeBatch>;
}

function idsOf({ mapped }: ImportBatch): ReadonlySet<string> {
  return new Set(mapped.flatMap((rows) => rows.flatMap((row) => (row?.id === undefined ? [] : [row.id]))));
}

/** Rows of a number that is being written, and references that may be, wait for it. */
function dependsOnRunning({ mapped }: ImportBatch, running: readonly RunningBatch[]): boolean {
  const isOpen = (row: MappedRow | null): boolean => {
    if (row === null) return false;
    const { id } = row;
    return (
      (id !== undefined && running.some(({ ids }) => ids.has(id))) ||
      (!row.ok && row.problems.some(({ reason }) => reason === 'unmappedReference'))
    );
  };
  return mapped.some((rows) => rows.some(isOpen));
}

/** The result, or null as soon as the signal fires; what comes later is dropped. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | null> {
  if (signal === undefined) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<null>((resolve) => {
    stop = () => resolve(null);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } catch (error) {
    // A source that was given the signal may end by throwing its reason.
    if (signal.aborted) return null;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Starts work whose failure is looked at later, when its turn has come. */
function startEarly<T>(work: () => Promise<T>): () => Promise<T> {
  const running = work();
  running.catch(() => undefined);
  return () => running;
}

function readToken(
  token: ResumeToken | null,
  source: string,
  mappings: readonly string[],
): SourceBatch['position'] | null {
  if (token === null) return null;
  if (token.source !== source || token.mappings?.join('\n') !== mappings.join('\n')) {
    throw new InvalidSourceError(source, 'the resume token belongs to another source or other mappings');
  }
  return token.position;
}

/** A column that a mapping reads and the source does not have is found before anything of the batch is written. */
function checkColumns(compiled: readonly CompiledMapping[], { columns }: SourceBatch, source: string): void {
  if (columns === undefined) return;
  for (const { name, mapping, columns: wanted } of compiled) {
    if (mapping.keepUnmapped && columns.includes('__proto__') && !mapping.dropColumns?.includes('__proto__'))
      throw new InvalidSourceError(source, `its column __proto__ cannot be kept; name it in dropColumns of ${name}`);
    const missing = wanted.filter((column) => !columns.includes(column));
    if (missing.length > 0)
      throw new InvalidSourceError(source, `it has no column ${missing.join(', ')}, which ${name} reads`);
  }
}
