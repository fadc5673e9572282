import { type CommandOptions, type CommandResult, runCommand } from './run-command.js';

const PNPM = 'pnpm@12.21.0';

export function runPnpm(parameters: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return runCommand('npx', ['--yes', PNPM, ...parameters], options);
}
