// Dedupes made-up people with a checkpoint in a folder: `resume-child.ts <folder> <csv> [kill at this piece]`.
// Prints the pieces compared, the warnings and the hash of the result.
import { readFileSync } from 'node:fs';
import { folderCheckpoint } from '../src/checkpoint/folder-checkpoint.js';
import { dedupe } from '../src/dedupe.js';
import { hashResolution } from './hash-resolution.js';

const [folder = '', csv = '', limit = ''] = process.argv.slice(2);
let first: number | undefined;
let total = 0;
const found = await dedupe(
  { csv: readFileSync(csv) },
  {
    id: 'id',
    workers: 1,
    kinds: { cluster: 'ignore' },
    ...(folder === '' ? {} : { checkpoint: folderCheckpoint(folder) }),
    onProgress: (progress) => {
      if (progress.stage !== 'compare') return;
      first ??= progress.done;
      total = progress.total;
      // SIGKILL leaves no time to tidy up, as a crash would.
      if (limit !== '' && progress.done >= Math.max(1, Number(limit) * progress.total))
        process.kill(process.pid, 'SIGKILL');
    },
  },
);
const { clusters, compared } = found.summary;
console.log(
  JSON.stringify({
    done: total - (first ?? 0),
    total,
    clusters,
    compared,
    hash: hashResolution(found),
    warnings: found.warnings,
  }),
);
