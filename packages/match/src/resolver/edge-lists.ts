// Hot loops index typed arrays within their bounds: `as number` spares a test per edge.
import { growArray } from '../table/grow-array.js';

const FIRST_EDGES = 64;

/**
 * The accepted pairs, from both of their records. An edge is two halves, `2k` and `2k + 1`; each half is in the list of
 * one record and names the other.
 */
export class EdgeLists {
  #heads = new Uint32Array(FIRST_EDGES);
  #to = new Uint32Array(FIRST_EDGES);
  #weights = new Float32Array(FIRST_EDGES);
  #next = new Uint32Array(FIRST_EDGES);
  #end = 2;
  #free = 0;

  /** Bytes of the arrays. */
  get bytes(): number {
    return 4 * (this.#heads.length + 3 * this.#to.length);
  }

  /** Adds the edge between two records, which are numbers from 1. */
  add(left: number, right: number, weight: number): void {
    let half = this.#free;
    if (half === 0) {
      if (this.#end + 2 > this.#to.length) {
        this.#to = growArray(this.#to, this.#end + 2);
        this.#weights = growArray(this.#weights, this.#end + 2);
        this.#next = growArray(this.#next, this.#end + 2);
      }
      half = this.#end;
      this.#end += 2;
    } else this.#free = this.#next[half] as number;
    this.#heads = growArray(this.#heads, Math.max(left, right) + 1);
    this.#enter(half, left, right, weight);
    this.#enter(half + 1, right, left, weight);
  }

  /** Calls `visit` with every neighbour of a record. */
  forEach(record: number, visit: (neighbour: number, weight: number) => void): void {
    for (let half = this.#heads[record] ?? 0; half !== 0; half = this.#next[half] as number) {
      visit(this.#to[half] as number, this.#weights[half] as number);
    }
  }

  /** Drops all edges of a record. */
  clear(record: number): void {
    for (let half = this.#heads[record] ?? 0; half !== 0; ) {
      const next = this.#next[half] as number;
      this.#unlink(half ^ 1, this.#to[half] as number);
      const first = half & ~1;
      this.#next[first] = this.#free;
      this.#free = first;
      half = next;
    }
    if (record < this.#heads.length) this.#heads[record] = 0;
  }

  #enter(half: number, from: number, to: number, weight: number): void {
    this.#to[half] = to;
    this.#weights[half] = weight;
    this.#next[half] = this.#heads[from] as number;
    this.#heads[from] = half;
  }

  #unlink(half: number, from: number): void {
    let before = 0;
    let at = this.#heads[from] as number;
    while (at !== half) {
      before = at;
      at = this.#next[at] as number;
    }
    if (before === 0) this.#heads[from] = this.#next[half] as number;
    else this.#next[before] = this.#next[half] as number;
  }
}
