import { runImport } from '@crmkit/connect';
import type { PlannedImport } from '../erp/import.js';
import type { CountedStorage } from '../host/count-commits.js';
import type { HostSession } from '../host/open-crm.js';
import type { Output } from '../show/output.js';
import { writeTable } from '../show/table.js';

/** Runs imports one after the other with progress, writes one line for each, and tells the commits all of them took. */
export async function runImports(
  session: HostSession,
  storage: CountedStorage,
  imports: readonly PlannedImport[],
  output: Output,
): Promise<number> {
  const before = storage.commits();
  const rows: (string | number)[][] = [];
  for (const { title, mapping, source } of imports) {
    const started = storage.commits();
    const { counts, problems, durationMs } = await runImport(session, mapping, source, {
      onProgress: ({ counts: { read }, durationMs: soFar }) =>
        output.progress(
          `  ${title}: ${read.toLocaleString('en-US')} rows, ${Math.round((read / soFar) * 1000).toLocaleString('en-US')} rows/s`,
        ),
    });
    const written = counts.created + counts.recorded + counts.updated + counts.linked + counts.superseded;
    rows.push([
      title,
      counts.read,
      written,
      counts.unchanged,
      counts.quarantined + counts.failed,
      storage.commits() - started,
      `${(durationMs / 1000).toFixed(1)} s`,
    ]);
    for (const { at, problems: found } of problems.slice(0, 3)) {
      output.line(
        `  ${title}, ${at}: ${(found ?? []).map(({ reason, column, code }) => [reason, column, code].filter(Boolean).join(' ')).join('; ')}`,
      );
    }
  }
  writeTable(output, ['source', 'rows', 'written', 'unchanged', 'quarantined', 'commits', 'time'], rows);
  return storage.commits() - before;
}
