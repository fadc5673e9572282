import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { benchExitCode } from '../bench-outcome.js';
import { type FigureLine, readFigure } from '../figure.js';
import { listPackages } from '../public-packages.js';
import { repositoryRoot } from '../repository.js';
import { typescriptArguments } from '../typescript-arguments.js';

const parameters = process.argv.slice(2);
const isChecked = parameters.includes('--check');
const wanted = parameters.filter((each) => !each.startsWith('--'));
const benches = listPackages('packages')
  .filter(({ folder }) => wanted.length === 0 || wanted.includes(basename(folder)))
  .flatMap(({ folder }) => listBenches(join(folder, 'bench')));

const missed: string[] = [];
const broken: string[] = [];
for (const file of benches) {
  const figures: FigureLine[] = [];
  const status = await runBench(file, figures);
  if (status !== 0) broken.push(`${relative(repositoryRoot, file)} ended with code ${status}`);
  else if (figures.length === 0) broken.push(`${relative(repositoryRoot, file)} gave no figure`);
  for (const { name, pass, bar, ratio, value } of figures) {
    if (!pass) missed.push(`${name}: ${bar} was missed (value ${value}, ratio ${ratio})`);
  }
}
if (benches.length === 0) broken.push(`No bench was found${wanted.length > 0 ? ` in ${wanted.join(', ')}` : ''}.`);
for (const line of [...broken, ...missed]) console.error(line);
process.exitCode = benchExitCode({ broken, missed }, isChecked);

function listBenches(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.bench.ts'));
  return names.sort().map((name) => join(folder, name));
}

/** Each file has a process of its own, so that no figure is changed by the code of another. */
function runBench(file: string, figures: FigureLine[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', ...typescriptArguments(), file], {
      cwd: repositoryRoot,
      stdio: ['inherit', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const figure = readFigure(line);
      if (figure === null) console.error(line);
      else {
        console.log(line);
        figures.push(figure);
      }
    });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
