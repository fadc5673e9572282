import { runNode } from '../run-command.js';
import { typescriptArguments } from '../typescript-arguments.js';

const { status } = await runNode([
  ...typescriptArguments(),
  'packages/fuzz/src/expressions.fuzz.ts',
  ...process.argv.slice(2),
]);
process.exitCode = status;
