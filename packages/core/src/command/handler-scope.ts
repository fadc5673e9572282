/** Tells code that a handler runs from code that runs beside it. */
export interface HandlerScope {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** True in what a running handler calls. */
  isInside(): boolean;
}

/** Of Node's `AsyncLocalStorage`, which Deno and Bun have too. */
interface AsyncStore {
  run<T>(store: { isRunning: boolean }, work: () => T): T;
  getStore(): { readonly isRunning: boolean } | undefined;
}

interface Host {
  readonly process?: {
    getBuiltinModule?(name: string): { readonly AsyncLocalStorage?: new () => AsyncStore } | undefined;
  };
}

/** Makes a scope. Browsers cannot follow a handler past its first `await`; there only what it calls before is inside. */
export function createHandlerScope(host: Host = globalThis as Host): HandlerScope {
  const Store = host.process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage;
  if (Store === undefined) {
    let depth = 0;
    return {
      run: (work) => {
        depth += 1;
        try {
          return work();
        } finally {
          depth -= 1;
        }
      },
      isInside: () => depth > 0,
    };
  }
  const stores = new Store();
  return {
    async run(work) {
      const store = { isRunning: true };
      try {
        return await stores.run(store, work);
      } finally {
        // What the handler left behind, such as a timer, is not part of it any more.
        store.isRunning = false;
      }
    },
    isInside: () => stores.getStore()?.isRunning === true,
  };
}
