import type { RunProgress, Stage } from '../pipeline/run-options.js';

const WORDS: { readonly [stage in Stage]: string } = {
  read: 'Reading the file',
  normalise: 'Normalising the fields',
  plan: 'Choosing the blocking rules',
  block: 'Building the blocks',
  compare: 'Comparing pairs',
  learn: 'Learning the model',
  score: 'Scoring pairs',
  cluster: 'Forming clusters',
};

/** Shows how far a run is: one line that changes on a terminal, one line per stage elsewhere. */
export function createProgress(
  write: (text: string) => void,
  isTerminal: boolean,
): { readonly show: (progress: RunProgress) => void; readonly end: () => void } {
  let stage: Stage | undefined;
  let shown = '';
  const end = (): void => {
    if (isTerminal && shown !== '') write('\r\u001B[2K');
    shown = '';
  };
  return {
    show: (progress) => {
      const isNew = progress.stage !== stage;
      stage = progress.stage;
      const text = `${WORDS[progress.stage]}${describeAmount(progress)} …`;
      if (isTerminal) {
        if (text !== shown) write(`\r\u001B[2K${text}`);
        shown = text;
      } else if (isNew) write(`${WORDS[progress.stage]} …\n`);
    },
    end,
  };
}

function describeAmount({ stage, done, total }: RunProgress): string {
  if (stage === 'read') return done > 0 ? `, ${(done / 1e6).toFixed(1)} MB` : '';
  return total > 1 ? `, ${Math.floor((100 * done) / total)} %` : '';
}
