// Lets Node run the repository's TypeScript without a build: `node --conditions=crmkit-source --import <this file> x.ts`.
// Types are taken out by Node itself; `./x.js` in an import means `./x.ts` where that file exists.
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';

const isSource = (url) => url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL && isSource(context.parentURL)) {
      const source = `${specifier.slice(0, -3)}.ts`;
      if (existsSync(fileURLToPath(new URL(source, context.parentURL)))) return nextResolve(source, context);
    }
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (!isSource(url)) return nextLoad(url, context);
    const text = readFileSync(fileURLToPath(url), 'utf8');
    const source = stripTypeScriptTypes(text, { mode: 'transform', sourceMap: true, sourceUrl: url });
    return { format: 'module', source, shortCircuit: true };
  },
});
