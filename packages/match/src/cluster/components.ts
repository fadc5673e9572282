/** Disjoint sets of numbers 0..size-1. */
export class DisjointSets {
  readonly #parent: Uint32Array;

  constructor(size: number) {
    this.#parent = new Uint32Array(size);
    for (let at = 0; at < size; at++) this.#parent[at] = at;
  }

  /** The number that stands for the set of `of`: its smallest member. */
  find(of: number): number {
    const parent = this.#parent;
    let root = of;
    while (parent[root] !== root) root = parent[root] as number;
    let at = of;
    while (parent[at] !== root) {
      const next = parent[at] as number;
      parent[at] = root;
      at = next;
    }
    return root;
  }

  /** Joins the sets of two numbers. */
  join(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA < rootB) this.#parent[rootB] = rootA;
    else this.#parent[rootA] = rootB;
  }
}
