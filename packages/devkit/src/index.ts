export { type Chromium, chromiumArguments, findChromium } from './browser/chromium.js';
export { bundleProgram } from './bundle-program.js';
export { measureBundleKilobytes } from './bundle-size.js';
export { type Figure, reportFigure } from './figure.js';
export { type FreshDatabase, freshDatabase } from './postgres/fresh-database.js';
export { typescriptArguments } from './typescript-arguments.js';
