export type { EntityLabels, LabelSet, Labels, OptionLabels } from './model/labels.js';
export { nucleusLabels } from './nucleus/labels.js';
