/** One row of an answer: every column as text, null where it has no value. */
export type SqlRow = readonly (string | null)[];

/** How a statement is sent. */
export interface QueryOptions {
  /** Set for statements of constant text: a driver that can prepares them under this name, once per connection. */
  readonly name?: string | undefined;
}

/** Where statements run: a connection, or a pool that picks one for each. */
export interface SqlConnection {
  /**
   * Runs one statement. All parameters are text or null and every selected column is text, so that neither the
   * driver's serialisers nor its type parsers decide about a value.
   */
  query(text: string, parameters: readonly (string | null)[], options?: QueryOptions): Promise<readonly SqlRow[]>;
}

/** All that the storage needs of a driver; a binding is some twenty lines. */
export interface SqlSession extends SqlConnection {
  /** Runs `work` on one connection inside a READ COMMITTED transaction: commits when it resolves, rolls back when it throws. */
  begin<T>(work: (connection: SqlConnection) => Promise<T>): Promise<T>;
  /** Statements inside the host's own open transaction; never begins or ends it. */
  joined(host: object): SqlConnection;
  /** False when only one process can use the database. */
  readonly multiProcess: boolean;
  /** True when the driver drops U+FEFF at the start of a text; text is then selected with a blank in front. */
  readonly dropsByteOrderMark?: boolean;
}
