interface RunnerScope {
  __vitest_browser_runner__?: { readonly wrapDynamicImport: (load: () => Promise<unknown>) => Promise<unknown> };
}

(globalThis as RunnerScope).__vitest_browser_runner__ ??= { wrapDynamicImport: (load) => load() };
