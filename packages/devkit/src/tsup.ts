import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

type Manifest = {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

type Plugin = NonNullable<
  Exclude<Parameters<typeof defineConfig>[0], unknown[] | ((...options: never[]) => unknown)>['esbuildPlugins']
>[number];

/** How every published package is built: ES modules with declarations, one file per entry and shared chunks. */
export function library(entry: readonly string[] = ['src/index.ts']): ReturnType<typeof defineConfig> {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  return defineConfig({
    entry: [...entry],
    format: 'esm',
    target: 'es2023',
    platform: 'neutral',
    dts: true,
    clean: true,
    sourcemap: true,
    splitting: true,
    esbuildPlugins: [declaredOnly(manifest)],
  });
}

/** tsup bundles what is not declared a dependency, without a word; here that is an error. */
function declaredOnly({ name, dependencies, optionalDependencies, peerDependencies }: Manifest): Plugin {
  const declared = [dependencies, optionalDependencies, peerDependencies].flatMap((each) => Object.keys(each ?? {}));
  return {
    name: 'declared-only',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || path.startsWith('src/')) return undefined;
        if (path.startsWith('node:')) return { path, external: true };
        if (declared.some((each) => path === each || path.startsWith(`${each}/`))) return { path, external: true };
        return { errors: [{ text: `"${path}" is imported but no dependency of ${name}: it would be bundled.` }] };
      });
    },
  };
}
