/** An `add` met a key that is there already, and the transaction with it was undone. Never leaves the package. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}
