import { compareText } from '../../values/text.js';
import type { Id, Row } from '../contract.js';

/** The live rows of one entity of one tenant, which also knows their id order, so that pages in it cost their size. */
export class LiveTable {
  readonly #rows = new Map<Id, Row>();
  /** Ids in order; null after a change that would have to be sorted in. */
  #ids: Id[] | null = [];

  get(id: Id): Row | undefined {
    return this.#rows.get(id);
  }

  has(id: Id): boolean {
    return this.#rows.has(id);
  }

  put(row: Row): void {
    if (!this.#rows.has(row.id)) this.#addId(row.id);
    this.#rows.set(row.id, row);
  }

  delete(id: Id): void {
    if (this.#rows.delete(id)) this.#ids = null;
  }

  /** All rows, in no promised order. */
  values(): Iterable<Row> {
    return this.#rows.values();
  }

  /** The rows whose ids come after one, in id order by code point; all of them after null. */
  *rowsAfter(id: Id | null): Iterable<Row> {
    const ids = this.#orderedIds();
    for (let index = id === null ? 0 : indexAfter(ids, id); index < ids.length; index += 1) {
      const row = this.#rows.get(ids[index] ?? '');
      if (row !== undefined) yield row;
    }
  }

  #orderedIds(): readonly Id[] {
    this.#ids ??= [...this.#rows.keys()].sort(compareText);
    return this.#ids;
  }

  /** Ids begin with their time, so most are the greatest yet. */
  #addId(id: Id): void {
    const last = this.#ids?.at(-1);
    if (last === undefined || compareText(last, id) < 0) this.#ids?.push(id);
    else this.#ids = null;
  }
}

function indexAfter(ids: readonly Id[], id: Id): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareText(ids[middle] ?? '', id) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
