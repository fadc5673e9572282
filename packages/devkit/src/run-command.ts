import { spawn } from 'node:child_process';
import { repositoryRoot } from './repository.js';

export type CommandOptions = {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** `inherit` shows the output as it comes (default); `capture` gives it back. */
  readonly output?: 'inherit' | 'capture';
};

export type CommandResult = { readonly status: number; readonly output: string };

/** Runs a program to its end; a program that cannot be started rejects. */
export function runCommand(
  command: string,
  parameters: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const { cwd = repositoryRoot, environment = {}, output = 'inherit' } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ status: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

/** The same for a script run by the Node that is running now. */
export function runNode(parameters: readonly string[], options?: CommandOptions): Promise<CommandResult> {
  return runCommand(process.execPath, parameters, options);
}
