/**
 * A chart as a Vega-Lite specification with its data inside: a plain object for any Vega-Lite renderer, version 5 or
 * later.
 *
 * @see https://vega.github.io/vega-lite/docs/spec.html
 */
export interface VegaLiteSpec {
  readonly $schema: string;
  readonly [property: string]: unknown;
}

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';

/** A specification with what all charts of the package have in common. */
export function createSpec(parts: Readonly<Record<string, unknown>>): VegaLiteSpec {
  return { $schema: SCHEMA, background: 'transparent', ...parts };
}

/** Colours of outcomes, readable on light and dark ground. */
export const OUTCOME_COLOURS = {
  same: '#2a9d5c',
  household: '#d08a1d',
  related: '#7a6fd0',
  different: '#8a929c',
} as const;

/** Colours of evidence for and against, and of marks that stand beside the data. */
export const COLOURS = { for: '#2a9d5c', against: '#d1495b', base: '#8a929c', mark: '#2f7fd1' } as const;
