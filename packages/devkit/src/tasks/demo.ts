import { runNode } from '../run-command.js';
import { typescriptArguments } from '../typescript-arguments.js';

const { status } = await runNode([...typescriptArguments(), 'examples/erp-host/src/main.ts', ...process.argv.slice(2)]);
process.exitCode = status;
