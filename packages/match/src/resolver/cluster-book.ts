// Hot loops index typed arrays within their bounds: `as number` spares a test per record.
import { growArray } from '../table/grow-array.js';

const FIRST = 64;

/**
 * Which cluster every record is in. Clusters are numbered from 1 in the order in which they came to be, and no number
 * is given twice; the records of a cluster form a ring.
 */
export class ClusterBook {
  /** By record; 0 for none. */
  #clusters = new Uint32Array(FIRST);
  #ring = new Uint32Array(FIRST);
  /** By cluster, one of its records; 0 for none. */
  #heads = new Uint32Array(FIRST);
  readonly #merged = new Map<number, number>();
  #next = 1;
  #size = 0;

  /** How many clusters there are. */
  get size(): number {
    return this.#size;
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    return 4 * (this.#clusters.length + this.#ring.length + this.#heads.length);
  }

  /** The number the next new cluster gets. */
  get next(): number {
    return this.#next;
  }

  /** A number for a new cluster. */
  issue(): number {
    return this.#next++;
  }

  /** Goes on numbering from here. */
  continueFrom(next: number): void {
    this.#next = Math.max(this.#next, next);
  }

  /** The cluster of a record; 0 when it is in none. */
  of(record: number): number {
    return this.#clusters[record] ?? 0;
  }

  /** The records of a cluster, in no particular order. */
  members(cluster: number): readonly number[] {
    const head = this.#heads[cluster] ?? 0;
    if (head === 0) return [];
    const members = [head];
    for (let at = this.#ring[head] as number; at !== head; at = this.#ring[at] as number) members.push(at);
    return members;
  }

  /** Gives a cluster these records; they must be in none. */
  assign(cluster: number, records: readonly number[]): void {
    for (let at = 0; at < records.length; at++) {
      const record = records[at] as number;
      this.#clusters = growArray(this.#clusters, record + 1);
      this.#ring = growArray(this.#ring, record + 1);
      this.#clusters[record] = cluster;
      this.#ring[record] = records[at + 1] ?? (records[0] as number);
    }
    this.#heads = growArray(this.#heads, cluster + 1);
    this.#heads[cluster] = records[0] as number;
    this.#size++;
  }

  /** Takes all records out of a cluster. */
  dissolve(cluster: number): void {
    for (const record of this.members(cluster)) this.#clusters[record] = 0;
    if ((this.#heads[cluster] ?? 0) === 0) return;
    this.#heads[cluster] = 0;
    this.#size--;
  }

  /** Notes that a cluster is part of another one from now on. */
  redirect(cluster: number, into: number): void {
    this.#merged.set(cluster, into);
  }

  /** The cluster a number stands for now; 0 when it has no records any more or was never given. */
  resolve(cluster: number): number {
    let at = cluster;
    for (let into = this.#merged.get(at); into !== undefined; into = this.#merged.get(at)) at = into;
    return (this.#heads[at] ?? 0) === 0 ? 0 : at;
  }

  /** Clusters that were taken in, with those that took them. */
  merges(): Iterable<readonly [number, number]> {
    return this.#merged;
  }

  /** All clusters in the order of their numbers. */
  *all(): Generator<number> {
    for (let cluster = 1; cluster < this.#heads.length; cluster++) {
      if (this.#heads[cluster] !== 0) yield cluster;
    }
  }
}
