/** Where the demo writes; a test collects, a terminal shows. */
export interface Output {
  readonly line: (text: string) => void;
  /** Replaces the last progress text; without a terminal only the final text of each step is written. */
  readonly progress: (text: string) => void;
}

/** Writes to the terminal. */
export function terminalOutput(): Output {
  const isTerminal = process.stdout.isTTY === true;
  let open = false;
  return {
    line: (text) => {
      if (open) process.stdout.write('\r\u001b[K');
      open = false;
      process.stdout.write(`${text}\n`);
    },
    progress: (text) => {
      if (!isTerminal) return;
      process.stdout.write(`\r\u001b[K${text}`);
      open = true;
    },
  };
}
