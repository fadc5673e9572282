import { toolScript } from '../repository.js';
import { runNode } from '../run-command.js';

// Type errors are left to `npm run check`: here a bench that leans on a package without types would end the run.
const { status } = await runNode([
  toolScript('typedoc', 'bin/typedoc'),
  '--options',
  'docs/typedoc.json',
  ...process.argv.slice(2),
]);
process.exitCode = status;
