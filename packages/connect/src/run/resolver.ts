import type { Resolve } from '../mapping/map-row.js';
import { parseReferenceKey } from '../mapping/reference-key.js';
import type { ImportPort } from './import-port.js';

/** Answers which record an external one became, asking the CRM for a whole batch at once. */
export interface Resolver {
  /** Looks up the keys that are not known yet. */
  readonly load: (keys: ReadonlySet<string>) => Promise<void>;
  readonly resolve: Resolve;
  /** Remembers what this run itself has written. */
  readonly learn: (key: string, id: string) => void;
}

/** Remembered answers: enough for the customers of a large ERP, bounded for the lines of one. */
const MOST_KNOWN = 150_000;

/** Starts with nothing known. Absence is never remembered: what is missing now may be imported by the next batch. */
export function createResolver(port: ImportPort): Resolver {
  const known = new Map<string, string>();
  const learn = (key: string, id: string): void => {
    if (known.size >= MOST_KNOWN) {
      for (const oldest of known.keys()) {
        known.delete(oldest);
        if (known.size < MOST_KNOWN * 0.9) break;
      }
    }
    known.set(key, id);
  };
  return {
    learn,
    resolve: (key) => known.get(key),
    load: async (keys) => {
      const missing = [...keys].filter((key) => !known.has(key));
      if (missing.length === 0) return;
      const found = await port.find(missing.map(parseReferenceKey));
      for (const [index, id] of found.entries()) {
        const key = missing[index];
        if (key !== undefined && id !== null) learn(key, id);
      }
    },
  };
}
