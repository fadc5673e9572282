import type { VegaLiteSpec } from '../explain/vega-lite-spec.js';

/** Draws a chart as SVG text. */
export type RenderSvg = (spec: VegaLiteSpec) => Promise<string>;

/** Text and lines take the colour of the page, so that charts are readable on light and dark ground. */
const CONFIG = {
  font: 'system-ui, sans-serif',
  title: { color: 'currentColor', subtitleColor: 'currentColor', fontSize: 14, anchor: 'start' },
  axis: {
    labelColor: 'currentColor',
    titleColor: 'currentColor',
    domainColor: 'currentColor',
    tickColor: 'currentColor',
    gridColor: 'currentColor',
    gridOpacity: 0.15,
    domainOpacity: 0.4,
    tickOpacity: 0.4,
    titleFontWeight: 'normal',
  },
  header: { labelColor: 'currentColor', titleColor: 'currentColor' },
  legend: { labelColor: 'currentColor', titleColor: 'currentColor' },
  text: { color: 'currentColor' },
  view: { stroke: null },
};

/**
 * Loads what draws charts; it is large, so only when a report is written.
 *
 * @returns `undefined` when vega is not installed
 */
export async function loadRenderer(): Promise<RenderSvg | undefined> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]).catch(() => []);
  if (vega === undefined || vegaLite === undefined) return undefined;
  return async (spec) => {
    // Its types describe every chart there is and do not know that ours are some of them.
    const compiled = vegaLite.compile(spec as never, { config: CONFIG as never });
    return new vega.View(vega.parse(compiled.spec), { renderer: 'none' }).toSVG();
  };
}
