import { measureBundleKilobytes, reportFigure } from '@crmkit/devkit';

const core = await measureBundleKilobytes('packages/core/src/index.ts', ['zod']);
const expressions = await measureBundleKilobytes('packages/core/src/expressions.ts', ['zod']);
reportFigure({
  name: 'core: bundle without zod',
  value: core,
  unit: 'kB min+gzip',
  bar: { op: '<=', value: 60, of: 'value' },
});
reportFigure({
  name: 'core: expressions alone',
  value: expressions,
  unit: 'kB min+gzip',
  bar: { op: '<=', value: 15, of: 'value' },
});
