import type { InputIssue } from '@crmkit/core';
import { InvalidInputError, MissingReferenceError, RetryableError, UnavailableError } from '@crmkit/core';
import { describe, expect, it } from 'vitest';
import { column, constant, reference } from '../mapping/build-value.js';
import { defineMapping } from '../mapping/define-mapping.js';
import { formatReferenceKey } from '../mapping/reference-key.js';
import { fromIterable } from '../source/from-iterable.js';
import type { Source } from '../source/source.js';
import { nucleusModel } from '../testing/nucleus-model.js';
import type { ImportPort, ItemOutcome } from './import-port.js';
import type { RowResult } from './import-result.js';
import type { ImportProgress } from './run-through-port.js';
import { runThroughPort } from './run-through-port.js';

const customers = defineMapping({
  system: 'erp',
  entity: 'party',
  id: column('id'),
  fields: { kind: constant('person'), name: column('name') },
});
const invoices = defineMapping({
  system: 'erp',
  entity: 'product',
  id: column('id'),
  fields: { code: column('id'), name: column('name') },
});

/** A CRM of a few lines: keeps items by number, answers like `upsert`. */
function fakePort(hooks: { readonly before?: (items: readonly { readonly [key: string]: unknown }[]) => void } = {}) {
  const kept = new Map<string, string>();
  const calls: number[] = [];
  const port: ImportPort = {
    model: nucleusModel(),
    find: async (references) =>
      references.map((reference) => (kept.has(formatReferenceKey(reference)) ? `id:${reference.id}` : null)),
    write: async (entity, items) => {
      calls.push(items.length);
      hooks.before?.(items);
      return items.map((item): ItemOutcome => {
        const { id } = item.ref as { readonly id: string };
        const key = formatReferenceKey({ kind: 'entity', entity, system: 'erp', objectType: entity, id });
        const content = JSON.stringify(item.data);
        const status = !kept.has(key) ? 'created' : kept.get(key) === content ? 'unchanged' : 'updated';
        kept.set(key, content);
        return { status, id: `id:${id}` };
      });
    },
  };
  return { port, kept, calls };
}

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `C-${index}`, name: `Name ${index}` }));

describe('a run', () => {
  it('writes whole batches, and nothing the second time', async () => {
    const { port, calls } = fakePort();
    const first = await runThroughPort(port, [customers], fromIterable(people(25)), { batch: 10 });
    expect(first).toMatchObject({ status: 'completed', counts: { read: 25, created: 25, unchanged: 0, commits: 3 } });
    expect(calls).toEqual([10, 10, 5]);
    const second = await runThroughPort(port, [customers], fromIterable(people(25)), { batch: 10 });
    expect(second.counts).toMatchObject({ read: 25, created: 0, unchanged: 25, commits: 0 });
  });

  it('tells each row what became of it, in order, and reports progress', async () => {
    const rows: RowResult[] = [];
    const progress: ImportProgress[] = [];
    await runThroughPort(fakePort().port, [customers], fromIterable([...people(3), { id: 'C-9', name: null }]), {
      batch: 2,
      onRow: (row) => void rows.push(row),
      onProgress: (each) => void progress.push(each),
    });
    expect(rows.map(({ at, status, externalId }) => [at, status, externalId])).toEqual([
      ['row 1', 'created', 'C-0'],
      ['row 2', 'created', 'C-1'],
      ['row 3', 'created', 'C-2'],
      ['row 4', 'quarantined', 'C-9'],
    ]);
    expect(rows[3]?.problems).toEqual([{ reason: 'missingValue', path: 'name', column: 'name' }]);
    expect(progress.map(({ counts }) => counts.read)).toEqual([2, 4]);
  });

  it('reads and maps the next batch while one is being written', async () => {
    let read = 0;
    async function* counted() {
      for (const row of people(30)) {
        read += 1;
        yield row;
      }
    }
    const readAtWrite: number[] = [];
    const { port } = fakePort();
    const slow: ImportPort = {
      ...port,
      write: async (entity, items) => {
        await new Promise((resume) => setTimeout(resume, 5));
        readAtWrite.push(read);
        return port.write(entity, items);
      },
    };
    await runThroughPort(slow, [customers], fromIterable(counted()), { batch: 10 });
    expect(readAtWrite).toEqual([20, 30, 30]);
  });

  it('ends behind a whole batch when aborted, and goes on from its token', async () => {
    const { port, kept } = fakePort();
    const controller = new AbortController();
    const stopped = await runThroughPort(port, [customers], fromIterable(people(50)), {
      batch: 10,
      signal: controller.signal,
      onProgress: ({ counts }) => counts.read === 20 && controller.abort(),
    });
    expect(stopped).toMatchObject({ status: 'aborted', counts: { read: 20, created: 20 } });
    expect(kept.size).toBe(20);
    const token = JSON.parse(JSON.stringify(stopped.resume));
    const rest = await runThroughPort(port, [customers], fromIterable(people(50)), { batch: 10, resumeFrom: token });
    expect(rest).toMatchObject({ status: 'completed', counts: { read: 30, created: 30 } });
  });

  it('commits several batches at once, in order for rows of one number and for references', async () => {
    let open = 0;
    let most = 0;
    const { port } = fakePort();
    const slow: ImportPort = {
      ...port,
      write: async (entity, items) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resume) => setTimeout(resume, items.length === 10 ? 15 : 5));
        open -= 1;
        return port.write(entity, items);
      },
    };
    const order: string[] = [];
    const rows = [...people(30), { id: 'C-29', name: 'newer' }];
    const { counts } = await runThroughPort(slow, [customers], fromIterable(rows), {
      batch: 10,
      commitsAtOnce: 3,
      onRow: ({ at, status }) => void order.push(`${at} ${status}`),
    });
    expect(most).toBe(3);
    expect(counts).toMatchObject({ read: 31, created: 30, updated: 1, commits: 4 });
    expect(order).toEqual([...people(30).map((_, index) => `row ${index + 1} created`), 'row 31 updated']);
  });

  it('ends when aborted although the source waits for its next row for ever', async () => {
    const { port, kept } = fakePort();
    const controller = new AbortController();
    async function* endless() {
      yield* people(10);
      await new Promise(() => undefined);
    }
    const stopped = await runThroughPort(port, [customers], fromIterable(endless()), {
      batch: 5,
      signal: controller.signal,
      onProgress: ({ counts }) => counts.read === 10 && controller.abort(),
    });
    expect(stopped).toMatchObject({ status: 'aborted', counts: { read: 10, created: 10 }, resume: { position: 10 } });
    expect(kept.size).toBe(10);
  });

  it('writes nothing when it is aborted before it begins, and is complete when the signal comes behind the last row', async () => {
    const { port, kept } = fakePort();
    const before = await runThroughPort(port, [customers], fromIterable(people(5)), { signal: AbortSignal.abort() });
    expect(before).toMatchObject({ status: 'aborted', counts: { read: 0 }, resume: null });
    expect(kept.size).toBe(0);
    const controller = new AbortController();
    const behind = await runThroughPort(port, [customers], fromIterable(people(5)), {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(behind).toMatchObject({ status: 'completed', counts: { created: 5 } });
  });

  it('gives the signal to the source, and takes what it throws for the end', async () => {
    const controller = new AbortController();
    const source: Source = {
      name: 'slow',
      async *read({ signal }) {
        yield { items: people(2).map((row) => ({ ok: true as const, at: row.id, row })), position: 2 };
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      },
    };
    const stopped = await runThroughPort(fakePort().port, [customers], source, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(stopped).toMatchObject({ status: 'aborted', counts: { created: 2 } });
  });

  it('counts the batches that were under way when the source failed', async () => {
    const { port, kept } = fakePort();
    async function* broken() {
      yield* people(25);
      throw new Error('disk');
    }
    const slow: ImportPort = {
      ...port,
      write: async (entity, items) => {
        await new Promise((resume) => setTimeout(resume, 10));
        return port.write(entity, items);
      },
    };
    const error = await runThroughPort(slow, [customers], fromIterable(broken()), {
      batch: 10,
      commitsAtOnce: 4,
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'IMPORT_INTERRUPTED',
      counts: { read: 20, created: 20, commits: 2 },
      resume: { position: 20 },
    });
    expect(kept.size).toBe(20);
  });

  it('refuses the token of another source or mapping', async () => {
    const { port } = fakePort();
    const resumeFrom = { source: 'rows', mappings: ['erp/order'], position: 1 };
    await expect(runThroughPort(port, [customers], fromIterable(people(1)), { resumeFrom })).rejects.toMatchObject({
      code: 'INVALID_SOURCE',
    });
  });

  it('breaks off with the token behind the last whole batch when the storage is gone', async () => {
    const { port } = fakePort({
      before: (items) => {
        if (items.some((item) => (item.ref as { readonly id: string }).id === 'C-25'))
          throw new UnavailableError('down');
      },
    });
    const error = await runThroughPort(port, [customers], fromIterable(people(50)), { batch: 10 }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      code: 'IMPORT_INTERRUPTED',
      counts: { read: 20 },
      resume: { position: 20 },
      cause: { code: 'UNAVAILABLE' },
    });
  });

  it('tries a lost race again', async () => {
    let lost = 0;
    const { port } = fakePort({
      before: () => {
        lost += 1;
        if (lost < 3) throw new RetryableError('race');
      },
    });
    expect((await runThroughPort(port, [customers], fromIterable(people(3)))).counts).toMatchObject({ created: 3 });
  });

  it('finds a missing column before anything is written', async () => {
    const { port, kept } = fakePort();
    const source = {
      name: 'file',
      async *read() {
        yield { items: [{ ok: true as const, at: 'line 2', row: { id: '1' } }], position: 1, columns: ['id'] };
      },
    };
    await expect(runThroughPort(port, [customers], source)).rejects.toMatchObject({
      code: 'INVALID_SOURCE',
      problem: expect.stringContaining('name'),
    });
    expect(kept.size).toBe(0);
  });

  it('takes out the rows an error names and writes the others', async () => {
    const refuse = (items: readonly { readonly [key: string]: unknown }[]) => {
      const issues = items.flatMap((item, index): InputIssue[] =>
        (item.data as { readonly name: string }).name.endsWith('3')
          ? [{ path: `${index}.data.name`, problem: 'too odd' }]
          : [],
      );
      if (issues.length > 0) throw new InvalidInputError('party.upsert', issues);
    };
    const { port, calls } = fakePort({ before: refuse });
    const { counts, problems } = await runThroughPort(port, [customers], fromIterable(people(20)));
    expect(counts).toMatchObject({ created: 18, failed: 2, commits: 1 });
    expect(calls).toEqual([20, 18]);
    expect(problems[0]).toMatchObject({
      externalId: 'C-3',
      status: 'failed',
      problems: [{ reason: 'invalid', path: 'name', detail: 'too odd' }],
    });
  });

  it('halves a batch until a row that the error does not name stands alone', async () => {
    const { port } = fakePort({
      before: (items) => {
        if (items.some((item) => (item.ref as { readonly id: string }).id === 'C-13')) {
          throw new MissingReferenceError({ entity: 'party', id: 'x', path: 'owner', target: 'y' });
        }
      },
    });
    const { counts, problems } = await runThroughPort(port, [customers], fromIterable(people(20)));
    expect(counts).toMatchObject({ created: 19, failed: 1 });
    expect(problems).toMatchObject([
      { externalId: 'C-13', problems: [{ reason: 'refused', code: 'MISSING_REFERENCE' }] },
    ]);
  });

  it('learns how much fits one commit', async () => {
    const { port, calls } = fakePort({
      before: (items) => {
        if (items.length > 6) throw new InvalidInputError('party.upsert', [{ path: '', problem: 'too many' }]);
      },
    });
    const { counts } = await runThroughPort(port, [customers], fromIterable(people(40)), { batch: 20 });
    expect(counts).toMatchObject({ created: 40, failed: 0 });
    expect(calls.slice(-4)).toEqual([5, 5, 5, 5]);
  });

  it('writes two rows of one number one after the other, so that the last one stands', async () => {
    const { port, kept } = fakePort();
    const { counts } = await runThroughPort(
      port,
      [customers],
      fromIterable([
        { id: 'C', name: 'old' },
        { id: 'C', name: 'new' },
      ]),
    );
    expect(counts).toMatchObject({ created: 1, updated: 1, commits: 2 });
    expect([...kept.values()]).toEqual([JSON.stringify({ kind: 'person', name: 'new' })]);
  });

  it('resolves references to rows of the batch before and of the same batch, and quarantines the rest', async () => {
    const { port } = fakePort();
    const linked = { ...port.model.entities.product, definition: { ...port.model.entities.product?.definition } };
    expect(linked.definition.name).toBe('product');
    const mapping = defineMapping({
      ...invoices,
      fields: { ...invoices.fields, category: reference('product', { id: column('parent') }) },
    });
    const rows = [
      { id: '3', name: 'c', parent: '2' },
      { id: '2', name: 'b', parent: '1' },
      { id: '1', name: 'a', parent: null },
      { id: '4', name: 'd', parent: '3' },
      { id: '5', name: 'e', parent: '9' },
    ];
    const { counts, problems } = await runThroughPort(port, [mapping], fromIterable(rows), { batch: 3 });
    expect(counts).toMatchObject({ created: 4, quarantined: 1 });
    expect(problems).toMatchObject([
      { externalId: '5', problems: [{ reason: 'unmappedReference', path: 'category', column: 'parent' }] },
    ]);
  });

  it('lets the last of two rows of one number stand, also when the first had to wait for its reference', async () => {
    const { port, kept } = fakePort();
    const mapping = defineMapping({
      ...invoices,
      fields: { ...invoices.fields, category: reference('product', { id: column('parent') }) },
    });
    const rows = [
      { id: '1', name: 'old', parent: '2' },
      { id: '1', name: 'new', parent: null },
      { id: '2', name: 'b', parent: null },
      { id: '3', name: 'lost', parent: '9' },
      { id: '3', name: 'kept', parent: null },
    ];
    const { counts } = await runThroughPort(port, [mapping], fromIterable(rows));
    expect(counts).toMatchObject({ created: 3, updated: 1, quarantined: 1 });
    expect([...kept.values()].map((content) => JSON.parse(content).name).sort()).toEqual(['b', 'kept', 'new']);
  });

  it('applies several mappings to the same rows, the later ones seeing the records of the earlier', async () => {
    const { port, kept } = fakePort();
    const { counts } = await runThroughPort(port, [customers, invoices], fromIterable(people(4)), { batch: 2 });
    expect(counts).toMatchObject({ read: 4, created: 8, commits: 4 });
    expect(kept.size).toBe(8);
  });

  it('writes nothing in a dry run and tells new from known', async () => {
    const { port, calls } = fakePort();
    await runThroughPort(port, [customers], fromIterable(people(3)));
    calls.length = 0;
    const { counts } = await runThroughPort(port, [customers], fromIterable([...people(5), { id: 'bad' }]), {
      dryRun: true,
    });
    expect(counts).toMatchObject({ read: 6, known: 3, new: 2, quarantined: 1, created: 0, commits: 0 });
    expect(calls).toEqual([]);
  });
});
