import type { Verdict } from '../pipeline/verdict.js';

/**
 * The verdicts of a resolver, by record id: those on records that are not there wait until they come.
 */
export class VerdictBook {
  readonly #byRecord = new Map<string, Map<string, Verdict>>();
  #size = 0;

  /** How many verdicts there are. */
  get size(): number {
    return this.#size;
  }

  /** What was decided about two records. */
  between(left: string, right: string): Verdict['verdict'] | undefined {
    return this.#byRecord.get(left)?.get(right)?.verdict;
  }

  /** Whether a record was said to differ from another. */
  isBound(record: string): boolean {
    for (const { verdict } of this.of(record)) if (verdict === 'different') return true;
    return false;
  }

  /** Records about which something was decided together with this one. */
  *of(record: string): Generator<{ readonly other: string; readonly verdict: Verdict['verdict'] }> {
    const own = this.#byRecord.get(record);
    if (own !== undefined) for (const [other, { verdict }] of own) yield { other, verdict };
  }

  /** Notes a verdict in place of an earlier one on the same records. */
  set(verdict: Verdict): void {
    if (this.between(verdict.left, verdict.right) === undefined) this.#size++;
    this.#enter(verdict.left, verdict.right, verdict);
    this.#enter(verdict.right, verdict.left, verdict);
  }

  /** Forgets what was decided about two records; false when nothing was. */
  delete(left: string, right: string): boolean {
    if (this.between(left, right) === undefined) return false;
    this.#size--;
    this.#leave(left, right);
    this.#leave(right, left);
    return true;
  }

  /** All verdicts, each once. */
  *all(): Generator<Verdict> {
    for (const [record, own] of this.#byRecord) {
      for (const verdict of own.values()) if (verdict.left === record) yield verdict;
    }
  }

  #enter(record: string, other: string, verdict: Verdict): void {
    const own = this.#byRecord.get(record);
    if (own === undefined) this.#byRecord.set(record, new Map([[other, verdict]]));
    else own.set(other, verdict);
  }

  #leave(record: string, other: string): void {
    const own = this.#byRecord.get(record);
    own?.delete(other);
    if (own?.size === 0) this.#byRecord.delete(record);
  }
}
