import { InvalidSourceError } from '../errors/invalid-source-error.js';
import type { SourceRow } from '../mapping/compiled-value.js';
import type { Source, SourceItem } from './source.js';

/**
 * Rows that the host hands over: pushed records, a page of an API, rows of another library. Going on after an
 * interruption skips the rows that were read, so the iterable has to give the same ones again.
 *
 * @param rows - any iterable, synchronous or not; read once per run
 * @param options - `name` in errors and tokens, default `rows`
 * @example
 * fromIterable([{ id: 'C-1', name: 'Acme' }]);
 */
export function fromIterable(
  rows: Iterable<SourceRow> | AsyncIterable<SourceRow>,
  options: { readonly name?: string } = {},
): Source {
  const name = options.name ?? 'rows';
  return {
    name,
    async *read({ batch, after }) {
      const skip = readCount(after, name);
      let count = 0;
      let items: SourceItem[] = [];
      for await (const row of rows) {
        count += 1;
        if (count <= skip) continue;
        items.push(
          typeof row === 'object' && row !== null
            ? { ok: true, at: `row ${count}`, row }
            : { ok: false, at: `row ${count}`, problem: { reason: 'badRow', path: '' } },
        );
        if (items.length < batch) continue;
        yield { items, position: count };
        items = [];
      }
      if (items.length > 0) yield { items, position: count };
    },
  };
}

/** Reads a position that is a number of rows; 0 when there is none. */
export function readCount(after: unknown, source: string): number {
  if (after === undefined || after === null) return 0;
  if (typeof after === 'number' && Number.isInteger(after) && after >= 0) return after;
  throw new InvalidSourceError(source, 'the resume token belongs to another kind of source');
}
