/**
 * Where a run keeps what it has done, so that a run that was killed goes on from there: a folder, a table of a database,
 * a browser's storage. One store serves one run at a time.
 */
export interface CheckpointStore {
  /** The bytes under a name; `undefined` when there are none. */
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
  /** Keeps bytes under a name, in place of others; whole or not at all. */
  readonly write: (name: string, bytes: Uint8Array) => Promise<void>;
  /** Forgets a name; does nothing when it is not there. */
  readonly remove: (name: string) => Promise<void>;
}
