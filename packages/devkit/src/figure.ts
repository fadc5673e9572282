import { cpus } from 'node:os';

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the value is compared with, in the same unit, measured in the same process. */
  readonly baseline?: number;
  /** The promise: a bound on the value, or on value divided by baseline. */
  readonly bar: { readonly op: '<=' | '>='; readonly value: number; readonly of: 'ratio' | 'value' };
};

/** One line of `npm run bench`. */
export type FigureLine = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly bar: string;
  readonly pass: boolean;
};

/** Compares a figure with its bar; a ratio needs a baseline. */
export function judgeFigure({ name, value, unit, baseline, bar }: Figure): FigureLine {
  const ratio = baseline === undefined ? null : value / baseline;
  const judged = bar.of === 'ratio' ? ratio : value;
  if (judged === null) throw new Error(`The bar of ${name} is on its ratio, but it has no baseline.`);
  const pass = bar.op === '<=' ? judged <= bar.value : judged >= bar.value;
  const shown = (figure: number) => Number(figure.toPrecision(5));
  return {
    name,
    value: shown(value),
    unit,
    baseline: baseline === undefined ? null : shown(baseline),
    ratio: ratio === null ? null : shown(ratio),
    bar: `${bar.of} ${bar.op} ${bar.value}`,
    pass,
  };
}

/** Reads a line of a bench; null when it is no figure. */
export function readFigure(line: string): FigureLine | null {
  if (!line.startsWith('{')) return null;
  try {
    const value = JSON.parse(line) as Partial<FigureLine>;
    return typeof value.name === 'string' && typeof value.pass === 'boolean' ? (value as FigureLine) : null;
  } catch {
    return null;
  }
}

/** What figures were measured on: processor, number of cores, version of Node. */
export function describeMachine(): string {
  const processors = cpus();
  return `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores, Node ${process.version}`;
}

let isMachineTold = false;

/**
 * Prints a figure of a bench as one JSON line; with the first one, the machine goes to the error output.
 *
 * @example
 * reportFigure({ name: 'get', value: 7100, unit: 'reads/s', baseline: 9000, bar: { op: '>=', value: 0.7, of: 'ratio' } });
 */
export function reportFigure(figure: Figure): void {
  if (!isMachineTold) console.error(`# ${describeMachine()}`);
  isMachineTold = true;
  console.log(JSON.stringify(judgeFigure(figure)));
}
