import type { CommandResult } from '../run-command.js';

/** One step of `npm run check`; its output is shown when it fails. */
export type Step = { readonly name: string; run(): Promise<StepResult> };

export type StepResult = { readonly ok: boolean; readonly output: string; readonly note?: string };

/** A step whose only result is that its command ends well. */
export function commandStep(name: string, run: () => Promise<CommandResult>): Step {
  return { name, run: async () => fromCommands([await run()]) };
}

export function fromCommands(results: readonly CommandResult[]): StepResult {
  const failed = results.filter(({ status }) => status !== 0);
  return { ok: failed.length === 0, output: failed.map(({ output }) => output).join('\n') };
}
