// Hot loops index typed arrays within their bounds: `as number` spares a test per pair.
import { type ComponentInput, leadOf, linkBetween, weightOf } from './component-input.js';

const NONE = 0;
const LINKED = 1;
const APART = 2;

/**
 * Splits a component of up to some thousand records: the links of all clusters in one square, and for every row the
 * strongest link to a later one. `splitSparse` gives the same.
 *
 * @returns for every record the position of the first record of its cluster
 */
export function splitDense(input: ComponentInput): readonly number[] {
  const square = new LinkSquare(input);
  for (let next = square.strongest(); next >= 0; next = square.strongest()) square.join(next);
  return leadOf(square.members, input.size);
}

class LinkSquare {
  readonly members: number[][];
  readonly #input: ComponentInput;
  readonly #size: number;
  readonly #sums: Float64Array;
  readonly #marks: Uint8Array;
  /** By row, the later cluster with the strongest link, -1 for none, and the average of that link. */
  readonly #best: Int32Array;
  readonly #averages: Float64Array;

  constructor(input: ComponentInput) {
    const { size, edges } = input;
    this.members = Array.from({ length: size }, (_, at) => [at]);
    this.#input = input;
    this.#size = size;
    this.#sums = new Float64Array(size * size);
    this.#marks = new Uint8Array(size * size);
    this.#best = new Int32Array(size);
    this.#averages = new Float64Array(size);
    for (const { a, b, weight } of edges) this.#put(a, b, weightOf(input, a, b, weight), input.isApart(a, b));
    for (let row = 0; row < size; row++) this.#seek(row);
  }

  /** The row with the strongest link, the first of equals; -1 when no two clusters may join. */
  strongest(): number {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < this.#size; row++) {
      if ((this.#best[row] as number) < 0 || (this.#averages[row] as number) <= most) continue;
      most = this.#averages[row] as number;
      best = row;
    }
    return best;
  }

  /** Joins a cluster with the one its strongest link leads to. */
  join(a: number): void {
    const size = this.#size;
    const b = this.#best[a] as number;
    const own = this.members[a] as number[];
    const other = this.members[b] as number[];
    this.members[a] = [...own, ...other];
    this.members[b] = [];
    this.#marks[a * size + b] = NONE;
    this.#marks[b * size + a] = NONE;
    for (let each = 0; each < size; each++) {
      const left = this.#marks[a * size + each] as number;
      const right = this.#marks[b * size + each] as number;
      if (left === NONE && right === NONE) continue;
      const members = this.members[each] as number[];
      const one = left === NONE ? linkBetween(own, members, this.#input) : undefined;
      const two = right === NONE ? linkBetween(other, members, this.#input) : undefined;
      const sum =
        (one?.sum ?? (this.#sums[a * size + each] as number)) + (two?.sum ?? (this.#sums[b * size + each] as number));
      this.#put(a, each, sum, left === APART || right === APART || one?.isApart === true || two?.isApart === true);
      this.#marks[b * size + each] = NONE;
      this.#marks[each * size + b] = NONE;
    }
    this.#seek(a);
    this.#best[b] = -1;
    for (let row = 0; row < b; row++) {
      if (row === a) continue;
      const best = this.#best[row] as number;
      if (best === a || best === b) this.#seek(row);
      else if (row < a) this.#offer(row, a);
    }
  }

  #put(a: number, b: number, sum: number, isApart: boolean): void {
    const mark = isApart ? APART : LINKED;
    this.#sums[a * this.#size + b] = sum;
    this.#sums[b * this.#size + a] = sum;
    this.#marks[a * this.#size + b] = mark;
    this.#marks[b * this.#size + a] = mark;
  }

  #seek(row: number): void {
    this.#best[row] = -1;
    for (let column = row + 1; column < this.#size; column++) this.#offer(row, column);
  }

  /** Takes a link as the strongest of its row when it is, or when it is as strong and comes before. */
  #offer(row: number, column: number): void {
    const at = row * this.#size + column;
    if (this.#marks[at] !== LINKED) return;
    const pairs = (this.members[row] as number[]).length * (this.members[column] as number[]).length;
    const average = (this.#sums[at] as number) / pairs;
    if (average < this.#input.threshold) return;
    const best = this.#best[row] as number;
    const most = this.#averages[row] as number;
    if (best >= 0 && (average < most || (average === most && column > best))) return;
    this.#best[row] = column;
    this.#averages[row] = average;
  }
}
