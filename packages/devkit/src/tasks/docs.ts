import { toolScript } from '../repository.js';
import { runNode } from '../run-command.js';

const { status } = await runNode([
  toolScript('typedoc', 'bin/typedoc'),
  '--options',
  'docs/typedoc.json',
  ...process.argv.slice(2),
]);
process.exitCode = status;
