import { InvalidInputError } from '@crmkit/core';
import { ImportInterruptedError } from '../errors/import-interrupted-error.js';
import { InvalidSourceError } from '../errors/invalid-source-error.js';
import type { CompiledMapping } from '../mapping/compile-mapping.js';
import { compileMapping } from '../mapping/compile-mapping.js';
import type { Mapping } from '../mapping/define-mapping.js';
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
  if (mappings.length === 0) throw new InvalidInputError('runImport', [{ path: 'mapping', problem: 'there is no mapping' }]);
  const compiled = mappings.map((mapping) => compileMapping(port.model, mapping));
  const names = compiled.map(({ name }) => name);
  const after = readToken(options.resumeFrom ?? null, source.name, names);
  const resolver = createResolver(port);
  const writer = createItemWriter(port);
  const counter = createRowCounter(options.keepProblems ?? 100);
  const { signal } = options;
  let resume: ResumeToken | null = options.resumeFrom ?? null;
  let status: ImportResult['status'] = 'completed';

  const batches = source.read({ batch: batchSize, ...(after === null ? {} : { after }) })[Symbol.asyncIterator]();
  const prepareNext = async (): Promise<ImportBatch | null> => {
    const next = await batches.next();
    if (next.done) return null;
    checkColumns(compiled, next.value, source.name);
    return prepareBatch(compiled, next.value, resolver);
  };
  // While one batch is being committed the next one is read and mapped: the database and this process work at once.
  let upcoming = startEarly(prepareNext);
  try {
    for (;;) {
      if (signal?.aborted) {
        status = 'aborted';
        break;
      }
      const batch = await upcoming();
      if (batch === null) break;
      upcoming = startEarly(prepareNext);
      const written = await writeBatch(port, compiled, batch, { resolver, writer, dryRun: options.dryRun ?? false });
      counter.read(batch.source.items.length);
      counter.commit(written.commits);
      for (const result of written.results) {
        counter.row(result);
        await options.onRow?.(result);
      }
      resume = { source: source.name, mappings: names, position: batch.source.position };
      options.onProgress?.({ source: source.name, counts: counter.counts(), resume, durationMs: performance.now() - started });
    }
  } catch (error) {
    if (counter.counts().read === 0) throw error;
    throw new ImportInterruptedError(counter.counts(), resume, { cause: error });
  } finally {
    await upcoming().catch(() => undefined);
    await batches.return?.();
  }
  return { status, counts: counter.counts(), problems: counter.problems(), resume, durationMs: performance.now() - started };
}

/** Starts work whose failure is looked at later, when its turn has come. */
function startEarly<T>(work: () => Promise<T>): () => Promise<T> {
  const running = work();
  running.catch(() => undefined);
  return () => running;
}

function readToken(token: ResumeToken | null, source: string, mappings: readonly string[]): SourceBatch['position'] | null {
  if (token === null) return null;
  if (token.source !== source || token.mappings?.join('\n') !== mappings.join('\n')) {
    throw new InvalidSourceError(source, 'the resume token belongs to another source or other mappings');
  }
  return token.position;
}

/** A column that a mapping reads and the source does not have is found before anything of the batch is written. */
function checkColumns(compiled: readonly CompiledMapping[], { columns }: SourceBatch, source: string): void {
  if (columns === undefined) return;
  for (const { name, columns: wanted } of compiled) {
    const missing = wanted.filter((column) => !columns.includes(column));
    if (missing.length > 0) throw new InvalidSourceError(source, `it has no column ${missing.join(', ')}, which ${name} reads`);
  }
}
