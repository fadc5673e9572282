import { textWidth } from './text-width.js';

/** Where the demo writes; a test collects, a terminal shows. */
export interface Output {
  readonly line: (text: string) => void;
  /** Tells how far a long step is; on a terminal in place of the text before, elsewhere a line now and then. */
  readonly progress: (text: string) => void;
}

/** Time between two lines of progress where they cannot replace each other, in milliseconds. */
const PAUSE_MS = 5_000;

/** Writes to the terminal. */
export function terminalOutput(): Output {
  const isTerminal = process.stdout.isTTY === true;
  let open = false;
  let lastMs = performance.now();
  return {
    line: (text) => {
      if (open) process.stdout.write('\r\u001b[K');
      open = false;
      lastMs = performance.now();
      process.stdout.write(`${text}\n`);
    },
    progress: (text) => {
      if (isTerminal) {
        process.stdout.write(`\r\u001b[K${text}`);
        open = true;
      } else if (performance.now() - lastMs >= PAUSE_MS) {
        lastMs = performance.now();
        process.stdout.write(`${text} …\n`);
      }
    },
  };
}

/** Begins a step of the demo. */
export function writeTitle({ line }: Output, title: string): void {
  line('');
  line(title);
  line('═'.repeat(textWidth(title)));
}
