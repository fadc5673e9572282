/** Thrown inside a transaction to undo it and still give the caller a value: a refused commit is an outcome, not a failure. */
export class Rollback<T> extends Error {
  override readonly name = 'Rollback';
  constructor(readonly value: T) {
    super('The transaction was rolled back on purpose.');
  }
}
