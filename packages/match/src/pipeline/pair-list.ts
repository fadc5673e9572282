/** A growing list of pairs with the id of their pattern. */
export class PairList {
  left = new Uint32Array(1 << 16);
  right = new Uint32Array(1 << 16);
  patterns = new Uint32Array(1 << 16);
  length = 0;

  /** Appends a pair. */
  push(left: number, right: number, pattern: number): void {
    if (this.length === this.left.length) this.#grow();
    this.left[this.length] = left;
    this.right[this.length] = right;
    this.patterns[this.length++] = pattern;
  }

  #grow(): void {
    const wider = (old: Uint32Array): Uint32Array<ArrayBuffer> => {
      const array = new Uint32Array(old.length * 2);
      array.set(old);
      return array;
    };
    this.left = wider(this.left);
    this.right = wider(this.right);
    this.patterns = wider(this.patterns);
  }
}
